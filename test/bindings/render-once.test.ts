import { App, Aspects, Testing, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Image, IsolatedNetwork, KvmHost, LabStack, Machine } from "../../index";
import { TerraformData } from "../../constructs/terraform/terraform-data";
import { Domain } from "@cdktf/provider-libvirt/lib/domain";

const outdir = mkdtempSync(join(tmpdir(), "labwright-once-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

interface Made {
  readonly app: App;
  readonly stack: LabStack;
  readonly domain: Domain;
  readonly json: () => { resource: Record<string, Record<string, Record<string, unknown>>> };
}

function lab(): Made {
  const app = new App({ outdir });
  const stack = new LabStack(app, "lab", { host: KvmHost.local() });
  const { domain } = new Machine(stack, "web", { image: Image.debian12(), networks: [new IsolatedNetwork(stack, "net")] });
  const json = (): ReturnType<Made["json"]> => {
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks", "lab", "cdk.tf.json"), "utf8")) as ReturnType<Made["json"]>;
  };
  return { app, stack, domain, json };
}

const domainOf = ({ resource }: ReturnType<Made["json"]>): Record<string, unknown> => Object.values(resource["libvirt_domain"] ?? {})[0] ?? {};

test("an element is rendered once a synthesis, and anew in the next", () => {
  const { json, stack } = lab();
  let bodies = 0;
  new TerraformData(stack, "counted", () => ({ input: ++bodies }));
  const input = (): unknown => Object.values(json().resource["terraform_data"] ?? {}).find((one) => "input" in one)?.["input"];
  expect([input(), input()]).toEqual([1, 2]);
});

test.each<[string, (made: Made) => void, object]>([
  ["a property", ({ domain }) => (domain.title = "changed"), { title: "changed" }],
  ["an override", ({ domain }) => domain.addOverride("os.type", "linux"), { os: { type: "linux" } }],
  ["a lifecycle", ({ domain }) => (domain.lifecycle = { preventDestroy: true }), { lifecycle: { prevent_destroy: true } }],
])("%s that changes between the two passes is in the JSON, and between two syntheses", (_, change, expected) => {
  const within = lab();
  within.stack.prepareStack();
  change(within);
  expect(JSON.parse(JSON.stringify(Object.values((within.stack.toTerraform() as ReturnType<Made["json"]>).resource["libvirt_domain"] ?? {})[0]))).toMatchObject(expected);
  const between = lab();
  between.json();
  change(between);
  expect(domainOf(between.json())).toMatchObject(expected);
});

test("aspects change what they like", () => {
  const { json, stack } = lab();
  const seen = new Set<IConstruct>();
  const aspect: IAspect = {
    visit: (node) => {
      if (node instanceof Domain && !seen.has(node)) (node as unknown as { _config: { devices?: object } })._config.devices = {};
      seen.add(node);
    },
  };
  Aspects.of(stack).add(aspect);
  expect(domainOf(json())).toMatchObject({ devices: {} });
  expect(domainOf(json())["devices"]).toEqual({});
});

test("the JSON of an app is that of the stack alone", () => {
  const { json, stack } = lab();
  const { resource } = json();
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, item: unknown) => (key === "//" ? undefined : item)));
  expect(plain((JSON.parse(Testing.synth(stack)) as { resource: unknown }).resource)).toEqual(plain(resource));
});
