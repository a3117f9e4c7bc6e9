import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { loadConfig } from "../../engines/config/config";
import { extendLock, readLock } from "../../engines/images/lock";
import { openVnc } from "../../engines/libvirt/vnc";
import { Virsh } from "../../engines/libvirt/virsh";
import { Project } from "../../engines/project/project";
import { ensureSshKey } from "../../engines/project/ssh-key";
import { CommandLine } from "../cli/support/run-main";
import { demoSpec, register } from "../cli/support/lab";
import { FakeHost, withFakeHost } from "./support/fake-host";
import { inEnglish, type ToldProblem } from "../support/in-english";

let root = "";
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), "labwright-project-")))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mode = (path: string): number => statSync(path).mode & 0o777;

function problemsOf(body: () => unknown): ToldProblem[] {
  try {
    body();
  } catch (error) {
    if (error instanceof LabError) return inEnglish(error.problems);
    throw error;
  }
  return [];
}

describe("a project", () => {
  test.each(["labwright.config.json", "cdktf.json", "labwright.lock"])("is the nearest folder above with a %s", (marker) => {
    mkdirSync(join(root, "a/b"), { recursive: true });
    expect(Project.find(join(root, "a/b")).directory).toBe(join(root, "a/b"));
    writeFileSync(join(root, marker), "{}");
    expect(Project.find(join(root, "a/b")).directory).toBe(root);
    writeFileSync(join(root, "a", marker), "{}");
    expect(Project.find(join(root, "a/b")).directory).toBe(join(root, "a"));
  });

  test("has an instance that is made once, and another one elsewhere", () => {
    const [one, two] = ["one", "two"].map((name) => new Project(join(root, name)));
    expect(one?.instance()).toMatch(/^[a-z2-7]{13}$/);
    expect(one?.instance()).toBe(new Project(join(root, "one")).instance());
    expect(two?.instance()).not.toBe(one?.instance());
  });

  test("keeps its private folders to the user, and out of git", () => {
    const lab = new Project(root).makeLabDirectory("demo");
    expect([mode(join(root, ".labwright")), mode(lab)]).toEqual([0o700, 0o700]);
    new Project(root).instance();
    expect(mode(join(root, ".labwright/instance"))).toBe(0o600);
    expect(readFileSync(join(root, ".labwright/.gitignore"), "utf8")).toBe("*\n");
  });
});

test("a lab's SSH key is made once, 0600, without a passphrase (ssh-keygen is faked)", () =>
  withFakeHost({ "ssh-keygen": 'for file; do :; done; echo "$*" >> "$FAKE_DIR/log"; echo private > "$file"; chmod 644 "$file"; echo "ssh-ed25519 AAAA labwright" > "$file.pub"\n' }, (host) => {
    const first = ensureSshKey(root, "demo");
    expect(first).toEqual({ privateKeyFile: join(root, "id_ed25519"), publicKey: "ssh-ed25519 AAAA labwright" });
    expect(mode(first.privateKeyFile)).toBe(0o600);
    expect(ensureSshKey(root, "demo")).toEqual(first);
    expect(host.log).toEqual([`-q -t ed25519 -N  -C labwright demo -f ${join(root, "id_ed25519")}`]);
  }));

