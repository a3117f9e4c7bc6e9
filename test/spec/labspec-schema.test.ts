import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chapters } from "../../chapters/registry";
import { compile } from "../../constructs/core/json-schema";
import { KvmHost } from "../../constructs/host/kvm-host";
import { ChapterStack } from "../../stacks/chapter-stack";

const check = compile(require("../../constructs/spec/labspec.schema.json") as object);
const outdir = mkdtempSync(join(tmpdir(), "labspec-"));

afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function specOf(id: string, variant: string): Record<string, unknown> {
  const stack = new ChapterStack(new App({ outdir }), id, { host: KvmHost.remote("ci@kvm1"), variant });
  return JSON.parse(JSON.stringify(stack.spec())) as Record<string, unknown>;
}

describe("the JSON Schema of LabSpec", () => {
  test.each(chapters.flatMap(({ id, variants }) => variants.map(({ name }) => [id, name] as const)))("allows %s, variant %s", (id, variant) => {
    expect(check(specOf(id, variant))).toEqual([]);
  });

  test("refuses another version, an unknown property and a VLAN tag that does not exist", () => {
    const spec = specOf("docker-cloud/4", "access");
    const told = (value: unknown): string => check(value).map(({ en }) => en).join();
    expect(told({ ...spec, apiVersion: "labwright/v2" })).toContain("apiVersion");
    expect(told({ ...spec, colour: "red" })).toContain("`colour`");
    const networks = spec["networks"] as { vlans: { tag: number }[] }[];
    networks[1]!.vlans[0]!.tag = 4095;
    expect(told(spec)).toContain("networks.1.vlans.0.tag");
  });
});
