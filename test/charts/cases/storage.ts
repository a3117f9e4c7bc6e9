import { HostPathCsi } from "../../../charts/storage/host-path-csi";
import { LocalPath } from "../../../charts/storage/local-path";
import { Longhorn } from "../../../charts/storage/longhorn";
import { NfsCsi } from "../../../charts/storage/nfs-csi";
import { RookCeph } from "../../../charts/storage/rook-ceph";
import { Velero } from "../../../charts/storage/velero";
import { VolumeSnapshots } from "../../../charts/storage/volume-snapshots";
import type { Made } from "../support/addons";

const bucket = { name: "velero", secretName: "velero-s3" };

export const cases: readonly Made[] = [
  ["csi-driver-nfs", (set) => new NfsCsi(set, "nfs", { server: "10.20.44.5", share: "/exports" })],
  ["csi-driver-nfs with everything", (set) => new NfsCsi(set, "nfs", { server: "nas.lab", share: "/", subDir: "k8s/${pv.metadata.name}", mountOptions: ["hard"], onDelete: "archive", snapshots: true, replicas: 2, defaultClass: false })],
  ["external-snapshotter", (set) => new VolumeSnapshots(set, "snapshots")],
  ["external-snapshotter with everything", (set) => new VolumeSnapshots(set, "snapshots", { replicas: 2, groupSnapshots: true, distributed: true })],
  ["csi-driver-host-path", (set) => new HostPathCsi(set, "host-path")],
  ["csi-driver-host-path with everything", (set) => new HostPathCsi(set, "host-path", { node: "w2", snapshots: false, maxVolumeGiB: 10, volumeBindingMode: "WaitForFirstConsumer", reclaimPolicy: "Retain", defaultClass: true })],
  ["local-path-provisioner", (set) => new LocalPath(set, "local-path")],
  ["local-path-provisioner with folders by node", (set) => new LocalPath(set, "local-path", { path: "/srv", nodePaths: { w1: ["/fast", "/slow"], w2: [] }, volumeType: "local", reclaimPolicy: "Retain", defaultClass: false })],
  ["local-path-provisioner with a shared folder", (set) => new LocalPath(set, "local-path", { sharedPath: "/mnt/shared" })],
  ["longhorn", (set) => new Longhorn(set, "longhorn")],
  ["longhorn with everything", (set) => new Longhorn(set, "longhorn", { copies: 3, dataPath: "/srv/longhorn", reservedPercent: 25, dataLocality: true, snapshots: true, backupTarget: { url: "s3://longhorn@lab/", secretName: "minio" }, highAvailability: true, reclaimPolicy: "Retain", defaultClass: false })],
  ["rook-ceph", (set) => new RookCeph(set, "ceph")],
  ["rook-ceph with everything", (set) => new RookCeph(set, "ceph", { file: true, object: true, copies: 3, monitors: 3, osdMemoryMiB: 4096, snapshots: true, dashboard: false, toolbox: false, defaultClass: false })],
  ["rook-ceph of buckets alone", (set) => new RookCeph(set, "ceph", { block: false, object: true })],
  ["velero", (set) => new Velero(set, "velero", { bucket })],
  ["velero with everything", (set) => new Velero(set, "velero", { bucket: { ...bucket, endpoint: "http://10.20.44.5:9000", region: "lab", prefix: "k8s" }, schedule: "@daily", retentionDays: 30, fileSystemBackup: true, snapshots: true })],
];
