import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import type { Capability } from "../addon/capability";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole, refuse } from "../parts/checks";
import { lacking, plural } from "../parts/lacking";
import { versions } from "../versions";
import { cephClasses } from "./rook-ceph-classes";
import { cephObjects, toolbox } from "./rook-ceph-objects";
import { cephPlan, DRIVERS, MEMORY, type CephPlan } from "./rook-ceph-plan";
import { storageCapabilities } from "./storage-class";

export interface RookCephProps {
  /** Volumes of one writer, as block devices (RBD): the class `ceph-block`. @default true */
  readonly block?: boolean;
  /** Volumes of many writers (CephFS): the class `ceph-filesystem`. @default false */
  readonly file?: boolean;
  /** Buckets that speak S3 (RGW), at the Service `rook-ceph-rgw-ceph-objectstore`: the class `ceph-bucket` of ObjectBucketClaims. @default false */
  readonly object?: boolean;
  /**
   * Copies of all data, each on a node of its own, or on a disk of its own where fewer nodes have disks.
   * @default 1
   * @example 3
   */
  readonly copies?: number;
  /** Monitors; with more than one there are two of managers, gateways and controllers too. Several are on a node where there are fewer nodes. @default 1 */
  readonly monitors?: 1 | 3 | 5;
  /**
   * MiB for each disk's daemon, 1024 or more; it takes up to twice that.
   * @default 1024
   * @example 4096
   */
  readonly osdMemoryMiB?: number;
  /** Snapshots of volumes. @default false */
  readonly snapshots?: boolean;
  /** Ceph's page, at the Service `rook-ceph-mgr-dashboard`. @default true */
  readonly dashboard?: boolean;
  /** A Pod to run `ceph` in: `kubectl -n rook-ceph exec deploy/rook-ceph-tools -- ceph status`. @default true */
  readonly toolbox?: boolean;
  /** Be the class of claims that name none: that of blocks, or else of files. @default true where there is one of these */
  readonly defaultClass?: boolean;
}

/**
 * Ceph by Rook: block, file and object storage on all raw disks of the nodes that Pods run on. Nodes need the kernel's modules `rbd`,
 * and `ceph` for files, which kernels made for clouds may lack. To make it anew, wipe the disks and remove `/var/lib/rook`.
 * @see https://rook.io/docs/rook/latest-release/Getting-Started/intro/
 */
export class RookCeph extends Addon {
  private readonly plan: CephPlan;

  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: RookCephProps = {}) {
    const { block = true, file = false, object = false, dashboard = true, snapshots = false } = props;
    const { defaultClass = block || file, toolbox: withToolbox = true } = props;
    const plan = cephPlan(AddonSet.forScope(scope).cluster.nodes, props);
    const { version, chart } = versions["rook-ceph"];
    const drivers = [...(block ? [DRIVERS.block] : []), ...(file ? [DRIVERS.file] : [])];
    const provides: Capability[] = block || file ? storageCapabilities(defaultClass) : [];
    super(scope, id, {
      name: "rook-ceph",
      version,
      title: verbatim("Rook Ceph"),
      namespace: { name: "rook-ceph", podSecurity: "privileged" },
      provides,
      needs: whereAsked({ "volume-snapshots": snapshots }),
      resources: { memoryMiB: plan.memoryMiB + (withToolbox ? MEMORY.toolbox : 0), memoryPerNodeMiB: plan.memoryPerNodeMiB },
      readiness: [
        { deployment: "rook-ceph-operator" },
        { deployment: "ceph-csi-controller-manager" },
        { condition: "Ready", kind: "CephCluster", name: "rook-ceph" },
        ...drivers.map((driver) => ({ daemonSet: `${driver}-nodeplugin` })),
      ],
    });
    this.plan = plan;
    checkWhole(this.node.path, { copies: plan.copies }, 1, 10);
    checkWhole(this.node.path, { osdMemoryMiB: plan.osdMemoryMiB }, 1024);
    if (!block && !file && defaultClass) refuse(this.node.path, "defaultClass", defaultClass, { en: "false without `block` and `file`: buckets are no volumes", zh: "未启用 `block` 和 `file` 时只能为 false：存储桶不是卷" });
    new HelmRelease(this, "rook-ceph", { chart });
    // Without these, which are the operator's own since 1.20, no volume is made.
    new HelmRelease(this, "ceph-csi-drivers", { chart: versions["ceph-csi-drivers"].chart, values: driverValues(plan, { block, file, snapshots }) });
    cephObjects(this.chart("ceph"), plan, { block, file, object, dashboard });
    cephClasses(this, { block, file, object, snapshots, defaultClass });
    if (withToolbox) toolbox(this.chart("toolbox"), version);
  }

  override problems(): readonly Problem[] {
    const { disks, copies } = this.plan;
    const missing = copies - disks.reduce((sum, { devices }) => sum + devices.length, 0);
    if (missing <= 0) return [];
    const what = { en: `${plural(copies, "raw disk")} on nodes that Pods run on, and finds ${copies - missing}`, zh: `${copies} 块裸磁盘（位于可运行 Pod 的节点上），现有 ${copies - missing} 块` };
    const fix = { en: `give the workers ${plural(missing, "more disk")} of 10 GiB or more, used by nothing${copies > 1 ? ", or lower `copies`" : ""}`, zh: `请为工作节点再添加 ${missing} 块未使用的磁盘（每块至少 10 GiB）${copies > 1 ? "，或减小 `copies`" : ""}` };
    return [lacking(this, what, fix)];
  }
}

/** What Rook says that the drivers' chart is to be told, as its own values are for a Ceph elsewhere. */
function driverValues({ several }: CephPlan, { block, file, snapshots }: { readonly block: boolean; readonly file: boolean; readonly snapshots: boolean }): HelmValues {
  const driver = { snapshotPolicy: snapshots ? "volumeSnapshot" : "none", controllerPlugin: { replicas: several ? 2 : 1 }, nodePlugin: { priorityClassName: "system-node-critical" } };
  return {
    operatorConfig: { namespace: "rook-ceph", driverSpecDefaults: { imageSet: { name: "rook-csi-operator-image-set-configmap" } } },
    drivers: {
      rbd: { enabled: block, name: DRIVERS.block, ...driver },
      cephfs: { enabled: file, name: DRIVERS.file, ...driver },
      nfs: { enabled: false },
      nvmeof: { enabled: false },
    },
  };
}
