import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chapters } from "../../chapters/registry";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { demoSpec, register } from "./support/lab";
import { CommandLine } from "./support/run-main";

let line: CommandLine;
beforeEach(() => (line = new CommandLine()));
afterEach(() => line.close());

// By its path: under jest the package's own name would mean what was compiled last.
const LAB = `
const { LabStack, NatNetwork, Machine, Image } = require(${JSON.stringify(join(__dirname, "../../index.ts"))});
module.exports = (app, { host }) => {
  const lab = new LabStack(app, "tiny", { host });
  new Machine(lab, "box", { image: Image.debian12(), networks: [new NatNetwork(lab, "net")] });
};
`;

describe("list", () => {
  test("prints every chapter, in the reader's language", async () => {
    const { code, stdout, stderr } = await line.run(["list"]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const { id, title } of chapters) expect(stdout).toMatch(new RegExp(`${id} .*${title.en.slice(0, 8)}`));
    expect((await line.run(["list", "--lang", "zh"])).stdout).toContain(chapters[0]?.title.zh);
    expect((await line.run(["list"], { env: { LANG: "zh_CN.UTF-8" } })).stdout).toContain(chapters[0]?.title.zh);
  });

  test("--json is an array of { id, book, cluster, ... }, nothing else on standard output", async () => {
    const { stdout, stderr } = await line.run(["list", "--json"]);
    const listed = JSON.parse(stdout) as Record<string, unknown>[];
    expect(stderr).toBe("");
    expect(listed.map(({ id }) => id)).toEqual(chapters.map(({ id }) => id));
    for (const one of listed) expect(one).toMatchObject({ book: expect.any(String) as string, cluster: expect.any(Boolean) as boolean, title: { en: expect.any(String) as string, zh: expect.any(String) as string }, variants: expect.any(Array) as string[] });
  });
});

describe("show", () => {
  test.each([["en", "variants"], ["zh", "变体"]] as const)("tells a chapter in %s", async (lang, word) => {
    const { code, stdout } = await line.run(["show", "docker-cloud/4", "--lang", lang]);
    expect(code).toBe(0);
    const chapter = chapters.find(({ id }) => id === "docker-cloud/4");
    expect(stdout).toContain(chapter?.title[lang]);
    expect(stdout).toContain(word);
    for (const { name, summary } of chapter?.variants ?? []) expect(stdout).toContain(`${name}${name === "docker" ? (lang === "en" ? " (default)" : " (默认)") : ""}  ${summary[lang]}`);
  });

  test("--variant shows another shape, --json its LabSpec", async () => {
    const { stdout } = await line.run(["--json", "show", "docker-cloud/4", "--variant", "access"]);
    const shown = JSON.parse(stdout) as { id: string; spec: LabSpec };
    expect(shown.id).toBe("docker-cloud/4");
    expect(shown.spec.machines.map(({ name }) => name)).toEqual(["web1", "web2", "db1"]);
  });

  test.each([[["show", "docker-cloud/99"], "LW1080"], [["show", "docker-cloud/4", "--variant", "x"], "LW1081"]] as const)("%j is refused with exit 2", async (argv, code) => {
    expect(await line.run(argv)).toMatchObject({ code: 2, stdout: "", codes: [code] });
  });
});

describe("a chapter's exercises", () => {
  const chapter = chapters.find(({ id }) => id === "pinnacle/7");
  const exercises = chapter?.exercises ?? [];

  test.each(["en", "zh"] as const)("are counted by list and listed by show, with number, title and section (%s)", async (lang) => {
    expect(exercises).toHaveLength(7);
    expect((await line.run(["list", "--lang", lang])).stdout).toMatch(/^pinnacle\/7 .* {2}box +7 /m);
    const { stdout } = await line.run(["show", "pinnacle/7", "--lang", lang]);
    exercises.forEach(({ title, section }, index) => expect(stdout).toMatch(new RegExp(`^ {2}${index + 1} +${title[lang]} +§${section}$`, "m")));
    expect((await line.run(["show", "pinnacle/14", "--lang", lang])).stdout).not.toMatch(/exercises|练习/);
  });

  test("are told by --json without their scripts, which would give the solutions away", async () => {
    const listed = JSON.parse((await line.run(["list", "--json"])).stdout) as { id: string; exercises: number }[];
    expect(listed.map(({ id, exercises: count }) => [id, count])).toEqual(chapters.map((one) => [one.id, one.exercises?.length ?? 0]));
    const { stdout } = await line.run(["show", "pinnacle/7", "--json"]);
    const shown = JSON.parse(stdout) as { exercises: object[] };
    expect(shown.exercises).toEqual(exercises.map(({ id, title, section, machine, task }, index) => ({ number: index + 1, id, title, section, machine, task })));
    for (const { solve } of exercises) expect(stdout).not.toContain(JSON.stringify(solve).slice(1, -1));
  });
});

