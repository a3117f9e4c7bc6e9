import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkNumber, checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface HamiProps {
  /** The most Pods that share a GPU. @default 4 */
  readonly splitCount?: number;
  /** How much of a GPU's memory is given away: more than 1 for more than there is, where the rest is the node's. @default 1 */
  readonly memoryScaling?: number;
  /** Nodes are filled one after another, or used alike. @default binpack */
  readonly nodePolicy?: "binpack" | "spread";
  /** GPUs of a node are filled one after another, or used alike. @default spread */
  readonly gpuPolicy?: "binpack" | "spread";
  /** A stand-in for GPUs that are not there, but that a node's annotation tells of: it shows where Pods would go. @default false */
  readonly mock?: boolean;
  /**
   * A RuntimeClass that is made for the handler `nvidia`; empty where that is the container runtime's default.
   * @default nvidia
   * @example nvidia-gpu
   */
  readonly runtimeClass?: string;
}

/**
 * HAMi: shares GPUs by memory and by cores, which it holds Pods to. Nodes with GPUs have the driver, the container toolkit and the label
 * `gpu=on`.
 * @see https://project-hami.io/docs/
 */
export class Hami extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: HamiProps = {}) {
    const { splitCount = 4, memoryScaling = 1, nodePolicy = "binpack", gpuPolicy = "spread", mock = false, runtimeClass = "nvidia" } = props;
    const { version, chart } = versions.hami;
    super(scope, id, {
      name: "hami",
      version,
      title: verbatim("HAMi"),
      conflicts: { "nvidia-device-plugin": { en: "both bring nvidia.com/gpu", zh: "二者都提供 nvidia.com/gpu" } },
      resources: { memoryMiB: 192, memoryPerNodeMiB: mock ? 32 : 64 },
      readiness: [{ deployment: "hami-scheduler" }, mock ? { daemonSet: "hami-mock-device-plugin" } : { daemonSet: "hami-device-plugin" }],
    });
    checkWhole(this.node.path, { splitCount });
    checkNumber(this.node.path, { memoryScaling }, 0.1);
    new HelmRelease(this, "hami", {
      chart,
      values: {
        scheduler: {
          // Its version is the cluster's. The chart's own registry is a mirror in one region.
          kubeScheduler: { image: { registry: "registry.k8s.io", repository: "kube-scheduler" }, resources: requests(64, "20m") },
          extender: { resources: requests(128, "20m") },
          defaultSchedulerPolicy: { nodeSchedulerPolicy: nodePolicy, gpuSchedulerPolicy: gpuPolicy },
        },
        devicePlugin: {
          enabled: !mock,
          deviceSplitCount: splitCount,
          deviceMemoryScaling: memoryScaling,
          runtimeClassName: runtimeClass,
          createRuntimeClass: runtimeClass !== "",
          resources: requests(64, "20m"),
        },
        mockDevicePlugin: { enabled: mock },
      },
    });
  }
}
