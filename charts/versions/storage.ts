import type { PinnedVersion } from "./pinned-version";

export const storageVersions = {
  "csi-driver-nfs": {
    version: "4.13.4",
    chart: { name: "csi-driver-nfs", repository: "https://kubernetes-csi.github.io/csi-driver-nfs", version: "4.13.4" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-nfs@d3b27c007433:charts/v4.13.4/csi-driver-nfs/values.yaml",
  },
  "external-snapshotter": {
    version: "8.6.0",
    upstream: { github: "kubernetes-csi/external-snapshotter" },
    checked: "2026-11-22",
    source: "kubernetes-csi/external-snapshotter@v8.6.0:deploy/kubernetes/snapshot-controller",
  },
  "csi-driver-host-path": {
    version: "1.18.0",
    upstream: { github: "kubernetes-csi/csi-driver-host-path" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-host-path@v1.18.0:deploy/kubernetes-1.34/hostpath/csi-hostpath-plugin.yaml",
  },
  "csi-provisioner": {
    version: "6.3.0",
    upstream: { github: "kubernetes-csi/external-provisioner" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-host-path@v1.18.0:deploy/kubernetes-1.34/hostpath/csi-hostpath-plugin.yaml",
  },
  "csi-resizer": {
    version: "2.2.1",
    upstream: { github: "kubernetes-csi/external-resizer" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-host-path@v1.18.0:deploy/kubernetes-1.34/hostpath/csi-hostpath-plugin.yaml",
  },
  "csi-node-driver-registrar": {
    version: "2.17.0",
    upstream: { github: "kubernetes-csi/node-driver-registrar" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-host-path@v1.18.0:deploy/kubernetes-1.34/hostpath/csi-hostpath-plugin.yaml",
  },
  "csi-livenessprobe": {
    version: "2.19.0",
    upstream: { github: "kubernetes-csi/livenessprobe" },
    checked: "2026-11-22",
    source: "kubernetes-csi/csi-driver-host-path@v1.18.0:deploy/kubernetes-1.34/hostpath/csi-hostpath-plugin.yaml",
  },
  "local-path-provisioner": {
    version: "0.0.37",
    chart: { name: "local-path-provisioner", repository: "oci://ghcr.io/rancher/local-path-provisioner/charts", version: "0.0.37" },
    checked: "2026-11-22",
    source: "rancher/local-path-provisioner@v0.0.37:deploy/chart/local-path-provisioner/values.yaml",
  },
  longhorn: {
    version: "1.12.1",
    chart: { name: "longhorn", repository: "https://charts.longhorn.io", version: "1.12.1" },
    checked: "2026-11-22",
    source: "longhorn/longhorn@v1.12.1:chart/values.yaml",
  },
  "rook-ceph": {
    version: "1.20.6",
    chart: { name: "rook-ceph", repository: "https://charts.rook.io/release", version: "v1.20.6" },
    checked: "2026-11-22",
    source: "rook/rook@v1.20.6:deploy/charts/rook-ceph/values.yaml",
  },
  "ceph-csi-drivers": {
    version: "1.0.4",
    chart: {
      name: "ceph-csi-drivers",
      repository: "https://ceph.github.io/ceph-csi-operator",
      version: "1.0.4",
      digest: "sha256:76a1787baa7d62232eb073ab8260a455a016c02b59aae584a47be6791f05994b",
    },
    checked: "2026-11-22",
    source: "ceph/ceph-csi-operator@eadbcf5a8680:index.yaml",
  },
  ceph: {
    version: "20.2.4",
    upstream: { github: "ceph/ceph", line: "20.2" },
    checked: "2026-11-22",
    source: "rook/rook@v1.20.6:deploy/charts/rook-ceph-cluster/values.yaml",
  },
  velero: {
    version: "1.18.1",
    chart: {
      name: "velero",
      repository: "https://vmware-tanzu.github.io/helm-charts",
      version: "12.1.0",
      digest: "sha256:cd23589ad1b2d25cdd3220f6866b3f6f4c5683c4c09494e76a14700b33f81f83",
    },
    checked: "2026-11-22",
    source: "vmware-tanzu/helm-charts@velero-12.1.0:charts/velero/values.yaml",
  },
  "velero-plugin-for-aws": {
    version: "1.14.2",
    upstream: { github: "velero-io/velero-plugin-for-aws" },
    checked: "2026-11-22",
    source: "velero-io/velero-plugin-for-aws@v1.14.2:README.md",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
