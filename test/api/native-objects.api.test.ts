import { objectsOf } from "../../charts/addon/object-problems";
import { isKubernetesKind, objectProblems, type KubeObject } from "../../charts/schema/object-check";
import { addonCases } from "../charts/support/addons";
import { ControlPlane, CONTROL_PLANE } from "./support/control-plane";
import { describeWithAssets } from "./support/kube-assets";

// The API server itself takes what add-ons declare: defaults, validation and admission, Pod Security among it, which no schema tells.
const cases = addonCases();
const native = (objects: readonly KubeObject[]): KubeObject[] => objects.filter((object) => isKubernetesKind("1.36", object));

describeWithAssets(CONTROL_PLANE, "add-ons' own objects and a real API server", () => {
  let plane: ControlPlane;
  beforeAll(async () => (plane = await ControlPlane.start()), 240_000);
  afterAll(() => plane?.stop(), 30_000);

  const list = (items: readonly KubeObject[]): string => JSON.stringify({ apiVersion: "v1", kind: "List", items });

  async function dryRun(objects: readonly KubeObject[]): Promise<string> {
    const namespaces = objects.filter(({ kind }) => kind === "Namespace");
    if (namespaces.length > 0) await plane.shell.run(["kubectl", "apply", "--server-side", "-f", "-"], { input: list(namespaces) });
    const { code, stderr } = await plane.shell.run(["kubectl", "apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-"], { input: list(objects), seconds: 120 });
    const said = stderr.split("\n").filter((line) => line !== "" && (code !== 0 || /would violate PodSecurity|unknown field|deprecated/.test(line)));
    return said.join("\n");
  }

  test.each(cases.map(({ name, addon }) => [name, addon] as const).filter(([, addon]) => native(objectsOf(addon)).length > 0))("%s", async (_, addon) => {
    expect(await dryRun(native(objectsOf(addon)))).toBe("");
  }, 120_000);

  test("what a schema lets pass, and no server does, is found", async () => {
    const template = { metadata: { labels: { app: "other" } }, spec: { containers: [{ name: "c", image: "nginx" }] } };
    const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "default" }, spec: { selector: { matchLabels: { app: "web" } }, template } };
    expect(objectProblems("1.36", deployment)).toEqual([]);
    expect(await dryRun([deployment])).toContain("`selector` does not match template `labels`");
  }, 60_000);
});
