import type { Delivery } from "../../charts/addon/delivery";
import type { Readiness } from "../../charts/addon/readiness";
import type { KubeObject } from "../../charts/schema/object-check";
import { LabError } from "../../constructs/core/lab-error";
import { AddonRunner, type AddonOutcome } from "../../engines/cluster/addon-runner";
import type { ClusterShell } from "../../engines/cluster/kubectl";
import { ControlPlane, CONTROL_PLANE, CONTROLLERS } from "./support/control-plane";
import { describeWithAssets } from "./support/kube-assets";

const NODE = { apiVersion: "v1", kind: "Node", metadata: { name: "n1", labels: { "kubernetes.io/hostname": "n1" }, annotations: { "kwok.x-k8s.io/node": "fake" } }, status: { allocatable: { cpu: "4", memory: "8Gi", pods: "110" }, capacity: { cpu: "4", memory: "8Gi", pods: "110" } } };

const namespace = (name: string): KubeObject => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const config = (name: string, of: string, data: Record<string, string>): KubeObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: of }, data });

function deployment(name: string, of: string, image = "nginx:1.19", nodeSelector?: Record<string, string>): KubeObject {
  const labels = { app: name };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace: of }, spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { nodeSelector, containers: [{ name: "c", image }] } } } };
}

function definition(plural: string, kind: string): KubeObject {
  const schema = { openAPIV3Schema: { type: "object", properties: { spec: { type: "object", properties: { size: { type: "integer" } } } } } };
  return { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name: `${plural}.lab.example` }, spec: { group: "lab.example", names: { kind, plural, singular: kind.toLowerCase() }, scope: "Cluster", versions: [{ name: "v1", served: true, storage: true, schema }] } };
}

const delivery = (addon: string, steps: readonly (readonly KubeObject[])[], more: Partial<Delivery> = {}): Delivery => ({ addon, name: addon, version: "1", namespace: addon, isNetwork: false, after: [], readiness: [], steps: steps.map((objects) => ({ type: "objects", objects })), ...more });