describe("synth", () => {
  const files = ["cdk.tf.json", "labspec.json", ...["en", "zh"].flatMap((lang) => ["dot", "mmd", "svg"].map((kind) => `topology.${lang}.${kind}`))].sort();

  test("writes a chapter's Terraform, LabSpec and drawings", async () => {
    const { code, stdout } = await line.run(["synth", "docker-cloud/4:access"]);
    expect(code).toBe(0);
    const folder = join(line.directory, "out", "docker-cloud-4-access");
    expect(stdout).toContain(folder);
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"))).toHaveProperty("resource.libvirt_domain");
    expect(JSON.parse(readFileSync(join(folder, "labspec.json"), "utf8"))).toMatchObject({ kind: "Lab" });
    expect(readFileSync(join(folder, "topology.zh.svg"), "utf8")).toMatch(/^<svg|^<\?xml/);
    expect(readdirSync(line.directory)).toEqual(["out"]);
  });

  test("--all writes every chapter in every variant", async () => {
    const { stdout } = await line.run(["synth", "--all", "--out", "all", "--json"]);
    const written = JSON.parse(stdout) as { stack: string; directory: string; machines: number }[];
    expect(written).toHaveLength(chapters.reduce((sum, { variants }) => sum + variants.length, 0));
    for (const { stack, directory } of written) {
      expect(directory).toBe(join(line.directory, "all", stack));
      expect(readdirSync(directory).sort()).toEqual(files);
    }
  });

  test("takes a lab file in an empty folder", async () => {
    writeFileSync(join(line.directory, "lab.js"), LAB);
    expect(await line.run(["synth", "./lab.js", "--out", "here"])).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(join(line.directory, "here"))).toEqual(["tiny"]);
  });

  test("tells all that is wrong with a lab, and writes nothing", async () => {
    writeFileSync(join(line.directory, "bad.js"), LAB.replace('"net")', '"net", { cidr: "10.0.0.0/33" })').replace("networks:", "vcpus: -1, networks:"));
    const { code, codes, stdout } = await line.run(["synth", "./bad.js"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect([...new Set(codes)].sort()).toEqual(["LW1001", "LW1010"]);
    expect(readdirSync(line.directory)).toEqual(["bad.js"]);
    const json = await line.run(["synth", "./bad.js", "--json"]);
    expect(json.stdout).toBe("");
    expect((JSON.parse(json.stderr) as { error: { problems: { path: string; what: string; fix: string }[] } }).error.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: "tiny/box", what: expect.stringContaining("-1") as string, fix: expect.any(String) as string })]),
    );
  });

  test("--subnet-base moves networks, on either side of the command", async () => {
    writeFileSync(join(line.directory, "lab.js"), LAB);
    for (const argv of [["--subnet-base", "10.200.0.0/16", "synth", "./lab.js"], ["synth", "./lab.js", "--subnet-base", "10.200.0.0/16"]]) {
      expect((await line.run(argv)).code).toBe(0);
      const spec = JSON.parse(readFileSync(join(line.directory, "out/tiny/labspec.json"), "utf8")) as LabSpec;
      expect(spec.networks.flatMap(({ subnets }) => subnets.map(({ cidr }) => cidr))).toEqual([expect.stringMatching(/^10\.200\./)]);
    }
    expect(await line.run(["synth", "./lab.js", "--subnet-base", "10.200"])).toMatchObject({ code: 2, codes: ["LW1010"] });
  });

  test("the configuration's uplink is the NIC that a chapter puts macvtap on", async () => {
    line.configure({ uplink: "enp3s0" });
    await line.run(["synth", "pinnacle/14:macvtap"]);
    const spec = JSON.parse(readFileSync(join(line.directory, "out/pinnacle-14-macvtap/labspec.json"), "utf8")) as LabSpec;
    expect(spec.networks.flatMap(({ device }) => device ?? [])).toEqual(["enp3s0"]);
  });

  test.each([
    [["synth"], "LW4002"], [["synth", "--all", "--variant", "small"], "LW4008"], [["synth", "./nowhere.ts"], "LW4001"], [["synth", "not a lab"], "LW4001"], [["synth", "docker-cloud/99"], "LW1080"],
    [["synth", "docker-cloud/4:nope"], "LW1081"], [["synth", "docker-cloud/4", "--host", "-oProxyCommand=x"], "LW1001"],
  ] as const)("%j is refused with exit 2 and leaves nothing", async (argv, code) => {
    expect(await line.run(argv)).toMatchObject({ code: 2, stdout: "", codes: [code] });
    expect(existsSync(join(line.directory, "out"))).toBe(false);
  });

  test.each([
    ["throws", 'throw new Error("broken here")', "broken here"],
    ["exports no function", "module.exports = {};", "default export"],
    ["declares no lab", "module.exports = () => {};", "no LabStack"],
    ["does not parse", "module.exports = (;", "token"],
    ["throws when it is called", "module.exports = () => {\n  null.x;\n};", "lab.js:2: TypeError: Cannot read properties of null"],
    ["is asynchronous", "module.exports = async () => {};", "asynchronous"],
  ])("a file that %s is told as such", async (_, text, why) => {
    mkdirSync(join(line.directory, "sub"));
    writeFileSync(join(line.directory, "sub", "lab.js"), text);
    const { code, codes, stderr } = await line.run(["synth", "sub/lab.js"]);
    expect([code, codes]).toEqual([2, ["LW4005"]]);
    expect(stderr).toContain(why);
  });
});

