import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { DENYING_LS, withFakeHost, type FakeHost } from "../engines/support/fake-host";
import { eachTestFaked } from "./support/faked";
import { register } from "./support/lab";
import type { CommandLine } from "./support/run-main";

const HERE_SSH = 'echo "$*" >> "$FAKE_DIR/ssh.log"; while [ "$1" != sh ]; do shift; done; exec "$@"\n';

let line: CommandLine;
let host: FakeHost;
let spec: LabSpec;
eachTestFaked((made) => {
  ({ line, host, spec } = made);
  mkdirSync(images());
});

const images = (): string => join(host.directory, "labwright");
const left = (): string[] => readdirSync(images()).sort();
const sum = (name: string): string => `sha256:${Buffer.from(name.padEnd(32, "x")).toString("hex")}`;

/** Runs a test on another faked host. */
function onHost(scripts: Readonly<Record<string, string>>, config: Readonly<Record<string, unknown>>, body: () => Promise<void>): Promise<void> {
  return withFakeHost(scripts, async (other) => {
    host = other;
    mkdirSync(images());
    line.configure({ storagePath: host.directory, ...config });
    await body();
  });
}

/** An image as the fetch script leaves it. */
function fetched(name: string, bytes = 1024): void {
  writeFileSync(join(images(), name), Buffer.alloc(bytes));
  writeFileSync(join(images(), `${name}.digest`), `${sum(name)}\n`);
}

/** The first bytes of a qcow2 file that lies on another. */
const overlay = (backing: string): Buffer => Buffer.concat([Buffer.from("QFI\xfb\0\0\0\x03", "latin1"), Buffer.alloc(100), Buffer.from(backing), Buffer.alloc(64)]);

function volume(pool: string, name: string, on: string): void {
  host.putPool(pool, []);
  writeFileSync(join(host.directory, "pools", pool, name), overlay(join(images(), on)));
}

const json = async <T>(...argv: string[]): Promise<T> => JSON.parse((await line.run([...argv, "--json"])).stdout) as T;