describe("a key of the user's own (ssh-keygen is faked)", () => {
  const KEYGEN = '[ "$1" = -y ] || exit 9; for file; do :; done; grep -q locked "$file" && { echo "incorrect passphrase" >&2; exit 1; }; echo "ssh-ed25519 BBBB own"\n';
  const own = (content = "private", keyMode = 0o600): string => {
    const file = join(root, "own");
    writeFileSync(file, content, { mode: keyMode });
    return file;
  };
  const lab = (): string => {
    mkdirSync(join(root, "lab"), { recursive: true });
    return join(root, "lab");
  };

  test("is pointed to, and neither copied nor changed", () => withFakeHost({ "ssh-keygen": KEYGEN }, () => {
    const file = own();
    const key = ensureSshKey(lab(), "demo", file);
    expect(key).toEqual({ privateKeyFile: join(lab(), "id_ed25519"), publicKey: "ssh-ed25519 BBBB own" });
    expect([readlinkSync(key.privateKeyFile), mode(file), ensureSshKey(lab(), "demo", file), ensureSshKey(lab(), "demo")]).toEqual([file, 0o600, key, key]);
    rmSync(lab(), { recursive: true });
    expect(readFileSync(file, "utf8")).toBe("private");
  }));

  test.each([
    ["is not there", () => join(root, "absent"), "no such file"],
    ["others may read", () => own("private", 0o644), "others may read"],
    ["has a passphrase", () => own("locked"), "incorrect passphrase"],
  ])("that %s is refused", (_, make, why) => withFakeHost({ "ssh-keygen": KEYGEN }, () => {
    expect(problemsOf(() => ensureSshKey(lab(), "demo", make()))).toMatchObject([{ code: "LW4021", values: { why: expect.stringContaining(why) as string } }]);
    expect(readdirSync(lab())).toEqual([]);
  }));

  test("does not take the place of the key that the lab's machines know", () => withFakeHost({ "ssh-keygen": KEYGEN }, () => {
    writeFileSync(join(lab(), "id_ed25519"), "made", { mode: 0o600 });
    expect(problemsOf(() => ensureSshKey(lab(), "demo", own()))).toMatchObject([{ code: "LW4021" }]);
    expect(readFileSync(join(lab(), "id_ed25519"), "utf8")).toBe("made");
  }));
});

describe("the labs that are up", () => {
  let line: CommandLine;
  beforeEach(() => (line = new CommandLine()));
  afterEach(() => line.close());
  const folder = (): string => join(line.root, "labs");

  test("are a file each, whole, the user's alone", () => {
    const lab = register(line, demoSpec("/x"));
    register(line, demoSpec("/y"));
    expect(line.registry.list()).toEqual([{ ...lab, spec: demoSpec("/y") }]);
    expect(readdirSync(folder())).toEqual([`${lab.spec.id}.json`]);
    expect([mode(folder()), mode(join(folder(), `${lab.spec.id}.json`))]).toEqual([0o700, 0o600]);
    // A run that was killed between writing and renaming leaves this.
    writeFileSync(join(folder(), "x.json.new"), "{ half");
    expect(line.registry.list()).toHaveLength(1);
    line.registry.remove(lab.spec.id);
    line.registry.remove(lab.spec.id);
    expect(line.registry.list()).toEqual([]);
  });

  test("written by a newer labwright, or by nobody, are refused", () => {
    mkdirSync(folder());
    const file = join(folder(), "x.json");
    for (const [text, code] of [['{ "apiVersion": "labwright/v2" }', "LW4011"], ["{}", "LW4011"], ["{ broken", "LW4010"]] as const) {
      writeFileSync(file, text);
      expect(problemsOf(() => line.registry.list())).toMatchObject([{ code, path: file }]);
    }
  });
});

describe("labwright.lock", () => {
  const pin = (url: string): { url: string; checksum: string } => ({ url, checksum: `sha256:${"0".repeat(64)}` });

  test("grows, sorted; what is pinned stays", () => {
    const file = join(root, "labwright.lock");
    expect(readLock(file)).toEqual({});
    extendLock(file, { "b/x86_64": pin("b") });
    extendLock(file, { "a/x86_64": pin("a"), "b/x86_64": pin("other") });
    expect(Object.entries(readLock(file))).toEqual([["a/x86_64", pin("a")], ["b/x86_64", pin("b")]]);
    expect(readdirSync(root)).toEqual(["labwright.lock"]);
  });

  test.each([["{", "LW4010"], ['{ "apiVersion": "labwright/v9" }', "LW4011"]])("%j is refused", (text, code) => {
    const file = join(root, "labwright.lock");
    writeFileSync(file, text);
    expect(problemsOf(() => readLock(file))).toMatchObject([{ code, path: file }]);
  });
});

