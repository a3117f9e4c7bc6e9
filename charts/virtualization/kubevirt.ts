import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { memoryForPods, type NodeFacts } from "../addon/cluster-facts";
import { CustomObject } from "../addon/custom-object";
import { RemoteManifest } from "../addon/remote-manifest";
import { kubeVirt } from "../crd/kubevirt";
import { checkWhole } from "../parts/checks";
import { lacking } from "../parts/lacking";
import { versions } from "../versions";

/** What is turned on beyond what KubeVirt has by itself. */
export type KubeVirtFeature =
  | "AlignCPUs" | "CPUManager" | "DeclarativeHotplugVolumes" | "DecentralizedLiveMigration" | "DownwardMetrics" | "EnableVirtioFsStorageVolumes" | "ExperimentalIgnitionSupport"
  | "HostDevices" | "HostDisk" | "HypervStrictCheck" | "ImageVolume" | "IncrementalBackup" | "NodeRestriction" | "PasstBinding" | "Sidecar" | "Snapshot" | "Template" | "VSOCK";

export interface KubeVirtProps {
  /** Emulate the processor on nodes that have no /dev/kvm, which is slow; where they have one it is used. Without this no machine starts there. @default true */
  readonly emulation?: boolean;
  /**
   * @default ["Snapshot"]
   * @example ["Snapshot","HostDisk"]
   */
  readonly features?: readonly KubeVirtFeature[];
  /** What happens to machines on a node that is drained: they stop, or they move, which their volumes have to allow. @default None */
  readonly eviction?: "None" | "LiveMigrate" | "LiveMigrateIfPossible";
  /** Move machines, or else restart them, when KubeVirt is updated. @default false */
  readonly updateMachines?: boolean;
  /** Virtual processors for each that is asked for of the node. @default 10 */
  readonly cpuAllocationRatio?: number;
  /**
   * Percent of memory that machines are told of, by what is asked for of the node; over 100 the node may run out.
   * @default 100
   * @example 150
   */
  readonly memoryOvercommitPercent?: number;
  /** Sizes and preferences that machines may name, such as `u1.medium`. @default true */
  readonly instanceTypes?: boolean;
  /** Run its own parts on the control planes; its operator is there in any case. @default false */
  readonly onControlPlanes?: boolean;
  /** Of its API, its controllers and what exports machines. @default 1 */
  readonly replicas?: number;
}

/** The operator is two. */
const MEMORY_MIB = { operator: 2 * 450, api: 500, controller: 275, exportProxy: 150, handler: 345 } as const;

/**
 * KubeVirt: virtual machines as Pods. Nodes that are machines themselves need nested virtualization, or `emulation`. A libvirt of the node's own
 * stands in its way.
 * @see https://kubevirt.io/user-guide/
 */
export class KubeVirt extends Addon {
  private readonly controlPlaneMiB: number;

  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: KubeVirtProps = {}) {
    const { emulation = true, features = ["Snapshot"], eviction = "None", updateMachines = false, cpuAllocationRatio = 10, memoryOvercommitPercent = 100, instanceTypes = true, onControlPlanes = false, replicas = 1 } = props;
    const { version } = versions.kubevirt;
    const parts = replicas * (MEMORY_MIB.api + MEMORY_MIB.controller + MEMORY_MIB.exportProxy);
    const onControl = MEMORY_MIB.operator + (onControlPlanes ? parts : 0);
    // What is on tainted control planes is held against what these have, below.
    const open = AddonSet.forScope(scope).cluster.nodes.some((node) => node.role === "control-plane" && !node.tainted);
    super(scope, id, {
      name: "kubevirt",
      version,
      title: verbatim("KubeVirt"),
      namespace: { name: "kubevirt", podSecurity: "privileged" },
      resources: { memoryMiB: (onControlPlanes ? 0 : parts) + (open ? onControl : 0), memoryPerNodeMiB: MEMORY_MIB.handler },
      readiness: [{ deployment: "virt-operator" }, { condition: "Available", kind: "KubeVirt", name: "kubevirt" }],
    });
    this.controlPlaneMiB = onControl;
    checkWhole(this.node.path, { replicas, cpuAllocationRatio });
    checkWhole(this.node.path, { memoryOvercommitPercent }, 10, 400);
    new RemoteManifest(this, "operator", { url: `https://github.com/kubevirt/kubevirt/releases/download/v${version}/kubevirt-operator.yaml` });
    new CustomObject(this.chart("kubevirt"), "kubevirt", kubeVirt, { name: "kubevirt" }, {
      spec: {
        imagePullPolicy: "IfNotPresent",
        certificateRotateStrategy: {},
        configuration: {
          developerConfiguration: { useEmulation: emulation, featureGates: features, cpuAllocationRatio, memoryOvercommit: memoryOvercommitPercent },
          evictionStrategy: eviction,
          commonInstancetypesDeployment: { enabled: instanceTypes },
        },
        // Where no place is named it is the control planes.
        infra: { replicas, ...(!onControlPlanes && { nodePlacement: { nodeSelector: { "kubernetes.io/os": "linux" } } }) },
        workloadUpdateStrategy: { workloadUpdateMethods: updateMachines ? ["LiveMigrate", "Evict"] : [] },
      },
    });
  }

  override problems(): readonly Problem[] {
    const control = this.cluster.nodes.filter(({ role }) => role === "control-plane");
    const tainted = control.filter((node: NodeFacts) => node.tainted);
    const have = tainted.reduce((sum, node) => sum + memoryForPods(node), 0);
    if (tainted.length < control.length || have >= this.controlPlaneMiB) return [];
    const missing = this.controlPlaneMiB - have;
    const what = { en: `${this.controlPlaneMiB} MiB of memory on the control planes, which its operator runs on, and these have ${have} MiB left for Pods`, zh: `控制平面节点上有 ${this.controlPlaneMiB} MiB 内存（其 Operator 在此运行），而可供 Pod 使用的只有 ${have} MiB` };
    return [lacking(this, what, { en: `give the control planes ${missing} MiB more in all`, zh: `请为控制平面节点共增加 ${missing} MiB 内存` })];
  }
}
