import { KubeRuntimeClass } from "cdk8s-plus-27/lib/imports/k8s";
import type { Construct } from "constructs";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";

/** A GPU for several Pods. */
export interface GpuSharing {
  /** How many, 2 or more. */
  readonly pods: number;
  /** By turns, where each may take all of its memory, or by MPS at once, each with its part. @default time-slicing */
  readonly by?: "time-slicing" | "mps";
  /** Pods ask for `nvidia.com/gpu.shared`, in place of `nvidia.com/gpu`. @default false */
  readonly rename?: boolean;
}

export interface NvidiaDevicePluginProps {
  /**
   * Let Pods share a GPU.
   * @default none: one Pod each
   * @example {"pods":4}
   * @example {"pods":4,"by":"mps","rename":true}
   */
  readonly sharing?: GpuSharing;
  /** What becomes of GPUs that are divided by MIG. @default none */
  readonly migStrategy?: "none" | "single" | "mixed";
  /** Label nodes by what GPUs they have; without it, label them `nvidia.com/gpu.present=true` yourself. @default true */
  readonly featureDiscovery?: boolean;
  /**
   * A RuntimeClass that is made for the handler `nvidia`, which the nodes' container runtime has of the NVIDIA container toolkit; empty
   * where that is its default.
   * @default nvidia
   * @example nvidia-gpu
   */
  readonly runtimeClass?: string;
}

/**
 * NVIDIA's device plugin: GPUs of nodes as `nvidia.com/gpu`, which Pods ask for. Nodes have the driver and the container toolkit.
 * @see https://github.com/NVIDIA/k8s-device-plugin
 */
export class NvidiaDevicePlugin extends Addon {
  /** @throws LabError LW1001 for a GPU that less than two share */
  constructor(scope: Construct, id: string, props: NvidiaDevicePluginProps = {}) {
    const { sharing, migStrategy = "none", featureDiscovery = true, runtimeClass = "nvidia" } = props;
    const { version, chart } = versions["nvidia-device-plugin"];
    super(scope, id, {
      name: "nvidia-device-plugin",
      version,
      title: { en: "NVIDIA device plugin", zh: "NVIDIA 设备插件" },
      namespace: { name: "nvidia-device-plugin", podSecurity: "privileged" },
      conflicts: { hami: { en: "both bring nvidia.com/gpu", zh: "二者都提供 nvidia.com/gpu" } },
      resources: featureDiscovery ? { memoryMiB: 256, memoryPerNodeMiB: 192 } : { memoryMiB: 0, memoryPerNodeMiB: 64 },
      readiness: [{ daemonSet: "nvidia-device-plugin" }, ...(featureDiscovery ? [{ deployment: "nvidia-device-plugin-node-feature-discovery-master" }] : [])],
    });
    checkWhole(this.node.path, { "sharing.pods": sharing?.pods }, 2);
    const plugin = { version: "v1", flags: { migStrategy }, ...(sharing !== undefined && { sharing: sharingOf(sharing) }) };
    if (runtimeClass !== "") new KubeRuntimeClass(this.chart("runtime"), "runtime-class", { metadata: { name: runtimeClass }, handler: "nvidia" });
    new HelmRelease(this, "nvidia-device-plugin", {
      chart,
      values: {
        config: { map: { default: yamlFile(plugin) }, default: "default" },
        runtimeClassName: runtimeClass === "" ? undefined : runtimeClass,
        gfd: { enabled: featureDiscovery },
        resources: requests(64, "10m"),
      },
    });
  }
}

function sharingOf({ pods, by = "time-slicing", rename = false }: GpuSharing): object {
  const shared = { renameByDefault: rename, resources: [{ name: "nvidia.com/gpu", replicas: pods }] };
  // Asking for two turns of a GPU gives no more than one: it is refused.
  return by === "mps" ? { mps: shared } : { timeSlicing: { ...shared, failRequestsGreaterThanOne: true } };
}
