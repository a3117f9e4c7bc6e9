import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Consumer, type ModuleSystem, type Resolution } from "./support/consumer";
import { packPackage } from "./support/package";

// These install from the npm registry, or from npm's cache when it has everything: no part of the default tier.
jest.setTimeout(300_000);

interface Terraform {
  readonly resource: Readonly<Record<string, object>>;
}

const ALIAS = "cdktf@npm:cdktn@~0.24";
const CASES: readonly [modules: ModuleSystem, peers: readonly string[], cdktf: { name: string; version: RegExp }, resolutions: readonly Resolution[]][] = [
  ["cjs", [], { name: "cdktf", version: /^0\.21\.0$/ }, ["node16"]],
  ["esm", [], { name: "cdktf", version: /^0\.21\.0$/ }, ["nodenext", "bundler"]],
  ["cjs", [ALIAS], { name: "cdktn", version: /^0\.24\./ }, ["nodenext", "bundler"]],
  ["esm", [ALIAS], { name: "cdktn", version: /^0\.24\./ }, ["node16"]],
];

let directory: string;
let tarball: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "labwright-packaging-"));
  tarball = (await packPackage(directory)).file;
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe.each(CASES)("an empty %s project with %j installed beside labwright", (modules, peers, cdktf, resolutions) => {
  let consumer: Consumer;

  beforeAll(async () => {
    consumer = await Consumer.create(join(directory, `${modules}-${cdktf.name}`), modules, tarball, peers);
  });

  test("has one cdktf and one constructs, which the bundled bindings use too", async () => {
    expect(consumer.manifest("cdktf")).toMatchObject({ name: cdktf.name, version: expect.stringMatching(cdktf.version) as string });
    for (const name of ["cdktf", "constructs"]) {
      expect(await consumer.copiesOf(name)).toEqual([join("node_modules", name)]);
      expect(await consumer.resolve(name, "labwright", "node_modules", "@cdktf", "provider-libvirt")).toBe(await consumer.resolve(name));
    }
  });

  test.each(resolutions)("type-checks with declarations read in full, moduleResolution %s", (resolution) => consumer.compile(resolution));

  test("imports and synthesizes", async () => {
    await consumer.compile("nodenext", "compiled");
    expect(JSON.parse(await consumer.node(join("compiled", "app.js")))).toEqual({ machines: ["web", "db"], sameClass: true, stack: true, charts: "object" });
    const terraform = JSON.parse(readFileSync(join(consumer.directory, "cdktf.out", "stacks", "payments", "cdk.tf.json"), "utf8")) as Terraform;
    expect(Object.keys(terraform.resource)).toEqual(expect.arrayContaining(["libvirt_domain", "libvirt_network", "libvirt_volume", "terraform_data"]));
    expect(Object.keys(terraform.resource["libvirt_domain"] ?? {})).toHaveLength(2);
  });

  test("finds by name in an ES module all that require() gives", async () => {
    const { count, missing } = JSON.parse(await consumer.node("named-imports.mjs")) as { count: number; missing: string[] };
    expect(missing).toEqual([]);
    expect(count).toBeGreaterThan(40);
  });

  test.each(["labwright/labspec.schema.json", "labwright/config.schema.json", "labwright/package.json"])("finds %s", async (file) => {
    expect(JSON.parse(readFileSync(await consumer.resolve(file), "utf8"))).toBeInstanceOf(Object);
  });

  test("has a program that tells its version and writes a chapter", async () => {
    const { version } = consumer.manifest("labwright");
    expect((await consumer.labwright(consumer.directory, "--version")).trim()).toBe(version);
    await consumer.labwright(consumer.directory, "synth", "docker-cloud/4", "--out", "x");
    for (const file of ["cdk.tf.json", "labspec.json", "topology.en.svg"]) expect(existsSync(join(consumer.directory, "x", "docker-cloud-4", file))).toBe(true);
  });

  test.each(["in the project", "alone in an empty folder"])("has a program that takes a lab file %s", async (where) => {
    const folder = where === "in the project" ? consumer.directory : join(directory, `alone-${modules}-${cdktf.name}`);
    if (folder !== consumer.directory) {
      mkdirSync(folder);
      cpSync(join(consumer.directory, "lab.ts"), join(folder, "lab.ts"));
    }
    await consumer.labwright(folder, "synth", "./lab.ts", "--out", "y");
    expect(existsSync(join(folder, "y", "one-file", "cdk.tf.json"))).toBe(true);
  });
});
