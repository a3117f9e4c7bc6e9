import type { Chart } from "cdk8s";
import { KubeStorageClass } from "cdk8s-plus-27/lib/imports/k8s";
import { CustomObject } from "../addon/custom-object";
import type { Capability } from "../addon/capability";
import { volumeSnapshotClass } from "../crd/external-snapshotter";
import { whereAsked } from "../parts/capabilities";

export interface StorageClassProps {
  readonly name: string;
  readonly provisioner: string;
  /** Whether claims that name no class get this one. */
  readonly isDefault: boolean;
  readonly parameters?: Record<string, string>;
  /** @default Delete */
  readonly reclaimPolicy?: "Delete" | "Retain";
  /** @default Immediate */
  readonly volumeBindingMode?: "Immediate" | "WaitForFirstConsumer";
  /** Whether claims can be made larger. @default true */
  readonly expandable?: boolean;
  readonly mountOptions?: readonly string[];
}

/** Declares a StorageClass. */
export function storageClass(chart: Chart, props: StorageClassProps): void {
  const { name, provisioner, isDefault, parameters, reclaimPolicy = "Delete", volumeBindingMode = "Immediate", expandable = true, mountOptions } = props;
  new KubeStorageClass(chart, `class-${name}`, {
    metadata: { name, ...(isDefault && { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } }) },
    provisioner,
    parameters,
    reclaimPolicy,
    volumeBindingMode,
    allowVolumeExpansion: expandable,
    ...(mountOptions !== undefined && { mountOptions: [...mountOptions] }),
  });
}

/** Declares a class of snapshots, which go with what they were asked for by. */
export function snapshotClass(chart: Chart, name: string, driver: string, parameters?: Record<string, string>): void {
  new CustomObject(chart, `snapshots-${name}`, volumeSnapshotClass, { name }, { driver, deletionPolicy: "Delete", parameters });
}

/** What an add-on with a StorageClass brings. */
export function storageCapabilities(isDefault: boolean): Capability[] {
  return whereAsked({ "storage-class": true, "default-storage-class": isDefault });
}
