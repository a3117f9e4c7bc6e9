import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { openNodes } from "../addon/cluster-facts";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkAbsolutePath, checkWhole, refuse } from "../parts/checks";
import { tooFewNodes } from "../parts/lacking";
import { requests } from "../parts/requests";
import { versions } from "../versions";
import { snapshotClass, storageCapabilities } from "./storage-class";

/** Where backups of volumes go. */
export interface LonghornBackupTarget {
  /** `s3://bucket@region/`, `nfs://server:/path`, `cifs://server/share` or `azblob://container@core.windows.net/`. */
  readonly url: string;
  /** Name of a Secret in `longhorn-system` with the keys for it; keys do not belong in code. @default none, as NFS has none */
  readonly secretName?: string;
}

export interface LonghornProps {
  /** Copies of a volume, each on a node of its own. @default 2, or 1 where Pods run on one node alone */
  readonly copies?: number;
  /**
   * The nodes' folder of volumes.
   * @default /var/lib/longhorn
   * @example /srv/longhorn
   */
  readonly dataPath?: string;
  /** Percent of that folder's disk that volumes leave to others. @default 10 */
  readonly reservedPercent?: number;
  /** Keep a copy on the node that a volume's Pod is on, if it has room. @default false */
  readonly dataLocality?: boolean;
  /** Snapshots of volumes by Kubernetes' own kinds; Longhorn's page and its own kinds have them anyway. @default false */
  readonly snapshots?: boolean;
  /**
   * @default none
   * @example {"url":"nfs://10.20.44.5:/exports/backup"}
   * @example {"url":"s3://longhorn@lab/","secretName":"minio"}
   */
  readonly backupTarget?: LonghornBackupTarget;
  /** Three of each controller and two of the page, in place of one. @default false */
  readonly highAvailability?: boolean;
  /** @default Delete */
  readonly reclaimPolicy?: "Delete" | "Retain";
  /** Be the class of claims that name none. @default true */
  readonly defaultClass?: boolean;
}

/**
 * Longhorn: block volumes with copies on several nodes, kept in folders of these. Nodes need `open-iscsi` with a running `iscsid`, and for
 * volumes of many writers the NFS client; multipathd has to leave its disks alone.
 * @see https://longhorn.io/docs/
 */
export class Longhorn extends Addon {
  private readonly copies: number;

  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: LonghornProps = {}) {
    const { dataPath = "/var/lib/longhorn", reservedPercent = 10, dataLocality = false, snapshots = false, backupTarget, highAvailability = false, reclaimPolicy = "Delete", defaultClass = true } = props;
    const { version, chart } = versions.longhorn;
    const copies = props.copies ?? Math.max(1, Math.min(2, openNodes(AddonSet.forScope(scope).cluster.nodes).length));
    const controllers = highAvailability ? 3 : 1;
    super(scope, id, {
      name: "longhorn",
      version,
      title: verbatim("Longhorn"),
      // It works in this one alone.
      namespace: { name: "longhorn-system", podSecurity: "privileged" },
      provides: storageCapabilities(defaultClass),
      needs: whereAsked({ "volume-snapshots": snapshots }),
      resources: { memoryMiB: 100 + controllers * 120, memoryPerNodeMiB: 400 },
      readiness: [{ daemonSet: "longhorn-manager" }, { deployment: "longhorn-driver-deployer" }, { deployment: "longhorn-ui" }, { deployment: "csi-provisioner" }, { daemonSet: "longhorn-csi-plugin" }],
    });
    const { path } = this.node;
    checkWhole(path, { copies }, 1, 20);
    checkAbsolutePath(path, "dataPath", dataPath);
    checkWhole(path, { reservedPercent }, 0, 100);
    if (backupTarget !== undefined && !/^(s3|nfs|cifs|azblob):\/\/./.test(backupTarget.url)) {
      refuse(path, "backupTarget.url", backupTarget.url, { en: "an s3://, nfs://, cifs:// or azblob:// address", zh: "s3://、nfs://、cifs:// 或 azblob:// 地址" });
    }
    this.copies = copies;
    new HelmRelease(this, "longhorn", {
      chart,
      values: {
        persistence: { defaultClass, defaultClassReplicaCount: copies, reclaimPolicy, defaultDataLocality: dataLocality ? "best-effort" : "disabled" },
        csi: { attacherReplicaCount: controllers, provisionerReplicaCount: controllers, resizerReplicaCount: controllers, snapshotterReplicaCount: controllers },
        longhornUI: { replicas: highAvailability ? 2 : 1 },
        longhornManager: { resources: requests(200, "50m") },
        defaultSettings: {
          defaultDataPath: dataPath,
          defaultReplicaCount: String(copies),
          storageReservedPercentageForDefaultDisk: String(reservedPercent),
          // The default keeps an eighth of each node's CPUs.
          guaranteedInstanceManagerCPU: "5",
          upgradeChecker: false,
          allowCollectingLonghornUsageMetrics: false,
        },
        ...(backupTarget !== undefined && { defaultBackupStore: { backupTarget: backupTarget.url, backupTargetCredentialSecret: backupTarget.secretName } }),
      },
    });
    if (snapshots) snapshotClass(this.chart("classes"), "longhorn", "driver.longhorn.io", { type: "snap" });
  }

  override problems(): readonly Problem[] {
    return tooFewNodes(this, this.copies, { en: "copies of a volume", zh: "卷副本" }, { en: "lower `copies`", zh: "减小 `copies`" });
  }
}
