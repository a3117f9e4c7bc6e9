import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Exercise } from "../../chapters/exercise";
import { findChapter } from "../../chapters/registry";
import { LabStack } from "../../stacks/lab-stack";
import { exitCodes } from "../../cli/exit-codes";
import { loadConfig } from "../../engines/config/config";
import { deploymentOrder } from "../../engines/synth/order";
import { build } from "../../engines/synth/target";
import { faultsOf } from "../chapters/exercise-faults";
import { CommandLine } from "../cli/support/run-main";
import { blocks, firstColumn, page, pages, ROOT } from "./support";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

let line: CommandLine;
beforeEach(() => (line = new CommandLine()));
afterEach(() => line.close());

describe("docs/configuration.md", () => {
  const configuration = page("docs/configuration.md");

  test("lists exactly the properties of the schema", () => {
    const { properties = {} } = JSON.parse(readFileSync(join(ROOT, "engines/config/config.schema.json"), "utf8")) as Schema;
    // Where a property has properties of its own by name, those are listed instead; of a backend only the type is ours.
    const names = Object.entries(properties).flatMap(([name, one]) =>
      one.properties && one.additionalProperties === false ? Object.keys(one.properties).map((inner) => `${name}.${inner}`) : [name]);
    expect(firstColumn(configuration, "property").sort()).toEqual(names.filter((name) => name !== "$schema").sort());
  });

  test("gives an example that is accepted", () => {
    const [example = ""] = blocks(configuration, "json");
    writeFileSync(join(line.directory, "labwright.config.json"), example);
    expect(loadConfig(line.directory, join(line.root, "none.json"))).toEqual(JSON.parse(example));
  });
});

test("docs/cli.md lists the exit codes there are", () => {
  expect(firstColumn(page("docs/cli.md"), "code").map(Number)).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
});

test("docs/cli.md names every variable of the environment that the program reads", () => {
  const read = ["bin/program.ts", "cli/environment.ts"].flatMap((file) => [...readFileSync(join(ROOT, file), "utf8").matchAll(/env\["((?:LABWRIGHT|XDG)_\w+)"\]/g)].map(([, name = ""]) => name));
  for (const name of new Set(read)) expect(page("docs/cli.md").text).toContain(`\`${name}\``);
});

test.each(pages.map(({ file }) => file))("%s: its links lead somewhere", (file) => {
  const text = page(file).text.replace(/^```[\s\S]*?^```$/gm, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^[a-z]+:/.test(link));
  const anchors = new Set([...page(file).text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title.toLowerCase().replace(/[^\w\s-]/g, "").trim().replaceAll(" ", "-")));
  // Written by a run of the long tier.
  const written = (link: string): boolean => link.startsWith("docs/results/");
  for (const link of links.filter((one) => !written(one))) {
    if (link.startsWith("#")) expect([...anchors]).toContain(link.slice(1));
    else expect([link, existsSync(join(ROOT, dirname(file), link.replace(/#.*/, "")))]).toEqual([link, true]);
  }
});

describe("docs/hosts.md", () => {
  test("lists exactly the properties of a HostStack", () => {
    const properties = /interface HostStackProps \{([^]*?)^\}/m.exec(readFileSync(join(ROOT, "stacks/host-stack.ts"), "utf8"))?.[1] ?? "";
    expect(firstColumn(page("docs/hosts.md"), "property").sort()).toEqual([...properties.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = ""]) => name).sort());
  });
});

test("docs/exercises.md's exercise is one that could be in a chapter", () => {
  const path = join(line.directory, "exercises.ts");
  writeFileSync(path, blocks(page("docs/exercises.md"), "ts")[0] ?? "");
  const { exercises } = require(path) as { exercises: readonly Exercise[] };
  expect(exercises).toHaveLength(1);
  expect(faultsOf({ ...findChapter("pinnacle/7"), exercises })).toEqual([]);
});

describe("labs in the documentation", () => {
  const [lab = ""] = blocks(page("README.md"), "ts");
  // Under jest the package's own name would mean what was compiled last.
  const own = (text: string): string => text.replace('"labwright"', JSON.stringify(join(ROOT, "index.ts"))).replace('"cdktf"', JSON.stringify(join(ROOT, "node_modules/cdktf")));

  test("the README's is a lab file as it stands, and synthesizes", () => {
    const path = join(line.directory, "lab.ts");
    writeFileSync(path, own(lab));
    const { app, stacks } = build({ kind: "file", id: "lab.ts", path }, { host: { given: "local", props: {} }, context: {}, outdir: join(line.root, "out") });
    app.synth();
    expect(stacks.map((stack) => [LabStack.isLabStack(stack), stack.spec().name])).toEqual([[true, "payments"]]);
    expect(stacks[0]?.spec().machines.map(({ name, disks }) => [name, disks.length])).toEqual([["web", 1], ["db", 2]]);
    expect(existsSync(join(line.root, "out/stacks/payments/cdk.tf.json"))).toBe(true);
  });

  test("docs/hosts.md's is a lab file too: a host, and a lab that comes after it", () => {
    const path = join(line.directory, "host.ts");
    writeFileSync(path, own(blocks(page("docs/hosts.md"), "ts")[0] ?? ""));
    const built = build({ kind: "file", id: "host.ts", path }, { host: { given: "local", props: {} }, context: {}, outdir: join(line.root, "out") });
    built.app.synth();
    expect(deploymentOrder(built).map(({ node }) => node.id)).toEqual(["server", "lan"]);
  });
});
