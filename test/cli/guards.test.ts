import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { lock } from "../../engines/project/lock";
import { Project } from "../../engines/project/project";
import type { FakeHost } from "../engines/support/fake-host";
import { eachTestFaked, KNOWN_FACTS } from "./support/faked";
import { putLab, register } from "./support/lab";
import type { CommandLine } from "./support/run-main";

jest.mock("../../engines/libvirt/preflight", () => ({ preflightLab: () => Promise.resolve() }));
jest.mock("../../engines/images/lab-images", () => ({ fetchLabImages: () => Promise.resolve() }));

jest.setTimeout(30_000);

const LAB = "docker-cloud/4:access";
const ID = "docker-cloud-4-access";

let line: CommandLine;
let host: FakeHost;
let spec: LabSpec;
eachTestFaked((made) => {
  ({ line, host, spec } = made);
  host.write("terraform-show-plan", "echo '{}'");
}, { config: KNOWN_FACTS });

const own = (): string => join(line.directory, ".labwright");
const terraform = (): string[] => host.log.filter((call) => call.startsWith("terraform "));

describe("two labwrights on one lab (terraform, virsh, images and the preflight are faked)", () => {
  test.each([["plan", LAB], ["up", LAB, "--yes"], ["down", ID, "--yes"]])("%s is refused while another one works on it, and touches nothing", async (...argv) => {
    register(line, spec);
    mkdirSync(join(line.directory, "cdktf.out/stacks", ID), { recursive: true });
    const file = join(line.directory, "cdktf.out/stacks", ID, "cdk.tf.json");
    writeFileSync(file, "{}");
    const unlock = lock(new Project(line.directory).lockOf(ID), ID);
    const { code, codes, stderr } = await line.run(argv);
    expect([code, codes]).toEqual([2, ["LW4022"]]);
    expect(stderr).toContain(String(process.pid));
    expect([terraform(), readFileSync(file, "utf8")]).toEqual([[], "{}"]);
    unlock();
    expect((await line.run(argv)).codes).not.toContain("LW4022");
    expect(existsSync(new Project(line.directory).lockOf(ID))).toBe(false);
  });

  test.each([["status", ID], ["ssh-config", ID]])("%s needs no lock", async (...argv) => {
    putLab(host, spec);
    register(line, spec);
    lock(new Project(line.directory).lockOf(ID), ID);
    expect((await line.run(argv)).code).toBe(0);
  });
});

describe("what is remembered of runs", () => {
  test("a run that was begun is unfinished until it ends well; when one did is kept", async () => {
    host.write("terraform-apply", "exit 1");
    expect((await line.run(["up", LAB, "--yes"])).code).toBe(4);
    expect(line.registry.list()).toMatchObject([{ unfinished: true }]);
    expect(line.registry.list()[0]?.finished).toBeUndefined();
    host.write("terraform-apply");
    expect((await line.run(["up", LAB, "--yes"])).code).toBe(0);
    const [lab] = line.registry.list();
    expect([typeof lab?.finished, lab?.unfinished]).toEqual(["string", undefined]);
    host.write("terraform-apply", "exit 1");
    await line.run(["up", LAB, "--yes"]);
    expect(line.registry.list()).toMatchObject([{ finished: lab?.finished, unfinished: true }]);
  });

  test("a lab that another brought up counts as brought up: its state may be lost here too", async () => {
    await line.run(["up", LAB, "--yes"]);
    const [lab] = line.registry.list();
    if (!lab) throw new Error("no lab");
    line.registry.remove(lab.spec.id);
    const names = lab.spec.networks.map(({ hostName: name }) => name);
    for (const name of names) host.put("networks", name, lab.spec.id);
    const resources = names.map((name) => ({ type: "libvirt_network", values: { name } }));
    host.write("terraform-show", `echo '${JSON.stringify({ values: { root_module: { resources } } })}'`);
    host.write("terraform-apply", "exit 1");
    expect((await line.run(["up", LAB, "--yes"])).code).toBe(4);
    expect(line.registry.list()).toMatchObject([{ finished: expect.any(String), unfinished: true }]);
  });

  test("a lab that is there and nobody knows is refused by up, and by then down knows it", async () => {
    await line.run(["up", LAB, "--yes"]);
    const [lab] = line.registry.list();
    if (!lab) throw new Error("no lab");
    line.registry.remove(lab.spec.id);
    putLab(host, lab.spec);
    expect(await line.run(["plan", LAB])).toMatchObject({ code: 4, codes: ["LW3011"] });
    expect(line.registry.list()).toEqual([]);
    expect(await line.run(["up", LAB, "--yes"])).toMatchObject({ code: 4, codes: ["LW3011"] });
    expect(host.names("domains")).toHaveLength(3);
    expect(await line.run(["down", LAB, "--yes"])).toMatchObject({ code: 0 });
    expect([host.names("domains"), line.registry.list()]).toEqual([[], []]);
  });

  test("strays are left where the answer is no", async () => {
    await line.run(["up", LAB, "--yes"]);
    const [lab] = line.registry.list();
    if (!lab) throw new Error("no lab");
    host.put("networks", `lw-${lab.spec.id}-old`, lab.spec.id);
    expect(await line.run(["up", LAB], { answer: false })).toMatchObject({ code: 130 });
    expect(host.names("networks")).toHaveLength(1);
    expect((await line.run(["up", LAB], { answer: true })).code).toBe(0);
    expect(host.names("networks")).toEqual([]);
  });
});