describe("image list (virsh is faked)", () => {
  test("shows each image with its size, its lock file, and what lies on it", async () => {
    fetched("debian.qcow2", 3 * 1024 * 1024);
    fetched("unused.qcow2");
    register(line, spec);
    volume(`lw-${spec.id}-pool`, "web1.qcow2", "debian.qcow2");
    writeFileSync(join(line.directory, "labwright.lock"), JSON.stringify({ apiVersion: "labwright/v1", images: { "debian-12/x86_64": { url: "https://a/debian.qcow2", checksum: sum("debian.qcow2") } } }));
    const { code, stdout } = await line.run(["image", "list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/debian\.qcow2 +3 MiB +\S+labwright\.lock +docker-cloud\/4:access/);
    expect(stdout).toMatch(/unused\.qcow2 +1 KiB\n/);
    expect(await json("image", "list")).toMatchObject({ images: [{ name: "debian.qcow2", digest: sum("debian.qcow2"), usedBy: ["docker-cloud/4:access"] }, { name: "unused.qcow2", usedBy: [], pinnedBy: [] }] });
    expect((await line.run(["image", "list", "--lang", "zh"])).stdout).toContain("使用者");
  });

  test("says that there is none", async () => {
    expect((await line.run(["image", "list"])).stdout).toContain("fetched no image to local");
    expect((await line.run(["image", "prune", "--yes"])).stdout).toContain("in use");
  });
});

describe("image prune (virsh is faked)", () => {
  beforeEach(() => ["a.qcow2", "b.qcow2"].forEach((name) => fetched(name)));

  test("removes what nothing lies on, with its digest, and keeps what a volume of anybody's lies on", async () => {
    volume("somebody", "vm.qcow2", "a.qcow2");
    const { code, stdout } = await line.run(["image", "prune", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toContain("1 image(s), 1 KiB, from local");
    expect(left()).toEqual(["a.qcow2", "a.qcow2.digest"]);
  });

  test("--dry-run removes nothing; a no ends with 130, no terminal with a question", async () => {
    expect(await json("image", "prune", "--dry-run")).toMatchObject({ removed: [], wouldRemove: ["a.qcow2", "b.qcow2"] });
    expect((await line.run(["image", "prune"], { answer: false })).code).toBe(130);
    expect((await line.run(["image", "prune"])).codes).toEqual(["LW4006"]);
    expect(left()).toHaveLength(4);
    expect((await line.run(["image", "prune"], { answer: true })).code).toBe(0);
    expect(left()).toEqual([]);
  });

  test("never touches what labwright did not fetch", async () => {
    writeFileSync(join(images(), "own.qcow2"), "mine");
    writeFileSync(join(images(), "c.qcow2.part"), "half");
    await line.run(["image", "prune", "--yes"]);
    expect(left()).toEqual(["c.qcow2.part", "own.qcow2"]);
  });

  test.each<[string, () => void]>([
    ["a volume of a pool that libvirt has forgotten", () => {
      mkdirSync(join(host.directory, "lw-abc-pool"));
      writeFileSync(join(host.directory, "lw-abc-pool", "web.qcow2"), overlay(join(images(), "a.qcow2")));
    }],
    ["a domain's CD-ROM", () => host.write("domains/vm", `<domain><devices><disk><source file='${join(images(), "a.qcow2")}'/></disk></devices></domain>`)],
    ["a domain's disk outside every pool", () => {
      writeFileSync(join(line.root, "own disk.qcow2"), overlay(join(images(), "a.qcow2")));
      host.write("domains/vm", `<domain><source file="${join(line.root, "own disk.qcow2")}" index="1"/></domain>`);
    }],
    ["a lab that is up, or about to be", () => {
      const [image] = spec.images;
      register(line, { ...spec, host: { ...spec.host, uri: "qemu:///system" }, images: [{ ...image!, fileName: "a.qcow2" }] });
    }],
    ["a fetch that is going on", () => writeFileSync(join(images(), "a.qcow2.lock"), "")],
  ])("keeps what is needed by %s", async (_name, need) => {
    need();
    expect(await json("image", "prune", "--yes")).toMatchObject({ removed: ["b.qcow2"] });
    expect(left()).toEqual(expect.arrayContaining(["a.qcow2", "a.qcow2.digest"]));
  });

  test("removes nothing where a volume cannot be looked at; list says so", () => onHost({ ls: DENYING_LS }, {}, async () => {
    fetched("a.qcow2");
    host.write("domains/vm", "<domain><source file='/srv/secret.qcow2'/></domain>");
    expect(await line.run(["image", "prune", "--yes"])).toMatchObject({ code: 3, codes: ["LW2080"] });
    expect(left()).toEqual(["a.qcow2", "a.qcow2.digest"]);
    expect(await line.run(["image", "list"])).toMatchObject({ code: 0, stderr: expect.stringContaining("/srv/secret.qcow2") as string });
  }));

  test("removes nothing where libvirt does not answer", async () => {
    host.write("silent");
    expect(await line.run(["image", "prune", "--yes"])).toMatchObject({ code: 3, codes: ["LW2001"] });
    expect(left()).toHaveLength(4);
  });
});

test("on another host it looks and removes there (ssh is faked: its command runs on this machine)", () => onHost({ ssh: HERE_SSH }, { host: "ann@kvm.example:2222" }, async () => {
  fetched("a.qcow2");
  expect(await json("image", "prune", "--yes")).toMatchObject({ host: "qemu+sshcmd://ann@kvm.example:2222/system", removed: ["a.qcow2"] });
  expect(readFileSync(join(host.directory, "ssh.log"), "utf8").split("\n")[0]).toBe("-o BatchMode=yes -p 2222 ann@kvm.example sh -s");
  expect(left()).toEqual([]);
}));
