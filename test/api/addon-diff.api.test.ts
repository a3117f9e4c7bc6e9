import type { Delivery, DeliveryStep } from "../../charts/addon/delivery";
import type { KubeObject } from "../../charts/schema/object-check";
import { AddonDiffer, type AddonDiff } from "../../engines/cluster/addon-diff";
import { AddonRunner } from "../../engines/cluster/addon-runner";
import { deliveryHash, Inventory, releasesOf } from "../../engines/cluster/inventory";
import { Kubectl } from "../../engines/cluster/kubectl";
import { ControlPlane, CONTROL_PLANE } from "./support/control-plane";
import { describeWithAssets } from "./support/kube-assets";

const namespace = (name: string): KubeObject => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const config = (name: string, of: string, data: Record<string, string>): KubeObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: of }, data });
const secret = (name: string, of: string, stringData: Record<string, string>, labels = {}): KubeObject => ({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace: of, labels }, stringData });
const delivery = (addon: string, ...objects: readonly (readonly KubeObject[])[]): Delivery => deliveryOf(addon, objects.map((some) => ({ type: "objects", objects: some })));
const deliveryOf = (addon: string, steps: readonly DeliveryStep[]): Delivery => ({ addon, name: addon, version: "1", namespace: addon, isNetwork: false, after: [], readiness: [], steps });

