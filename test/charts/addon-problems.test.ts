import { Addon, type AddonDescription } from "../../charts/addon/addon";
import type { AddonSet } from "../../charts/addon/addon-set";
import { inOrder } from "../../charts/addon/order";
import { Calico } from "../../charts/cni/calico";
import { Cilium } from "../../charts/cni/cilium";
import { Flannel } from "../../charts/cni/flannel";
import { MetricsServer } from "../../charts/scaling/metrics-server";
import { addonSet, networked } from "./support/cluster";
import { said } from "./support/problems";

/** An add-on from outside the package. */
class Own extends Addon {
  constructor(set: AddonSet, name: string, other: Partial<AddonDescription> = {}) {
    super(set, name, { name, version: "1.0", title: { en: name, zh: name }, resources: { memoryMiB: 10 }, readiness: [], ...other });
  }
}


test("nothing is wrong with a Pod network and what needs one", () => {
  const set = networked();
  new MetricsServer(set, "metrics-server");
  expect(said(set)).toEqual([]);
});

test("what runs Pods needs a Pod network", () => {
  const set = addonSet();
  new MetricsServer(set, "metrics-server");
  expect(said(set)).toEqual(["LW1200 metrics-server: metrics-server needs a Pod network (CNI), and nothing in the cluster brings it; an add-on comes after what it needs. add Flannel, or Calico, or Cilium"]);
});

test("what runs no Pods does not", () => {
  const set = addonSet();
  new Own(set, "kinds", { resources: { memoryMiB: 0 } });
  expect(said(set)).toEqual([]);
});

test("two Pod networks are one too many", () => {
  const set = networked();
  new Calico(set, "calico");
  expect(said(set)).toEqual(["LW1201 calico: Flannel and Calico both bring a Pod network (CNI); a cluster has it once. take one of them away, or turn that part of it off"]);
});

test("a minor that an add-on does not support", () => {
  const set = addonSet({ kubernetes: "1.36" });
  new Own(set, "old", { kubernetes: { to: "1.35" }, needs: ["cni"] });
  new Flannel(set, "flannel");
  expect(said(set)).toEqual(["LW1202 old: old 1.0 is not for Kubernetes 1.36; it supports 1.34 to 1.35. choose a minor in between for the cluster"]);
});

test("the sum of what Pods ask for is held against what workers have", () => {
  const set = networked();
  new Own(set, "heavy", { resources: { memoryMiB: 7000 } });
  new Own(set, "everywhere", { resources: { memoryMiB: 0, memoryPerNodeMiB: 200 } });
  expect(said(set)).toEqual(["LW1203 k8s: the cluster's Pods ask for 7500 MiB of memory, and its nodes have 7292 MiB left for them; heavy (7000 MiB), everywhere (400 MiB), Flannel (100 MiB) ask for most. give the workers 208 MiB more, or take an add-on away"]);
});

test("an add-on of another cluster", () => {
  const [set, other] = [addonSet(), addonSet()];
  const flannel = new Flannel(other, "flannel");
  new Own(set, "mine", { requires: [flannel], resources: { memoryMiB: 0 } });
  expect(said(set)).toEqual(["LW1204 mine: mine refers to Flannel, which is an add-on of another cluster; an add-on waits for others of its own cluster. refer to one of its own cluster"]);
});

test("an add-on that says what it cannot be with", () => {
  const set = addonSet();
  new Cilium(set, "cilium");
  new Own(set, "mine", { conflicts: { cilium: { en: "both rename the other's configuration", zh: "二者会互相改名配置文件" } } });
  expect(said(set)).toEqual(["LW1207 mine: mine cannot be in a cluster with Cilium: both rename the other's configuration; the two get in each other's way. take one of them away"]);
});

test("add-ons come after what they need and refer to, whatever the order they were declared in", () => {
  const set = addonSet();
  const late = new Own(set, "late");
  new Own(set, "first-declared", { requires: [late] });
  new MetricsServer(set, "metrics-server");
  new Flannel(set, "flannel");
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["flannel", "late", "first-declared", "metrics-server"]);
});

test("add-ons that wait for each other are named", () => {
  const set = addonSet();
  const a = new Own(set, "a", { needs: ["cni"], provides: ["logs"] });
  new Own(set, "b", { requires: [a], provides: ["cni"], needs: ["logs"] });
  expect(() => inOrder(set)).toThrow("LW1209 a: the add-ons wait for each other: a -> b -> a");
});

test("without a cluster as its scope an add-on is refused", () => {
  expect(() => new Flannel({} as never, "flannel")).toThrow("LW1001");
});
