import { Cdi } from "../../../charts/virtualization/cdi";
import { ConfidentialContainers } from "../../../charts/virtualization/confidential-containers";
import { Gvisor } from "../../../charts/virtualization/gvisor";
import { KataContainers } from "../../../charts/virtualization/kata-containers";
import { KubeVirt } from "../../../charts/virtualization/kubevirt";
import { WasmRuntime } from "../../../charts/virtualization/wasm-runtime";
import type { Made } from "../support/addons";

const nodeSelector = { sandbox: "true" };

export const cases: readonly Made[] = [
  ["kubevirt", (set) => new KubeVirt(set, "kubevirt")],
  ["kubevirt with everything", (set) => new KubeVirt(set, "kubevirt", { emulation: false, features: ["Snapshot", "HostDisk"], eviction: "LiveMigrate", updateMachines: true, cpuAllocationRatio: 2, memoryOvercommitPercent: 150, instanceTypes: false, onControlPlanes: true, replicas: 2 })],
  ["cdi", (set) => new Cdi(set, "cdi")],
  ["cdi with everything", (set) => new Cdi(set, "cdi", { scratchStorageClass: "fast", importMemoryMiB: 1200, insecureRegistries: ["registry.lab.example:5000"], uploadProxyUrl: "https://10.20.44.21:31001", waitForFirstConsumer: false, replicas: 2 })],
  ["kata-containers", (set) => new KataContainers(set, "kata")],
  ["kata-containers with everything", (set) => new KataContainers(set, "kata", { shims: ["qemu", "clh-runtime-rs", "dragonball"], kataClass: false, nodeSelector, monitor: true, debug: true })],
  ["confidential-containers", (set) => new ConfidentialContainers(set, "coco")],
  ["confidential-containers with everything", (set) => new ConfidentialContainers(set, "coco", { hardware: "snp", guestPull: false, httpsProxy: "http://proxy.lab.example:3128", kataClass: true, nodeSelector, debug: true })],
  ["gvisor", (set) => new Gvisor(set, "gvisor")],
  ["gvisor with everything", (set) => new Gvisor(set, "gvisor", { runtimeClass: "sandbox", handler: "gvisor", nodeSelector, overheadMiB: 64 })],
  ["runtime-class-manager", (set) => new WasmRuntime(set, "wasm")],
  ["runtime-class-manager with everything", (set) => new WasmRuntime(set, "wasm", { shims: ["spin", "wasmtime", "wasmedge", "wasmer"], nodeSelector, jobTtlSeconds: 600 })],
];
