// Made by scripts/crd-types.ts of the definitions in kubernetes-csi/external-snapshotter@v8.6.0; not to be edited.
import type { CustomKind } from "../addon/custom-object";

export interface VolumeSnapshotClassFields {
  readonly deletionPolicy: "Delete" | "Retain";
  readonly driver: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** snapshot.storage.k8s.io/v1 */
export const volumeSnapshotClass: CustomKind<VolumeSnapshotClassFields> = { apiVersion: "snapshot.storage.k8s.io/v1", kind: "VolumeSnapshotClass", scope: "Cluster" };
