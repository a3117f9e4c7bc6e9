import type { Construct } from "constructs";
import { KubeCsiDriver, KubeStatefulSet } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { firstOpenNode } from "../addon/cluster-facts";
import { whereAsked } from "../parts/capabilities";
import { checkNode, checkWhole } from "../parts/checks";
import { nameLabel } from "../parts/labels";
import { clusterRole, rule, serviceAccount } from "../parts/rbac";
import { selectedPods } from "../parts/selected-pods";
import { versions } from "../versions";
import { hostPathContainers, hostPathVolumes } from "./host-path-csi-pod";
import { snapshotClass, storageCapabilities, storageClass } from "./storage-class";

export interface HostPathCsiProps {
  /**
   * The node that has all volumes, by its name.
   * @default the first that Pods run on
   * @example w2
   */
  readonly node?: string;
  /** Snapshots of volumes, and clones made of these. @default true */
  readonly snapshots?: boolean;
  /** GiB of the largest volume; nothing holds Pods to it. @default 1024 */
  readonly maxVolumeGiB?: number;
  /** Whether volumes are made with their claim, or with the first Pod that uses it. @default Immediate */
  readonly volumeBindingMode?: "Immediate" | "WaitForFirstConsumer";
  /** @default Delete */
  readonly reclaimPolicy?: "Delete" | "Retain";
  /** Be the class of claims that name none. @default false */
  readonly defaultClass?: boolean;
}

const NAME = "csi-hostpathplugin";
const DRIVER = "hostpath.csi.k8s.io";

/**
 * The sample driver of CSI: it has all that a driver can do, snapshots and clones too, on folders of one node. To learn from, and for no
 * data that matters.
 * @see https://github.com/kubernetes-csi/csi-driver-host-path
 */
export class HostPathCsi extends Addon {
  /** @throws LabError LW1001 for a node that the cluster does not have */
  constructor(scope: Construct, id: string, props: HostPathCsiProps = {}) {
    const { snapshots = true, maxVolumeGiB = 1024, volumeBindingMode = "Immediate", reclaimPolicy = "Delete", defaultClass = false } = props;
    super(scope, id, {
      name: "csi-driver-host-path",
      version: versions["csi-driver-host-path"].version,
      title: verbatim("csi-driver-host-path"),
      namespace: { name: "csi-hostpath", podSecurity: "privileged" },
      provides: storageCapabilities(defaultClass),
      needs: whereAsked({ "volume-snapshots": snapshots }),
      resources: { memoryMiB: snapshots ? 120 : 100 },
      readiness: [{ statefulSet: NAME }],
    });
    checkWhole(this.node.path, { maxVolumeGiB }, 1, 1 << 20);
    const { nodes } = this.cluster;
    const node = props.node ?? firstOpenNode(nodes)?.name ?? "";
    checkNode(this.node.path, "node", node, nodes);
    this.permissions(snapshots);
    this.plugin(node, snapshots, maxVolumeGiB);
    const classes = this.chart("classes");
    // It attaches nothing, and so needs no attacher.
    new KubeCsiDriver(classes, "driver", { metadata: { name: DRIVER }, spec: { attachRequired: false, podInfoOnMount: true, fsGroupPolicy: "File", volumeLifecycleModes: ["Persistent", "Ephemeral"] } });
    storageClass(classes, { name: "csi-hostpath-sc", provisioner: DRIVER, isDefault: defaultClass, volumeBindingMode, reclaimPolicy });
    if (snapshots) snapshotClass(classes, "csi-hostpath-snapclass", DRIVER);
  }

  private permissions(snapshots: boolean): void {
    const account = serviceAccount(this.chart("account"), NAME);
    clusterRole(this.chart("roles"), NAME, account, [
      rule("", "persistentvolumes", "get list watch create patch delete"),
      rule("", "persistentvolumeclaims", "get list watch update"),
      rule("", "persistentvolumeclaims/status", "patch"),
      rule("", "events", "list watch create update patch"),
      rule("", "nodes pods", "get list watch"),
      rule("storage.k8s.io", "storageclasses csinodes volumeattachments volumeattributesclasses", "get list watch"),
      ...(snapshots ? [
        rule("snapshot.storage.k8s.io", "volumesnapshotclasses", "get list watch"),
        rule("snapshot.storage.k8s.io", "volumesnapshots", "get list watch update"),
        rule("snapshot.storage.k8s.io", "volumesnapshotcontents", "get list watch update patch"),
        rule("snapshot.storage.k8s.io", "volumesnapshotcontents/status", "update patch"),
      ] : []),
    ]);
  }

  private plugin(node: string, snapshots: boolean, maxVolumeGiB: number): void {
    const labels = nameLabel(NAME);
    new KubeStatefulSet(this.chart("plugin"), "plugin", {
      metadata: { name: NAME },
      spec: {
        serviceName: NAME,
        // All volumes are on its node: a second one would have others.
        replicas: 1,
        ...selectedPods(labels, { serviceAccountName: NAME, nodeSelector: { "kubernetes.io/hostname": node }, containers: hostPathContainers(DRIVER, snapshots, maxVolumeGiB), volumes: hostPathVolumes() }),
      },
    });
  }
}
