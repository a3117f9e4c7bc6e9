import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { schedule as scheduleKind } from "../crd/velero";
import { whereAsked } from "../parts/capabilities";
import { checkWhole, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface VeleroProps {
  /**
   * The bucket of backups, which is there already.
   * @example velero
   * @example backups
   */
  readonly bucket: string;
  /**
   * Name of a Secret in `velero` with the store's keys under `cloud`, in the form of AWS' credentials file. It is not made here: keys do not
   * belong in code. Velero starts once it is there.
   * @example velero-s3
   * @example seaweedfs
   */
  readonly credentialsSecret: string;
  /**
   * Address of a store that speaks S3: SeaweedFS, Garage, MinIO, or Ceph's gateway, which is `http://rook-ceph-rgw-ceph-objectstore.rook-ceph`.
   * @default that of AWS
   * @example http://10.20.44.5:9000
   */
  readonly s3Url?: string;
  /**
   * @default us-east-1
   * @example lab
   */
  readonly region?: string;
  /**
   * A folder in the bucket, where clusters share it.
   * @default none
   * @example k8s
   */
  readonly prefix?: string;
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

/** Of its server, and of its agent on each node. */
const MEMORY_MIB = 128;

/**
 * Velero: backups of a cluster's objects, and of volumes by `fileSystemBackup` or `snapshots`, in a bucket; to restore them there or elsewhere.
 * @see https://velero.io/docs/
 */
export class Velero extends Addon {
  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: VeleroProps) {
    const { bucket, credentialsSecret, s3Url, region = "us-east-1", prefix, schedule, retentionDays = 7, fileSystemBackup = false, snapshots = false } = props;
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
    this.check(props, retentionDays);
    const resources = requests(MEMORY_MIB, "50m");
    new HelmRelease(this, "velero", {
      chart,
      values: {
        resources,
        initContainers: [{ name: "velero-plugin-for-aws", image: `velero/velero-plugin-for-aws:v${versions["velero-plugin-for-aws"].version}`, volumeMounts: [{ mountPath: "/target", name: "plugins" }] }],
        configuration: {
          // Stores that are not AWS' do not know its checksums.
          backupStorageLocation: [{ name: "default", default: true, provider: "aws", bucket, prefix, config: { region, ...(s3Url !== undefined && { s3Url, s3ForcePathStyle: "true", checksumAlgorithm: "" }) } }],
          defaultBackupTTL: `${retentionDays * 24}h0m0s`,
          defaultVolumesToFsBackup: fileSystemBackup,
          uploaderType: "kopia",
          features: snapshots ? "EnableCSI" : undefined,
        },
        credentials: { existingSecret: credentialsSecret },
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

  private check({ bucket, credentialsSecret, s3Url, schedule }: VeleroProps, retentionDays: number): void {
    const { path } = this.node;
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) refuse(path, "bucket", bucket, { en: "3 to 63 lower-case letters, digits, dots and dashes", zh: "3 到 63 个小写字母、数字、点与短横线" });
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(credentialsSecret)) refuse(path, "credentialsSecret", credentialsSecret, { en: "the name of a Secret", zh: "Secret 的名称" });
    if (s3Url !== undefined && !/^https?:\/\/[^\s/@]+(\/[^\s@]*)?$/.test(s3Url)) refuse(path, "s3Url", s3Url, { en: "an http:// or https:// address, without user or password", zh: "http:// 或 https:// 地址，且不含用户名与密码" });
    if (schedule !== undefined && !/^(@\w+( \S+)?|\S+( \S+){4})$/.test(schedule)) refuse(path, "schedule", schedule, { en: "five fields of cron, such as `0 3 * * *`", zh: "cron 的五个字段，例如 `0 3 * * *`" });
    checkWhole(path, { retentionDays });
  }
}
