import { Quantity, type PersistentVolumeClaimSpec } from "cdk8s-plus-27/lib/imports/k8s";
import type { Capability } from "../addon/capability";
import { checkWhole } from "./checks";

/** A volume that outlives the Pod it is for. */
export interface Volume {
  /** GiB. */
  readonly sizeGiB: number;
  /** @default the cluster's default StorageClass */
  readonly storageClass?: string;
}

/** What a cluster has to have for a volume. */
export function volumeNeeds(volume: Volume | undefined): Capability[] {
  if (volume === undefined) return [];
  return [volume.storageClass === undefined ? "default-storage-class" : "storage-class"];
}

/** @throws LabError LW1001 for a size that is none */
export function checkVolume(path: string, volume: Volume | undefined, property = "volume"): void {
  checkWhole(path, { [`${property}.sizeGiB`]: volume?.sizeGiB });
}

/** A volume's size, as Kubernetes writes it. */
export function capacityOf({ sizeGiB }: Volume): string {
  return `${sizeGiB}Gi`;
}

/** The specification of a volume's claim, as Kubernetes writes it. */
export function claimSpec(volume: Volume): { readonly accessModes: string[]; readonly storageClassName?: string; readonly resources: { readonly requests: { readonly storage: string } } } {
  return { accessModes: ["ReadWriteOnce"], storageClassName: volume.storageClass, resources: { requests: { storage: capacityOf(volume) } } };
}

/** The same for objects of Kubernetes' own kinds. */
export function volumeClaim(volume: Volume): PersistentVolumeClaimSpec {
  return { ...claimSpec(volume), resources: { requests: { storage: Quantity.fromString(capacityOf(volume)) } } };
}
