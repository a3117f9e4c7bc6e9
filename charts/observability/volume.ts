import type { Capability } from "../addon/capability";

/** A volume that outlives the Pod it is for. */
export interface Volume {
  /** GiB. */
  readonly size: number;
  /** @default the cluster's default StorageClass */
  readonly storageClass?: string;
}

/** What a cluster has to have for a volume. */
export function volumeNeeds(volume: Volume | undefined): Capability[] {
  if (volume === undefined) return [];
  return [volume.storageClass === undefined ? "default-storage-class" : "storage-class"];
}

/** The specification of a volume's claim, as Kubernetes writes it. */
export function claimSpec({ size, storageClass }: Volume): { readonly accessModes: string[]; readonly storageClassName?: string; readonly resources: { readonly requests: { readonly storage: string } } } {
  return { accessModes: ["ReadWriteOnce"], storageClassName: storageClass, resources: { requests: { storage: `${size}Gi` } } };
}
