import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseEngine } from "../../cli/engine-choice";
import type { Environment } from "../../cli/environment";
import { fakeCommands } from "../support/fake-command";
import { register, specIn } from "./support/lab";
import { CommandLine } from "./support/run-main";

const ANSWERS = "exit 0\n";
const SILENT = "echo 'error: failed to connect' >&2; exit 1\n";

let line: CommandLine;
const path = process.env["PATH"];
beforeEach(() => (line = new CommandLine()));
afterEach(() => {
  process.env["PATH"] = path;
  line.close();
});

/** Has exactly these programs in PATH, and the system's own shell tools. */
function only(scripts: Readonly<Record<string, string>>): void {
  const bin = join(line.root, "bin");
  fakeCommands(line.root, { ...scripts, sh: 'exec /bin/sh "$@"\n', "qemu-img": ANSWERS });
  // The first line of a fake names the shell by its path; of what else the scripts call only this is needed.
  writeFileSync(join(bin, "uname"), "#!/bin/sh\necho x86_64\n");
  chmodSync(join(bin, "uname"), 0o755);
  process.env["PATH"] = bin;
}

const choose = (options: object = {}, config: object = {}): Promise<[string, string]> =>
  chooseEngine({ options, config } as unknown as Environment).then(({ engine, why }) => [engine, why.en]);

describe("the engine of a lab that is not up (terraform and virsh are faked)", () => {
  test("is the one that is asked for, whatever is there", async () => {
    only({ terraform: ANSWERS, virsh: ANSWERS });
    expect(await choose({ engine: "embedded" })).toEqual(["embedded", "as asked for"]);
    expect(await choose({}, { engine: "embedded" })).toEqual(["embedded", "as asked for"]);
    only({});
    expect(await choose({ engine: "libvirt" })).toEqual(["libvirt", "as asked for"]);
  });

  test("follows the command line before the configuration, which it may set back to auto", async () => {
    only({});
    expect(await choose({ engine: "libvirt" }, { engine: "embedded" })).toEqual(["libvirt", "as asked for"]);
    expect((await choose({ engine: "auto" }, { engine: "libvirt" }))[0]).toBe("embedded");
  });

  test("is libvirt for another host, also where nothing of it is here", async () => {
    only({});
    expect(await choose({ host: "me@kvm1" })).toEqual(["libvirt", "me@kvm1 is another machine"]);
    expect(await choose({}, { host: "me@kvm1" })).toEqual(["libvirt", "me@kvm1 is another machine"]);
    expect((await choose({ host: "local" }, { host: "me@kvm1" }))[0]).toBe("embedded");
  });

  test("is the embedded one without Terraform, or where libvirt does not answer", async () => {
    only({ virsh: ANSWERS });
    expect(await choose()).toEqual(["embedded", expect.stringMatching(/^no Terraform here/)]);
    only({ tofu: ANSWERS, virsh: SILENT });
    expect(await choose()).toEqual(["embedded", expect.stringMatching(/^no libvirt here/)]);
  });

  test("is libvirt where both are there", async () => {
    only({ terraform: ANSWERS, virsh: ANSWERS });
    expect(await choose()).toEqual(["libvirt", "it answers at qemu:///system"]);
  });
});

describe("the engine of a lab that is up (terraform, virsh and QEMU's version are faked)", () => {
  const LAB = "docker-cloud/4:access";
  const QEMU = { "qemu-system-x86_64": "echo 'QEMU emulator version 7.1.0'\n" };
  /** What each engine says first where it cannot go on. */
  const REFUSED = { libvirt: "LW2004", embedded: "LW2092" };

  /** Lets the chapter's lab be up in this project. */
  function up(engine: "libvirt" | "embedded", config: object = {}): void {
    line.configure({ accelerator: "tcg", ovsDatapath: "system", instance: "here", ...config });
    register(line, specIn(line, "here"), { engine, runtime: engine === "embedded" ? join(line.root, "run") : undefined });
  }

  test.each(["libvirt", "embedded"] as const)("%s is kept, whatever would be chosen now", async (engine) => {
    // Either engine would be chosen here by what is there, and each cannot go on.
    only(engine === "libvirt" ? QEMU : { ...QEMU, virsh: ANSWERS, terraform: ANSWERS });
    up(engine);
    expect(await line.run(["plan", LAB])).toMatchObject({ code: 3, codes: [REFUSED[engine]] });
    up(engine, { engine: engine === "libvirt" ? "embedded" : "libvirt" });
    expect(await line.run(["plan", LAB, "--engine", "auto"])).toMatchObject({ code: 3, codes: [REFUSED[engine]] });
  });

  test("is not changed by asking for another one: LW4040 says how", async () => {
    only({ ...QEMU, virsh: ANSWERS, terraform: ANSWERS });
    up("embedded");
    const { code, codes, stderr } = await line.run(["plan", LAB, "--engine", "libvirt"]);
    expect([code, codes]).toEqual([2, ["LW4040"]]);
    expect(stderr).toContain("labwright down docker-cloud/4:access");
    up("libvirt");
    expect(await line.run(["plan", LAB, "--engine", "embedded"])).toMatchObject({ code: 2, codes: ["LW4040"] });
  });
});
