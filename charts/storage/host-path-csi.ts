import type { Construct } from "constructs";
import { KubeCsiDriver, KubeServiceAccount, KubeStatefulSet } from "cdk8s-plus-27/lib/imports/k8s";
import { oneOf } from "../../constructs/core/rules";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { versions } from "../versions";
import { checkWhole, openNodes, refuse } from "./checks";
import { hostPathContainers, hostPathVolumes } from "./host-path-csi-pod";
import { clusterRole, rule } from "./rbac";
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
      needs: snapshots ? ["volume-snapshots"] : [],
      resources: { memoryMiB: snapshots ? 120 : 100 },
      readiness: [{ statefulSet: NAME }],
    });
    checkWhole(this, "maxVolumeGiB", maxVolumeGiB, 1, 1 << 20);
    const names = this.cluster.nodes.map(({ name }) => name);
    const node = props.node ?? openNodes(this.cluster.nodes)[0]?.name ?? names[0] ?? "";
    if (!names.includes(node)) refuse(this, "node", node, oneOf(names));
    this.permissions(snapshots);
    this.plugin(node, snapshots, maxVolumeGiB);
    const classes = this.chart("classes");
    // It attaches nothing, and so needs no attacher.
    new KubeCsiDriver(classes, "driver", { metadata: { name: DRIVER }, spec: { attachRequired: false, podInfoOnMount: true, fsGroupPolicy: "File", volumeLifecycleModes: ["Persistent", "Ephemeral"] } });
    storageClass(classes, { name: "csi-hostpath-sc", provisioner: DRIVER, isDefault: defaultClass, volumeBindingMode, reclaimPolicy });
    if (snapshots) snapshotClass(classes, "csi-hostpath-snapclass", DRIVER);
  }

  private permissions(snapshots: boolean): void {
    new KubeServiceAccount(this.chart("account"), "account", { metadata: { name: NAME } });
    clusterRole(this.chart("roles"), NAME, { name: NAME, namespace: this.namespace }, [
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
    const labels = { "app.kubernetes.io/name": NAME };
    new KubeStatefulSet(this.chart("plugin"), "plugin", {
      metadata: { name: NAME },
      spec: {
        serviceName: NAME,
        // All volumes are on its node: a second one would have others.
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: NAME, nodeSelector: { "kubernetes.io/hostname": node }, containers: hostPathContainers(DRIVER, snapshots, maxVolumeGiB), volumes: hostPathVolumes() },
        },
      },
    });
  }
}