describe("the lab that is meant where none is named", () => {
  test("is the folder's lab.ts, and what is up goes first", async () => {
    writeFileSync(join(line.directory, "lab.js"), LAB);
    expect((await line.run(["synth", "--json"])).code).toBe(0);
    expect(existsSync(join(line.directory, "out", "tiny", "labspec.json"))).toBe(true);
    expect((await line.run(["graph", "--format", "dot"])).stdout).toContain("box");
    writeFileSync(join(line.directory, "lab.cjs"), LAB);
    const { codes, stderr } = await line.run(["synth"]);
    expect(codes).toEqual(["LW4002"]);
    expect(stderr).toContain("./lab.cjs, ./lab.js");
    register(line, demoSpec(line.root));
    expect((await line.run(["graph"])).stdout).toContain("web1");
  });

  test("one of several in a file is asked for by its stack; synth writes them all", async () => {
    writeFileSync(join(line.directory, "labs.js"), LAB.replace("};", `
      new LabStack(app, "second", { host });
      new HostStack(app, "prepared", { host });
    };`).replace("{ LabStack,", "{ HostStack, LabStack,"));
    const graph = await line.run(["graph", "labs.js"]);
    expect([graph.code, graph.codes]).toEqual([2, ["LW4013"]]);
    expect(graph.stderr).toContain("--stack tiny, --stack second");
    expect(await line.run(["show", "labs.js", "--stack", "third"])).toMatchObject({ code: 2, codes: ["LW4014"] });
    expect((await line.run(["show", "labs.js", "--stack", "tiny"])).stdout).toMatch(/box .*\n\n?net +NAT/);
    const { stdout } = await line.run(["synth", "labs.js", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject([{ stack: "prepared" }, { stack: "tiny", lab: "tiny" }, { stack: "second" }]);
    expect(existsSync(join(line.directory, "out", "prepared", "cdk.tf.json"))).toBe(true);
  });
});

describe("graph", () => {
  test.each([["docker-cloud/99", 2], ["docker-cloud/4", 0]] as const)("of %s leaves nothing in the temporary folder", async (lab, code) => {
    const temporary = process.env["TMPDIR"];
    process.env["TMPDIR"] = mkdtempSync(join(line.root, "tmp-"));
    try {
      expect((await line.run(["graph", lab])).code).toBe(code);
      expect(readdirSync(process.env["TMPDIR"])).toEqual([]);
    } finally {
      if (temporary === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = temporary;
    }
  });

  test.each([["svg", /^<svg|^<\?xml/], ["mermaid", /^(---|%%|flowchart|graph)/], ["dot", /^(strict )?(di)?graph/]] as const)("draws %s", async (format, beginning) => {
    const { code, stdout } = await line.run(["graph", "docker-cloud/4", "--format", format]);
    expect(code).toBe(0);
    expect(stdout).toMatch(beginning);
  });

  test("writes to a file, or tells the text as JSON", async () => {
    await line.run(["graph", "docker-cloud/4", "--variant", "access", "--format", "dot", "--out", "a.dot"]);
    const { stdout } = await line.run(["graph", "docker-cloud/4:access", "--format", "dot", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ format: "dot", text: readFileSync(join(line.directory, "a.dot"), "utf8") });
  });

  test("needs a lab, or one that is up", async () => {
    expect(await line.run(["graph"])).toMatchObject({ code: 2, codes: ["LW4002"] });
    expect(await line.run(["graph", "docker-cloud/4", "--format", "png"])).toMatchObject({ code: 2, codes: ["LW4008"] });
  });
});
