import type { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { shim as shimKind } from "../crd/runtime-class-manager";
import { checkWhole, refuse } from "../parts/checks";
import { lacking } from "../parts/lacking";
import { requests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { versions } from "../versions";

/** What runs WebAssembly in place of a container: Spin's own, or those of runwasi. */
export type WasmShim = "spin" | "wasmtime" | "wasmedge" | "wasmer";

export interface WasmRuntimeProps {
  /**
   * For each there is a RuntimeClass: `wasmtime-spin-v2`, `wasmtime-v1`, `wasmedge-v1`, `wasmer-v1`.
   * @default ["wasmtime"]
   * @example ["spin","wasmedge"]
   */
  readonly shims?: readonly WasmShim[];
  /**
   * Labels of the nodes that get them.
   * @default all nodes of Linux
   * @example {"wasm":"true"}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Seconds that Jobs which install are kept once they are done. @default 0 */
  readonly jobTtlSeconds?: number;
}

const MEMORY_MIB = 64;
const ARCHES = ["x86_64", "aarch64"] as const;

/** As in the project's samples. */
const SPIN_SHA256 = {
  aarch64: "a923f08d91c110d2cda29fbc380273e6d0a97aa0bab455c55f613c8d5a8bfbe4",
  x86_64: "eec8df96fa3a4fe5dbc57ffb706461692c055299dd6d22dff9444863a2a12281",
} as const;

/**
 * Runtimes of WebAssembly on the nodes, by the runtime class manager, which took the place of KWasm: it downloads shims, tells containerd of them
 * and restarts it.
 * @see https://github.com/spinframework/runtime-class-manager
 */
export class WasmRuntime extends Addon {
  /** @throws LabError LW1001 for no shims at all, and for numbers that are none */
  constructor(scope: Construct, id: string, props: WasmRuntimeProps = {}) {
    const { shims = ["wasmtime"], nodeSelector = { "kubernetes.io/os": "linux" }, jobTtlSeconds = 0 } = props;
    const { version, chart } = versions["runtime-class-manager"];
    super(scope, id, {
      name: "runtime-class-manager",
      version,
      title: { en: "runtime class manager", zh: "Runtime Class Manager" },
      // Its Jobs write to the nodes.
      namespace: { name: "rcm", podSecurity: "privileged" },
      resources: { memoryMiB: MEMORY_MIB },
      readiness: [{ deployment: "runtime-class-manager" }],
    });
    if (shims.length === 0) refuse(this.node.path, "shims", shims, { en: "a list of one or more", zh: "至少包含一项的列表" });
    checkWhole(this.node.path, { jobTtlSeconds }, 0);
    const tag = `v${version}`;
    new HelmRelease(this, "runtime-class-manager", {
      chart,
      values: {
        // All of them are `latest` by themselves.
        image: { tag },
        rcm: { shimDownloaderImage: { tag }, nodeInstallerImage: { tag }, nodeInstallerJob: { ttl: jobTtlSeconds } },
        securityContext: { ...restrictedContainer, runAsUser: 65532 },
        resources: requests(MEMORY_MIB, "20m"),
      },
    });
    const objects = this.chart("shims");
    for (const shim of shims) declare(objects, shim, nodeSelector);
  }

  override problems(): readonly Problem[] {
    if (this.cluster.runtime === "containerd") return [];
    const what = { en: `containerd on the nodes, and these have ${this.cluster.runtime}`, zh: `节点使用 containerd，而现为 ${this.cluster.runtime}` };
    return [lacking(this, what, { en: "choose containerd as the cluster's `runtime`", zh: "请将集群的 `runtime` 设为 containerd" })];
  }
}

function declare(chart: Chart, shim: WasmShim, nodeSelector: Readonly<Record<string, string>>): void {
  const [handler, className] = shim === "spin" ? ["spin-v2", "wasmtime-spin-v2"] : [`${shim}-v1`, `${shim}-v1`];
  new CustomObject(chart, shim, shimKind, { name: handler }, {
    spec: {
      nodeSelector,
      fetchStrategy: { platforms: ARCHES.map((arch) => ({ os: "linux" as const, arch, ...(shim === "spin" ? { location: spinUrl(arch), sha256: SPIN_SHA256[arch] } : { location: runwasiUrl(shim, arch) }) })) },
      // Nodes of kubeadm have systemd's cgroups.
      containerdRuntimeOptions: { SystemdCgroup: "true" },
      runtimeClass: { name: className, handler },
      // The other one is in its kind, and not in its program.
      rolloutStrategy: { type: "recreate" },
    },
  });
}

function spinUrl(arch: string): string {
  return `https://github.com/spinframework/containerd-shim-spin/releases/download/v${versions["containerd-shim-spin"].version}/containerd-shim-spin-v2-linux-${arch}.tar.gz`;
}

function runwasiUrl(shim: string, arch: string): string {
  return `https://github.com/containerd/runwasi/releases/download/containerd-shim-${shim}%2Fv${versions.runwasi.version}/containerd-shim-${shim}-${arch}-linux-musl.tar.gz`;
}
