import { objectsOf } from "../../../charts/addon/object-problems";
import { Cdi } from "../../../charts/virtualization/cdi";
import { ConfidentialContainers } from "../../../charts/virtualization/confidential-containers";
import { Gvisor } from "../../../charts/virtualization/gvisor";
import { KataContainers } from "../../../charts/virtualization/kata-containers";
import { KubeVirt, type KubeVirtProps } from "../../../charts/virtualization/kubevirt";
import { WasmRuntime } from "../../../charts/virtualization/wasm-runtime";
import { addonSet, facts } from "../support/cluster";
import { objectOf, specOf } from "../support/objects";
import { said, saidBy } from "../support/problems";
import { stepsOf, textOf, valuesOf } from "../support/releases";

const kubevirt = (props?: KubeVirtProps): KubeVirt => new KubeVirt(addonSet(), "kubevirt", props);
const madeOf = (props?: KubeVirtProps): unknown => specOf(kubevirt(props), "KubeVirt");

test("KubeVirt and CDI are their operators' files of a release, and then what these make", () => {
  expect(stepsOf(kubevirt())).toEqual(["Namespace kubevirt", "https://github.com/kubevirt/kubevirt/releases/download/v1.9.0/kubevirt-operator.yaml", "KubeVirt kubevirt"]);
  expect(stepsOf(new Cdi(addonSet(), "cdi"))).toEqual(["Namespace cdi", "https://github.com/kubevirt/containerized-data-importer/releases/download/v1.66.0/cdi-operator.yaml", "CDI cdi"]);
});

test("CDI is of no namespace, KubeVirt of its own", () => {
  expect(objectOf(new Cdi(addonSet(), "cdi"), "CDI").metadata.namespace).toBeUndefined();
  expect(objectOf(kubevirt(), "KubeVirt").metadata.namespace).toBe("kubevirt");
});

test("processors are emulated where they have to be, unless that is turned off", () => {
  expect(madeOf()).toMatchObject({ configuration: { developerConfiguration: { useEmulation: true } } });
  expect(madeOf({ emulation: false })).toMatchObject({ configuration: { developerConfiguration: { useEmulation: false } } });
});

test("KubeVirt's parts are on workers, where its own default would have them on control planes", () => {
  expect(madeOf()).toMatchObject({ infra: { replicas: 1, nodePlacement: { nodeSelector: { "kubernetes.io/os": "linux" } } } });
  expect(JSON.stringify(madeOf({ onControlPlanes: true }))).not.toContain("nodePlacement");
  expect([kubevirt().description.resources.memoryMiB, kubevirt({ onControlPlanes: true }).description.resources.memoryMiB]).toEqual([925, 0]);
});

test("its operator is held against the memory of control planes", () => {
  const told = (memoryMiB: number, tainted = true, props?: KubeVirtProps): string[] => {
    const nodes = facts().nodes.map((node) => (node.role === "control-plane" ? { ...node, memoryMiB, tainted } : node));
    return saidBy(new KubeVirt(addonSet({ nodes }), "kubevirt", props));
  };
  expect(told(2048)).toEqual(["LW1208 kubevirt: KubeVirt needs 900 MiB of memory on the control planes, which its operator runs on, and these have 648 MiB left for Pods; it would not work without. give the control planes 252 MiB more in all"]);
  expect(told(2560)).toEqual([]);
  expect(told(2560, true, { onControlPlanes: true })).toEqual([expect.stringContaining("needs 1825 MiB")]);
  // Without a taint it is counted with everything else.
  expect(told(2048, false)).toEqual([]);
});

test("Kata installs what is asked for, and nothing besides", () => {
  expect(valuesOf(new KataContainers(addonSet(), "kata"))).toMatchObject({ shims: { disableAll: true, "qemu-runtime-rs": { enabled: true } }, snapshotter: { setup: [] }, defaultShim: { amd64: "qemu-runtime-rs" }, runtimeClasses: { createDefault: true } });
  expect(Object.keys(valuesOf(new KataContainers(addonSet(), "kata", { shims: ["clh"] })).shims as object)).toEqual(["disableAll", "clh"]);
  expect(() => new KataContainers(addonSet(), "kata", { shims: [] })).toThrow("LW1001 kata: `shims`");
});