describeWithAssets([...CONTROL_PLANE, ...CONTROLLERS], "add-ons and a real API server", () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await ControlPlane.start();
    await plane.withControllers([NODE]);
  }, 240_000);
  afterAll(() => plane?.stop(), 30_000);

  /** What was given to `kubectl apply`, inventory aside. */
  let applied: string[];

  function watched(interrupt?: { readonly at: string; readonly controller: AbortController }): ClusterShell {
    applied = [];
    return {
      run: async (argv, options) => {
        if (argv[1] === "apply") {
          const { items = [] } = JSON.parse(options?.input ?? "{}") as { items?: KubeObject[] };
          const names = items.map(({ metadata: { name } }) => name).filter((name) => name !== "labwright-addons");
          applied.push(...names);
          if (interrupt !== undefined && names.includes(interrupt.at)) interrupt.controller.abort();
        }
        return plane.shell.run(argv, options);
      },
    };
  }

  function apply(deliveries: readonly Delivery[], { shell = watched(), signal, timeoutMs = 60_000 }: { shell?: ClusterShell; signal?: AbortSignal; timeoutMs?: number } = {}): Promise<Readonly<Record<string, AddonOutcome>>> {
    return new AddonRunner({ shell, timeoutMs, onProgress: () => undefined, signal }).apply(deliveries);
  }

  const codesOf = (result: Promise<unknown>): Promise<string[]> => result.then(() => [], (error: unknown) => {
    if (error instanceof LabError) return error.problems.map(({ code }) => code);
    throw error;
  });

  const there = async (...words: string[]): Promise<boolean> => (await plane.shell.run(["kubectl", "get", ...words, "--ignore-not-found", "-o", "name"])).stdout.trim() !== "";

  afterEach(async () => {
    await apply([]);
  }, 180_000);

  const web = (data: string, image?: string): Delivery => delivery("web", [[namespace("web")], [config("page", "web", { data }), deployment("web", "web", image)]], { readiness: [{ deployment: "web" }] });

  test("what is declared gets there and works; a second run does nothing; an edit re-applies what was edited", async () => {
    expect(await apply([web("one")])).toEqual({ web: "applied" });
    expect(applied).toEqual(["web", "page", "web"]);
    expect(await apply([web("one")])).toEqual({ web: "unchanged" });
    expect(applied).toEqual([]);
    expect(await apply([web("two")])).toEqual({ web: "applied" });
    expect(applied).toEqual(["page"]);
    const { stdout } = await plane.shell.run(["kubectl", "get", "configmap", "page", "-n", "web", "-o", "jsonpath={.data.data}"]);
    expect(stdout).toBe("two");
  }, 180_000);

  test("an object that is no longer declared is pruned, and so is an add-on", async () => {
    await apply([web("one"), delivery("other", [[namespace("other")]])]);
    const without = delivery("web", [[namespace("web")], [deployment("web", "web")]], { readiness: [{ deployment: "web" }] });
    expect(await apply([without])).toEqual({ other: "removed", web: "applied" });
    expect([await there("configmap", "page", "-n", "web"), await there("deployment", "web", "-n", "web"), await there("namespace", "other")]).toEqual([false, true, false]);
  }, 240_000);

  test("an object that moves to another version of its group stays", async () => {
    const scaler = (apiVersion: string): KubeObject => ({ apiVersion, kind: "HorizontalPodAutoscaler", metadata: { name: "web", namespace: "web" }, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } } });
    const one = (apiVersion: string): Delivery => delivery("web", [[namespace("web")], [scaler(apiVersion)]]);
    await apply([one("autoscaling/v1")]);
    const uid = async (): Promise<string> => (await plane.shell.run(["kubectl", "get", "hpa", "web", "-n", "web", "-o", "jsonpath={.metadata.uid}"])).stdout;
    const before = await uid();
    await apply([one("autoscaling/v2")]);
    expect(before).not.toBe("");
    expect(await uid()).toBe(before);
  }, 180_000);

  test("objects of a kind that the same add-on brings come once it is established", async () => {
    const things = delivery("things", [[definition("things", "Thing")], [{ apiVersion: "lab.example/v1", kind: "Thing", metadata: { name: "one" }, spec: { size: 1 } }]]);
    expect(await apply([things])).toEqual({ things: "applied" });
    expect(await there("things.lab.example", "one")).toBe(true);
    expect(await apply([])).toEqual({ things: "removed" });
    expect(await there("crd", "things.lab.example")).toBe(false);
  }, 180_000);

  test("a kind that comes later than its objects, as an operator brings it, is waited for", async () => {
    const late = delivery("late", [[{ apiVersion: "lab.example/v1", kind: "Late", metadata: { name: "one" }, spec: { size: 1 } }]]);
    const result = apply([late]);
    await plane.shell.run(["kubectl", "apply", "-f", "-"], { input: JSON.stringify(definition("lates", "Late")) });
    expect(await result).toEqual({ late: "applied" });
  }, 180_000);

  test("one that fails does not keep the others, but those that wait for it; the next run does what is left", async () => {
    const bad = delivery("bad", [[namespace("bad")], [config("-not a name-", "bad", {})]]);
    const all = (first: Delivery): Delivery[] => [first, delivery("after", [[namespace("after")]], { after: ["bad"] }), delivery("beside", [[namespace("beside")]])];
    expect(await codesOf(apply(all(bad)))).toEqual(["LW3201"]);
    expect([await there("namespace", "after"), await there("namespace", "beside")]).toEqual([false, true]);
    expect(await apply(all(delivery("bad", [[namespace("bad")], [config("a-name", "bad", {})]])))).toEqual({ bad: "applied", after: "applied", beside: "unchanged" });
  }, 240_000);

  test("what does not get ready is named with the reason the cluster gives, and is waited for again", async () => {
    const readiness: readonly Readiness[] = [{ deployment: "web" }];
    const nowhere = delivery("web", [[namespace("web")], [deployment("web", "web", "nginx", { disk: "ssd" })]], { readiness });
    const failure = await apply([nowhere], { timeoutMs: 8_000 }).then(() => undefined, (error: unknown) => error as LabError);
    expect(failure?.problems.map(({ code, values }) => [code, values["object"]])).toEqual([["LW3202", "deployment/web"]]);
    expect(failure?.message).toMatch(/0 of 2 available[\s\S]*FailedScheduling.*node affinity\/selector/);
    await plane.shell.run(["kubectl", "label", "node", "n1", "disk=ssd"]);
    expect(await apply([nowhere])).toEqual({ web: "applied" });
    expect(applied).toEqual([]);
  }, 240_000);

  test("an interrupted run is gone on with, and what it made is pruned where it is no longer wanted", async () => {
    const controller = new AbortController();
    const shell = watched({ at: "first", controller });
    const begun = delivery("web", [[namespace("web")], [config("first", "web", {})], [config("second", "web", {})]]);
    expect(await codesOf(apply([begun], { shell, signal: controller.signal }))).toEqual(["LW3002"]);
    expect([await there("configmap", "first", "-n", "web"), await there("configmap", "second", "-n", "web")]).toEqual([true, false]);
    expect(await apply([delivery("web", [[namespace("web")], [config("second", "web", {})]])])).toEqual({ web: "applied" });
    expect(applied).toEqual(["second"]);
    expect([await there("configmap", "first", "-n", "web"), await there("configmap", "second", "-n", "web")]).toEqual([false, true]);
  }, 240_000);
});
