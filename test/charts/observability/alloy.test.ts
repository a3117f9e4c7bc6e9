import { Alloy, type AlloyProps } from "../../../charts/observability/alloy";
import { alloyConfig, expression } from "../../../charts/observability/alloy-config";
import { Loki } from "../../../charts/observability/loki";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

function alloy(props: AlloyProps = {}): Alloy {
  const set = addonSet();
  new Loki(set, "loki");
  return new Alloy(set, "alloy", props);
}

const configOf = (addon: Alloy): string => (valuesOf(addon).alloy as { readonly configMap: { readonly content: string } }).configMap.content;

test("blocks are written in Alloy's language", () => {
  const inner = { type: "endpoint", fields: { url: 'http://"x"', headers: { "X-Scope": "lab" }, left: undefined } };
  expect(alloyConfig([{ type: "loki.write", label: "store", fields: { on: true, list: ["a", expression("b.c")] }, blocks: [inner] }, { type: "stage.cri" }])).toBe(
    'loki.write "store" {\n  on = true\n  list = ["a", b.c]\n  endpoint {\n    url = "http://\\"x\\""\n    headers = { "X-Scope" = "lab" }\n  }\n}\n\nstage.cri {}\n',
  );
});

test("by the API, with no rights on the nodes", () => {
  const addon = alloy();
  expect(addon.description.namespace).toEqual({ name: "alloy", podSecurity: "restricted" });
  expect(valuesOf(addon)).toMatchObject({ alloy: { mounts: { varlog: false }, securityContext: { runAsNonRoot: true } } });
  expect(configOf(addon)).toContain('loki.source.kubernetes "pods" {\n  targets = discovery.relabel.pods.output\n  forward_to = [loki.write.store.receiver]\n}');
  expect(configOf(addon)).toContain('field = "spec.nodeName=" + coalesce(sys.env("HOSTNAME"), constants.hostname)');
});

test.each<[AlloyProps, string]>([[{ source: "files" }, "local.file_match"], [{ journal: true }, "loki.source.journal"]])("%j reads the nodes' files", (props, component) => {
  const addon = alloy(props);
  expect(addon.description.namespace?.podSecurity).toBe("privileged");
  expect(valuesOf(addon)).toMatchObject({ alloy: { mounts: { varlog: true }, securityContext: {} } });
  expect(configOf(addon)).toContain(`${component} `);
});

test("every component that is referred to is there, and no word is a template's", () => {
  for (const props of [{}, { source: "files", journal: true, namespaces: ["a"], labels: { site: "lab" } }] as const) {
    const config = configOf(alloy(props));
    const declared = [...config.matchAll(/^([a-z._]+) "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);
    const used = [...config.matchAll(/\b((?:loki|discovery|local)\.[a-z_.]+?)\.(?:receiver|output|targets|rules)\b/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((name) => !declared.includes(name ?? ""))).toEqual([]);
    expect(config).not.toContain("{{");
  }
});