test("what is made for x86_64 alone is not for other nodes", () => {
  const kata = new KataContainers(addonSet({ arch: "aarch64" }), "kata", { shims: ["qemu", "dragonball"] });
  expect(saidBy(kata)).toEqual(["LW1208 kata: Kata Containers needs nodes of x86_64 for dragonball, and the cluster's are of aarch64; it would not work without. choose another: qemu-runtime-rs, qemu"]);
  expect(new ConfidentialContainers(addonSet({ arch: "aarch64" }), "coco", { hardware: "tdx" }).problems().length).toBe(1);
  expect(new ConfidentialContainers(addonSet({ arch: "aarch64" }), "coco").problems()).toEqual([]);
});

test("confidential machines pull images themselves, by nydus", () => {
  expect(valuesOf(new ConfidentialContainers(addonSet(), "coco"))).toMatchObject({ snapshotter: { setup: ["nydus"] }, shims: { disableAll: true, "qemu-coco-dev-runtime-rs": { enabled: true, containerd: { snapshotter: "nydus" }, crio: { guestPull: true } } } });
  expect(valuesOf(new ConfidentialContainers(addonSet(), "coco", { guestPull: false, hardware: "snp" }))).toMatchObject({ snapshotter: { setup: [] }, shims: { "qemu-snp-runtime-rs": { containerd: { snapshotter: "" }, crio: { guestPull: false } } } });
});

test("a proxy is not for what is in the cluster", () => {
  expect(JSON.stringify(valuesOf(new ConfidentialContainers(addonSet(), "coco", { httpsProxy: "http://proxy.lab.example:3128" })))).toContain('"noProxy":"localhost,127.0.0.1,.svc,.cluster.local,10.244.0.0/16,10.96.0.0/12"');
});

test("Kata is installed on nodes once", () => {
  const set = addonSet();
  new KataContainers(set, "kata");
  new ConfidentialContainers(set, "coco");
  expect(said(set)).toContain("LW1207 coco: Confidential Containers cannot be in a cluster with Kata Containers: both install Kata on the nodes; the two get in each other's way. take one of them away");
});

test("gVisor is a RuntimeClass, and no more", () => {
  expect(objectsOf(new Gvisor(addonSet(), "gvisor"))).toMatchObject([{ kind: "RuntimeClass", metadata: { name: "gvisor" }, handler: "runsc" }]);
  expect(JSON.stringify(objectsOf(new Gvisor(addonSet(), "gvisor")))).not.toMatch(/overhead|scheduling/);
  expect(objectsOf(new Gvisor(addonSet(), "gvisor", { nodeSelector: { gvisor: "true" }, overheadMiB: 64 }))[0]).toMatchObject({ scheduling: { nodeSelector: { gvisor: "true" } }, overhead: { podFixed: { memory: "64Mi" } } });
});

test("each shim of WebAssembly is downloaded for both architectures, under the name that Pods say", () => {
  const wasm = new WasmRuntime(addonSet(), "wasm", { shims: ["spin", "wasmedge"] });
  expect(objectsOf(wasm).slice(1)).toMatchObject([
    { kind: "Shim", metadata: { name: "spin-v2" }, spec: { runtimeClass: { name: "wasmtime-spin-v2", handler: "spin-v2" } } },
    { kind: "Shim", metadata: { name: "wasmedge-v1" }, spec: { runtimeClass: { name: "wasmedge-v1", handler: "wasmedge-v1" }, fetchStrategy: { platforms: [{ arch: "x86_64", location: "https://github.com/containerd/runwasi/releases/download/containerd-shim-wasmedge%2Fv0.6.0/containerd-shim-wasmedge-x86_64-linux-musl.tar.gz" }, { arch: "aarch64" }] } } },
  ]);
  expect(textOf(wasm)).not.toContain("latest");
});

test("the runtime class manager knows containerd alone", () => {
  expect(saidBy(new WasmRuntime(addonSet({ runtime: "cri-o" }), "wasm"))).toEqual([
    "LW1208 wasm: runtime class manager needs containerd on the nodes, and these have cri-o; it would not work without. choose containerd as the cluster's `runtime`",
  ]);
  expect(new WasmRuntime(addonSet(), "wasm").problems()).toEqual([]);
});