describeWithAssets(CONTROL_PLANE, "what would change, and a real API server", () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await ControlPlane.start();
  }, 240_000);
  afterAll(() => plane?.stop(), 30_000);
  // Without controllers no namespace ever goes: what was installed is forgotten instead.
  afterEach(() => plane.shell.run(["kubectl", "delete", "configmap", "labwright-addons", "-n", "kube-system", "--ignore-not-found"]), 60_000);

  const apply = (...deliveries: readonly Delivery[]) => new AddonRunner({ shell: plane.shell, timeoutMs: 60_000, onProgress: () => undefined }).apply(deliveries);
  const diff = (...deliveries: readonly Delivery[]): Promise<AddonDiff[]> => new AddonDiffer(plane.shell).diff(deliveries);
  const brief = (found: readonly AddonDiff[]) => found.map(({ addon, change, objects }) => [addon, change, ...objects.map((one) => `${one.change} ${one.object}`)]);
  const page = (text: string, more: readonly KubeObject[] = []): Delivery => delivery("web", [namespace("web")], [config("page", "web", { text, same: "1" }), ...more]);
  const shownOf = ([found]: readonly AddonDiff[], object: string): string => found?.objects.find((one) => one.object === object)?.diff ?? "";

  test("add-ons are new, unchanged, to be applied or to be removed, and nothing is done to any", async () => {
    expect(brief(await diff(page("one")))).toEqual([["web", "new", "new Namespace web", "new ConfigMap web/page"]]);
    const other = delivery("other", [namespace("other")], [config("kept", "other", {})]);
    await apply(page("one"), other);
    expect(brief(await diff(page("one"), other))).toEqual([["web", "unchanged"], ["other", "unchanged"]]);
    const edited = delivery("web", [namespace("web")], [config("second", "web", {})]);
    expect(brief(await diff(edited))).toEqual([["other", "removed", "removed Namespace other", "removed ConfigMap other/kept"], ["web", "changed", "new ConfigMap web/second", "removed ConfigMap web/page"]]);
    expect(brief(await diff(page("one"), other))).toEqual([["web", "unchanged"], ["other", "unchanged"]]);
  }, 240_000);

  test("of an object that changed there is kubectl's diff, without the names of its files", async () => {
    await apply(page("one", [config("third", "web", { a: "1" })]));
    const [found] = await diff(page("two", [config("third", "web", { a: "2" })]));
    expect(found?.objects.map(({ object, change }) => [object, change])).toEqual([["ConfigMap web/page", "changed"], ["ConfigMap web/third", "changed"]]);
    const [first = "", third = ""] = found?.objects.map((one) => one.diff) ?? [];
    expect(first).toMatch(/^@@ [^]*^-  text: one\n\+  text: two$/m);
    expect(first).not.toMatch(/LIVE|MERGED|third|"?a: /);
    expect(third).toMatch(/^-  a: "1"\n\+  a: "2"$/m);
  }, 240_000);

  test("one that the cluster has so already says so, whoever did it", async () => {
    await apply(page("one"));
    await plane.shell.run(["kubectl", "patch", "configmap", "page", "-n", "web", "-p", '{"data":{"text":"two"}}']);
    expect(shownOf(await diff(page("two")), "ConfigMap web/page")).toBe("");
    // What somebody changed there is told by what `up` would make of it.
    expect(shownOf(await diff(page("three")), "ConfigMap web/page")).toMatch(/^-  text: two\n\+  text: three$/m);
  }, 240_000);

  test("no value of a Secret is shown, be it in its data or in an annotation that kubectl left", async () => {
    const object = secret("login", "web", { user: "old-user-value", password: "old-password-value" });
    await apply(delivery("web", [namespace("web")], [object]));
    await plane.shell.run(["kubectl", "apply", "--force-conflicts", "-f", "-"], { input: JSON.stringify({ ...object, metadata: { name: "login", namespace: "web" } }) });
    await plane.shell.run(["kubectl", "annotate", "secret", "login", "-n", "web", `kubectl.kubernetes.io/last-applied-configuration=${JSON.stringify(object)}`]);
    const found = await diff(delivery("web", [namespace("web")], [secret("login", "web", { user: "new-user-value", token: "new-token-value" }, { of: "labwright" })]));
    expect(shownOf(found, "Secret web/login").split("\n")).toEqual(expect.arrayContaining(["~data.user: ***", "+data.token: ***", "+metadata.labels.of: ***"]));
    const values = ["old-user-value", "new-user-value", "old-password-value", "new-token-value"];
    for (const value of values.flatMap((text) => [text, Buffer.from(text).toString("base64")])) expect(JSON.stringify(found)).not.toContain(value);
  }, 240_000);

  test("one that the server refuses says why, and hides no other", async () => {
    const ports = (port: number): KubeObject => ({ apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "web" }, spec: { ports: [{ port }] } });
    await apply(page("one", [ports(80)]));
    const [found] = await diff(page("two", [ports(99999)]));
    expect(found?.objects).toEqual([
      { object: "ConfigMap web/page", change: "changed", diff: expect.stringContaining("+  text: two") },
      { object: "Service web/web", change: "changed", why: expect.stringContaining("99999") },
    ]);
  }, 240_000);

  test("a Helm release is told by what it was installed by", async () => {
    const step = (name: string, version: string): DeliveryStep => ({ type: "helm", release: name, namespace: "web", chart: { name, repository: "https://charts.example", version }, values: {}, updateCrds: true });
    const before = [step("kept", "1"), step("raised", "1"), step("gone", "1")];
    const inventory = await Inventory.read(new Kubectl(plane.shell));
    await inventory.keep("web", { objects: [], releases: releasesOf(before), done: deliveryHash(deliveryOf("web", before)) });
    expect(await diff(deliveryOf("web", before))).toMatchObject([{ change: "unchanged" }]);
    const [found] = await diff(deliveryOf("web", [step("kept", "1"), step("raised", "2"), step("added", "1"), { type: "manifest", url: "https://files.example/v1/all.yaml" }]));
    expect(found).toMatchObject({ change: "changed", manifests: ["https://files.example/v1/all.yaml"] });
    expect(found?.releases).toEqual([{ release: "web/raised", change: "changed" }, { release: "web/added", change: "new" }, { release: "web/gone", change: "removed" }]);
  }, 240_000);

  test("a cluster that does not answer is no cluster without add-ons", async () => {
    const away = new AddonDiffer({ run: (argv, options) => plane.shell.run([...argv, "--server=http://127.0.0.1:1"], options) });
    await expect(away.diff([page("one")])).rejects.toThrow(/refused/);
  }, 60_000);
});