describe("down keeps what it cannot answer for", () => {
  test("a state with resources of others, after a destroy that failed", async () => {
    await line.run(["up", LAB, "--yes"]);
    const state = new Project(line.directory).stateFile(ID);
    writeFileSync(state, "{}");
    host.write("terraform-destroy", "exit 1");
    host.write("terraform-state", "echo aws_s3_bucket.b");
    expect(await line.run(["down", "--yes"])).toMatchObject({ code: 4, codes: ["LW3012"] });
    expect([existsSync(state), existsSync(join(line.directory, "cdktf.out/stacks", ID)), line.registry.list().length]).toEqual([true, true, 1]);
    host.write("terraform-destroy");
    expect(await line.run(["down", "--yes"])).toMatchObject({ code: 0 });
    expect([existsSync(state), existsSync(join(line.directory, "cdktf.out/stacks", ID))]).toEqual([false, false]);
  });
});

describe("a project that is gone", () => {
  beforeEach(() => {
    putLab(host, spec);
    register(line, spec, { project: join(line.root, "elsewhere") });
    rmSync(join(line.root, "elsewhere"), { recursive: true });
  });
  afterEach(() => expect(existsSync(join(line.root, "elsewhere"))).toBe(false));

  test.each([[["ssh", ID, "web1"]], [["ssh-config", ID]]])("%j says that the key is gone, and makes none", async (argv) => {
    expect(await line.run(argv)).toMatchObject({ code: 2, codes: ["LW4023"] });
  });

  test("status tells the machines, and that the folder is gone", async () => {
    const { code, stdout, stderr } = await line.run(["status", ID]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/web1 +running/);
    expect(stderr).toContain(join(line.root, "elsewhere", ".labwright", ID));
  });

  test("is taken down, without Terraform too; a log is kept beside what is remembered, as long as that is", async () => {
    rmSync(host.terraform);
    process.env["PATH"] = `${join(host.directory, "bin")}:/usr/bin:/bin`;
    host.write("refuse", `${spec.networks[0]?.hostName ?? ""}\n`);
    expect(await line.run(["down", ID, "--yes"])).toMatchObject({ code: 5, codes: ["LW3006"] });
    expect(readFileSync(join(line.root, "labs", `${spec.id}.log`), "utf8")).toContain("is busy");
    host.write("refuse");
    expect(await line.run(["down", ID, "--yes"])).toMatchObject({ code: 0 });
    expect([host.names("domains"), readdirSync(join(line.root, "labs"))]).toEqual([[], []]);
  });
});