describe("the configuration", () => {
  const write = (file: string, value: unknown): void => writeFileSync(join(root, file), typeof value === "string" ? value : JSON.stringify(value));
  const load = (): unknown => loadConfig(root, join(root, "user.json"));

  test("is the user's with the project's over it, and may be absent", () => {
    expect(load()).toEqual({});
    write("user.json", { host: "a@b", language: "zh" });
    write("labwright.config.json", { host: "local", accelerator: "tcg" });
    expect(load()).toEqual({ host: "local", language: "zh", accelerator: "tcg" });
  });

  test("tells all that is wrong, in both files, at once", () => {
    write("user.json", "{ broken");
    write("labwright.config.json", { hots: "x", engine: "vbox", storagePath: "here", mirrors: { apt: "ftp://x", npm: "x" }, images: { a: { url: "http://x" } }, backend: {} });
    const problems = problemsOf(load);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["LW4010"]));
    expect(problems.filter(({ path }) => path === join(root, "user.json"))).toHaveLength(1);
    const why = problems.map(({ values }) => String(values["why"])).join("\n");
    for (const part of ["unknown property `hots`", "engine must be one of auto, libvirt, embedded", "storagePath", "mirrors.apt", "unknown property `npm`", "images.a", "backend"]) expect(why).toContain(part);
  });

  test.each([["[]"], ["null"], ["1"]])("%s is not one", (text) => {
    write("labwright.config.json", text);
    expect(problemsOf(load)).toMatchObject([{ code: "LW4010" }]);
  });
});

describe("VNC (virsh is faked)", () => {
  let host: FakeHost;
  beforeEach(() => (host = new FakeHost()));
  afterEach(() => host.close());
  const lines: string[] = [];
  const open = (): ReturnType<typeof openVnc> => openVnc(new Virsh({ uri: "qemu:///system" }, { write: (line) => void lines.push(line) }), "box");

  test("is unlocked with a password made now, known to the running QEMU only", async () => {
    host.write("domains/box", "<domain><devices><graphics type='vnc' port='5901' autoport='yes' listen='127.0.0.1'/></devices></domain>");
    const opened = await open();
    expect(opened).toMatchObject({ address: "127.0.0.1:5901", port: 5901 });
    expect(opened.password).toMatch(/^[a-zA-Z2-9]{8}$/);
    expect((await open()).password).not.toBe(opened.password);
    expect(host.log.some((line) => line.includes(`"password":"${opened.password}"`))).toBe(true);
    expect(readFileSync(join(host.directory, "argv"), "utf8")).toContain("dumpxml box");
    expect(readFileSync(join(host.directory, "argv"), "utf8")).not.toMatch(/password/);
    expect(readFileSync(join(host.directory, "domains/box"), "utf8")).not.toContain(opened.password);
  });

  test("that QEMU refuses is told without the password", async () => {
    host.write("domains/box", "<graphics type='vnc' port='5901'/>");
    host.write("bin/virsh-commands", `${readFileSync(join(host.directory, "bin/virsh-commands"), "utf8").replace("qemu-monitor-command)", 'qemu-monitor-command) echo "{\\"id\\":\\"libvirt-1\\",\\"error\\": $2}"; exit 0 ;;\n  unused)')}`);
    const error = await open().catch((failure: unknown) => failure as LabError);
    const password = /"password":"(\w+)"/.exec(host.log.find((line) => line.includes("set_password")) ?? "")?.[1] ?? "";
    expect(password).toHaveLength(8);
    expect(error).toMatchObject({ problems: [{ code: "LW3005" }] });
    expect(JSON.stringify(error) + String(error)).not.toContain(password);
  });

  test.each([["is not there", undefined], ["has no display", "<domain/>"]])("of a machine that %s is refused", async (_, xml) => {
    if (xml !== undefined) host.write("domains/box", xml);
    await expect(open()).rejects.toMatchObject({ problems: [{ code: "LW3005", values: { step: "vnc" } }] });
    expect(existsSync(join(host.directory, "monitor"))).toBe(false);
  });
});
