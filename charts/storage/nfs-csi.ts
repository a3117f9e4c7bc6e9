import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkAbsolutePath, checkWhole, refuse } from "../parts/checks";
import { lacking, plural } from "../parts/lacking";
import { versions } from "../versions";
import { snapshotClass, storageCapabilities, storageClass } from "./storage-class";

export interface NfsCsiProps {
  /**
   * Name or address of the NFS server, as the nodes reach it.
   * @example 10.20.44.5
   * @example nas.lab.example
   */
  readonly server: string;
  /**
   * What the server exports to the nodes: an absolute path.
   * @example /exports/k8s
   * @example /
   */
  readonly share: string;
  /**
   * A volume's folder in the share, with `${pvc.metadata.name}`, `${pvc.metadata.namespace}` and `${pv.metadata.name}`.
   * @default the volume's name
   * @example ${pvc.metadata.namespace}/${pvc.metadata.name}
   */
  readonly subDir?: string;
  /**
   * @default ["nfsvers=4.1"]
   * @example ["nfsvers=4.2","hard"]
   */
  readonly mountOptions?: readonly string[];
  /** What becomes of a volume's folder with its claim; `archive` gives it another name. @default delete */
  readonly onDelete?: "delete" | "retain" | "archive";
  /** Snapshots of volumes: archives in the share. @default false */
  readonly snapshots?: boolean;
  /** Controllers, each on a node of its own. @default 1 */
  readonly replicas?: number;
  /** Be the class of claims that name none. @default true */
  readonly defaultClass?: boolean;
}

const DRIVER = "nfs.csi.k8s.io";

/**
 * The CSI driver of NFS: volumes are folders of a share that a server outside the cluster exports, and many Pods write to one at once.
 * Nodes need the NFS client: `nfs-common`, or `nfs-utils`.
 * @see https://github.com/kubernetes-csi/csi-driver-nfs
 */
export class NfsCsi extends Addon {
  private readonly replicas: number;

  /** @throws LabError LW1001 for a server, a share or a number that is none */
  constructor(scope: Construct, id: string, props: NfsCsiProps) {
    const { server, share, subDir, mountOptions = ["nfsvers=4.1"], onDelete = "delete", snapshots = false, replicas = 1, defaultClass = true } = props;
    const { version, chart } = versions["csi-driver-nfs"];
    super(scope, id, {
      name: "csi-driver-nfs",
      version,
      title: verbatim("csi-driver-nfs"),
      provides: storageCapabilities(defaultClass),
      needs: whereAsked({ "volume-snapshots": snapshots }),
      resources: { memoryMiB: (snapshots ? 100 : 80) * replicas, memoryPerNodeMiB: 60 },
      readiness: [{ deployment: "csi-nfs-controller" }, { daemonSet: "csi-nfs-node" }],
    });
    if (!/^[A-Za-z0-9][A-Za-z0-9.:-]*$/.test(server)) refuse(this.node.path, "server", server, { en: "a host name or an address", zh: "主机名或地址" });
    checkAbsolutePath(this.node.path, "share", share);
    checkWhole(this.node.path, { replicas });
    this.replicas = replicas;
    // Without the kinds of snapshots its snapshotter fails.
    new HelmRelease(this, "csi-driver-nfs", { chart, values: { controller: { replicas, enableSnapshotter: snapshots } } });
    const classes = this.chart("classes");
    storageClass(classes, { name: "nfs-csi", provisioner: DRIVER, isDefault: defaultClass, parameters: { server, share, onDelete, ...(subDir !== undefined && { subDir }) }, mountOptions });
    if (snapshots) snapshotClass(classes, "nfs-csi", DRIVER);
  }

  /** Controllers are on the host's network, with a port that a node has once. They tolerate the control planes' taint. */
  override problems(): readonly Problem[] {
    const missing = this.replicas - this.cluster.nodes.length;
    if (missing <= 0) return [];
    const what = { en: `a node for each of its ${this.replicas} controllers`, zh: `为 ${this.replicas} 个控制器各提供一个节点` };
    return [lacking(this, what, { en: `add ${plural(missing, "node")}, or lower \`replicas\``, zh: `请增加 ${missing} 个节点，或减小 \`replicas\`` })];
  }
}