test("reading makes nothing in a project whose private folder is gone", async () => {
  putLab(host, spec);
  register(line, spec);
  rmSync(own(), { recursive: true });
  for (const argv of [["status"], ["ssh", "web1"], ["console", "web1", "--vnc"], ["graph"]]) await line.run(argv);
  expect(existsSync(own())).toBe(false);
  expect((await line.run(["down", "--yes"])).code).toBe(0);
  expect(existsSync(own())).toBe(false);
});

test.each([["ssh", ["ssh", "web1"]], ["virsh", ["console", "web1"]]])("without %s that is said", async (tool, argv) => {
  register(line, spec);
  const bin = join(host.directory, "bin");
  if (tool === "virsh") renameSync(join(bin, "virsh"), join(bin, "gone"));
  process.env["PATH"] = bin;
  expect(await line.run(argv)).toMatchObject({ code: 3, codes: ["LW2003"] });
});

describe("a stack that the provider would not take", () => {
  const lab = (id: string, override: string): void => writeFileSync(join(line.directory, "lab.js"), `
    const { Image, LabStack, Machine, NatNetwork } = require(${JSON.stringify(join(__dirname, "../../index"))});
    module.exports = (app, { host }) => {
      const lab = new LabStack(app, ${JSON.stringify(id)}, { host });
      const web = new Machine(lab, "web", { image: Image.debian12(), networks: [new NatNetwork(lab, "net", { cidr: "10.66.0.0/24" })] });
      ${override}
    };`);

  test.each(["plan", "up"])("is refused by %s, and what was synthesized before stays", async (command) => {
    lab("tiny", "");
    expect((await line.run([command, "./lab.js", "--yes"])).code).toBe(0);
    const file = join(line.directory, "cdktf.out/stacks/tiny/cdk.tf.json");
    const before = readFileSync(file, "utf8");
    const calls = terraform().length;
    lab("tiny", 'web.domain.addOverride("memroy", 5);');
    jest.resetModules();
    delete require.cache[join(line.directory, "lab.js")];
    expect(await line.run([command, "./lab.js", "--yes"])).toMatchObject({ code: 2, codes: ["LW1090"] });
    expect([terraform().length, readFileSync(file, "utf8")]).toEqual([calls, before]);
  });

  test.each(["..", ".", ".hidden", "bin", "Instance", "ssh_config", "-x"])("is refused for its id %j: its folder would not be its own", async (id) => {
    lab(id, "");
    expect(await line.run(["plan", "./lab.js"])).toMatchObject({ code: 2, codes: ["LW1001"] });
    expect(terraform()).toEqual([]);
  });
});

test.each(["..", ".", "", "a/b", "/etc", "bin"])("nothing is removed for a stack called %j", (id) => {
  const project = new Project(line.directory);
  const before = readdirSync(line.directory);
  expect(() => project.removeStack(id)).toThrow("LW1001");
  expect(readdirSync(line.directory)).toEqual(before);
});

describe("what cannot be written", () => {
  beforeEach(() => writeFileSync(join(line.directory, "file"), "mine"));

  test.each(["/proc/x", "/proc/x/y", "file", "file/out"])("synth --out %s is an error at once, and leaves nothing", async (out) => {
    expect(await line.run(["synth", LAB, "--out", out])).toMatchObject({ code: 2, codes: ["LW4024"] });
    expect(readFileSync(join(line.directory, "file"), "utf8")).toBe("mine");
  });

  test("synth that fails half way takes back what it made", async () => {
    mkdirSync(join(line.directory, "out/docker-cloud-4-access/labspec.json"), { recursive: true });
    const list = (): string[] => readdirSync(join(line.directory, "out"), { recursive: true }).map(String).sort();
    const before = list();
    expect(await line.run(["synth", "--all"])).toMatchObject({ code: 2, codes: ["LW4024"] });
    expect(list()).toEqual(before);
  });

  test.each(["/nonexistent/x", "/proc/x", "file/x", "."])("graph --out %s is an error", async (out) => {
    expect(await line.run(["graph", LAB, "--out", out])).toMatchObject({ code: 2, codes: ["LW4024"] });
  });
});
