import type { Addon } from "../addon/addon";
import { DRIVERS } from "./rook-ceph-plan";
import { snapshotClass, storageClass } from "./storage-class";

export interface CephClasses {
  readonly block: boolean;
  readonly file: boolean;
  readonly object: boolean;
  readonly snapshots: boolean;
  readonly defaultClass: boolean;
}

/** Rook's name of the namespace that a Ceph is in. */
const CLUSTER = { clusterID: "rook-ceph" };

/** Classes of volumes and buckets. */
export function cephClasses(addon: Addon, { block, file, object, snapshots, defaultClass }: CephClasses): void {
  const chart = addon.chart("classes");
  if (block) {
    storageClass(chart, { name: "ceph-block", provisioner: DRIVERS.block, isDefault: defaultClass, parameters: { ...CLUSTER, pool: "ceph-block", imageFormat: "2", imageFeatures: "layering", "csi.storage.k8s.io/fstype": "ext4", ...secrets("rbd") } });
    if (snapshots) snapshotClass(chart, "ceph-block", DRIVERS.block, snapshotParameters("rbd"));
  }
  if (file) {
    storageClass(chart, { name: "ceph-filesystem", provisioner: DRIVERS.file, isDefault: defaultClass && !block, parameters: { ...CLUSTER, fsName: "ceph-filesystem", pool: "ceph-filesystem-data0", ...secrets("cephfs") } });
    if (snapshots) snapshotClass(chart, "ceph-filesystem", DRIVERS.file, snapshotParameters("cephfs"));
  }
  if (object) storageClass(chart, { name: "ceph-bucket", provisioner: "rook-ceph.ceph.rook.io/bucket", isDefault: false, expandable: false, parameters: { objectStoreName: "ceph-objectstore", objectStoreNamespace: "rook-ceph" } });
}

type Kind = "rbd" | "cephfs";

/** The keys that each step of a volume's life is done with; Rook makes them. */
function secrets(kind: Kind): Record<string, string> {
  const steps = { "provisioner": "provisioner", "controller-expand": "provisioner", "controller-publish": "provisioner", "node-stage": "node" };
  return Object.fromEntries(Object.entries(steps).flatMap(([step, user]) => secret(step, `rook-csi-${kind}-${user}`)));
}

function snapshotParameters(kind: Kind): Record<string, string> {
  return { ...CLUSTER, ...Object.fromEntries(secret("snapshotter", `rook-csi-${kind}-provisioner`)) };
}

function secret(step: string, name: string): [string, string][] {
  return [[`csi.storage.k8s.io/${step}-secret-name`, name], [`csi.storage.k8s.io/${step}-secret-namespace`, "rook-ceph"]];
}
