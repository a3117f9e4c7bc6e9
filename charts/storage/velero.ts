import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { schedule as scheduleKind } from "../crd/velero";
import { checkBucket, REGION, type Bucket } from "../parts/bucket";
import { whereAsked } from "../parts/capabilities";
import { checkWhole, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** A bucket of backups, whose Secret has the store's keys under `cloud`, in the form of AWS' credentials file. */
export interface VeleroBucket extends Bucket {
  /** A folder in the bucket, where clusters share it. @default none */
  readonly prefix?: string;
}

export interface VeleroProps {
  /**
   * Where backups go: SeaweedFS, Garage, MinIO, AWS, or Ceph's gateway, which is `http://rook-ceph-rgw-ceph-objectstore.rook-ceph`. Velero starts
   * once the Secret is there.
   * @example {"name":"velero","secretName":"velero-s3"}
   * @example {"name":"backups","endpoint":"http://10.20.44.5:9000","region":"lab","secretName":"seaweedfs","prefix":"k8s"}
   */
  readonly bucket: VeleroBucket;
  /**
   * When all is backed up, as cron writes it.
   * @default never: backups are asked for
   * @example 0 3 * * *
   */
  readonly schedule?: string;
  /** Days until a backup is removed. @default 7 */
  readonly retentionDays?: number;
  /** Back up what is in Pods' volumes, file by file, by an agent on every node. @default false */
  readonly fileSystemBackup?: boolean;
  /** Take snapshots of volumes, by their CSI drivers. @default false */
  readonly snapshots?: boolean;
}

const CRON = /^(@\w+( \S+)?|\S+( \S+){4})$/;
/** Of its server, and of its agent on each node. */
const MEMORY_MIB = 128;

/**
 * Velero: backups of a cluster's objects, and of volumes by `fileSystemBackup` or `snapshots`, in a bucket; to restore them there or elsewhere.
 * @see https://velero.io/docs/
 */
export class Velero extends Addon {
  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: VeleroProps) {
    const { schedule, retentionDays = 7, fileSystemBackup = false, snapshots = false } = props;
    const { version, chart } = versions.velero;
    super(scope, id, {
      name: "velero",
      version,
      title: verbatim("Velero"),
      // The agent looks into the kubelet's folders.
      namespace: { name: "velero", podSecurity: fileSystemBackup ? "privileged" : "baseline" },
      needs: whereAsked({ "volume-snapshots": snapshots }),
      resources: { memoryMiB: MEMORY_MIB, memoryPerNodeMiB: fileSystemBackup ? MEMORY_MIB : 0 },
      readiness: [{ deployment: "velero" }, ...(fileSystemBackup ? [{ daemonSet: "node-agent" }] : [])],
    });
    checkWhole(this.node.path, { retentionDays });
    checkBucket(this.node.path, props.bucket);
    if (schedule !== undefined && !CRON.test(schedule)) refuse(this.node.path, "schedule", schedule, { en: "five fields of cron, such as `0 3 * * *`", zh: "cron 的五个字段，例如 `0 3 * * *`" });
    const { name, endpoint, region = REGION, secretName, prefix } = props.bucket;
    const resources = requests(MEMORY_MIB, "50m");
    new HelmRelease(this, "velero", {
      chart,
      values: {
        resources,
        initContainers: [{ name: "velero-plugin-for-aws", image: `velero/velero-plugin-for-aws:v${versions["velero-plugin-for-aws"].version}`, volumeMounts: [{ mountPath: "/target", name: "plugins" }] }],
        configuration: {
          // Stores that are not AWS' do not know its checksums.
          backupStorageLocation: [{ name: "default", default: true, provider: "aws", bucket: name, prefix, config: { region, ...(endpoint !== undefined && { s3Url: endpoint, s3ForcePathStyle: "true", checksumAlgorithm: "" }) } }],
          defaultBackupTTL: `${retentionDays * 24}h0m0s`,
          defaultVolumesToFsBackup: fileSystemBackup,
          uploaderType: "kopia",
          features: snapshots ? "EnableCSI" : undefined,
        },
        credentials: { existingSecret: secretName },
        deployNodeAgent: fileSystemBackup,
        nodeAgent: { resources },
        // These are of AWS' disks: CSI's need no location.
        snapshotsEnabled: false,
        // Whoever installs the chart updates its kinds.
        upgradeCRDs: false,
      },
    });
    if (schedule !== undefined) new CustomObject(this.chart("schedule"), "all", scheduleKind, { name: "all" }, { spec: { schedule, template: { storageLocation: "default", includedNamespaces: ["*"] } } });
  }
}
