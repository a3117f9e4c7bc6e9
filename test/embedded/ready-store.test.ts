import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LabFiles } from "../../engines/embedded/lab-files";
import { ReadyStore } from "../../engines/embedded/ready-store";
import { lab, named } from "./support/lab";

const CREATED = "2026-01-02T03:04:05.000Z";
const spec = lab({ machines: [named("web"), named("db", { disks: [{ name: "root", bytes: 1024, bus: "virtio" }, { name: "data", bytes: 1024, bus: "virtio" }] })] });
const DISKS = [["web", "root"], ["db", "root"], ["db", "data"]] as const;

let root: string;
let store: ReadyStore;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lw-ready-"));
  store = new ReadyStore(join(root, "cache/ready"), spec);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const place = (): string => join(root, "cache/ready", spec.id);
const mode = (file: string): number => statSync(file).mode & 0o777;

/** A lab's folder with disks and, unless said otherwise, a key. */
function made(name: string, { disks = DISKS, keys = ["id_ed25519", "id_ed25519.pub", "known_hosts"] }: { disks?: readonly (readonly [string, string])[]; keys?: readonly string[] } = {}): { files: LabFiles; directory: string } {
  const directory = join(root, name);
  const files = new LabFiles(join(directory, "embedded"), join(root, "run"));
  mkdirSync(directory);
  for (const key of keys) writeFileSync(join(directory, key), `${key} of ${name}`, { mode: 0o600 });
  for (const [machine, disk] of disks) {
    mkdirSync(files.machine(machine).directory, { recursive: true });
    writeFileSync(files.machine(machine).disk(disk), `${machine}/${disk} of ${name}`);
  }
  return { files, directory };
}

describe("a lab that is kept", () => {
  test("is found by its shape alone, and its disks are laid into a lab that has none", () => {
    const { files, directory } = made("one");
    expect([store.find("shape"), store.size]).toEqual([undefined, 0]);
    store.keep("shape", CREATED, files, directory);
    expect([store.find("shape"), store.find("another")]).toEqual([CREATED, undefined]);
    expect(store.size).toBe(DISKS.reduce((sum, [machine, disk]) => sum + `${machine}/${disk} of one`.length, 0));
    const two = made("two", { disks: [] });
    store.restore(two.files);
    for (const [machine, disk] of DISKS) expect(readFileSync(two.files.machine(machine).disk(disk), "utf8")).toBe(`${machine}/${disk} of one`);
    expect(readdirSync(two.files.machine("db").directory).sort()).toEqual(["data.qcow2", "root.qcow2"]);
  });

  test("is the user's alone: its folder and what is secret in it", () => {
    const { files, directory } = made("one");
    store.keep("shape", CREATED, files, directory);
    expect([mode(join(root, "cache/ready")), mode(place())]).toEqual([0o700, 0o700]);
    expect(["ready.json", "id_ed25519", "known_hosts"].map((name) => mode(join(place(), name)))).toEqual([0o600, 0o600, 0o600]);
  });

  test("is replaced by another shape, and nothing of the old one is left", () => {
    const { files, directory } = made("one");
    store.keep("old", CREATED, files, directory);
    writeFileSync(join(place(), "gone.root.qcow2"), "of a machine that the lab has no more");
    store.keep("new", CREATED, files, directory);
    expect([store.find("old"), store.find("new")]).toEqual([undefined, CREATED]);
    expect(readdirSync(place()).sort()).toEqual(["db.data.qcow2", "db.root.qcow2", "id_ed25519", "id_ed25519.pub", "known_hosts", "ready.json", "web.root.qcow2"]);
  });

  test("in part is none, also where a whole one was before", () => {
    const { files, directory } = made("one");
    store.keep("shape", CREATED, files, directory);
    rmSync(files.machine("db").disk("data"));
    expect(() => store.keep("shape", CREATED, files, directory)).toThrow("ENOENT");
    expect([store.find("shape"), store.size]).toEqual([undefined, 0]);
    const { directory: other } = made("two", { disks: [], keys: [] });
    store.lendKey(other);
    expect(readdirSync(other)).toEqual([]);
  });

  test("is deleted whole, and a lab beside it stays", () => {
    const { files, directory } = made("one");
    const beside = new ReadyStore(join(root, "cache/ready"), { ...spec, id: "another" });
    for (const one of [store, beside]) one.keep("shape", CREATED, files, directory);
    store.delete();
    expect([existsSync(place()), beside.find("shape")]).toEqual([false, CREATED]);
    store.delete();
  });
});

describe("the key that its machines know", () => {
  test("is lent to a lab that has none, and to no other", () => {
    const { files, directory } = made("one");
    store.keep("shape", CREATED, files, directory);
    const two = made("two", { disks: [], keys: [] });
    store.lendKey(two.directory);
    expect(readFileSync(join(two.directory, "id_ed25519"), "utf8")).toBe("id_ed25519 of one");
    expect(mode(join(two.directory, "id_ed25519"))).toBe(0o600);
    const three = made("three", { disks: [] });
    store.lendKey(three.directory);
    expect(readFileSync(join(three.directory, "id_ed25519"), "utf8")).toBe("id_ed25519 of three");
  });

  test("is not copied where it is the user's own: the lab only points to it", () => {
    const { files, directory } = made("one", { keys: ["known_hosts", "id_ed25519.pub"] });
    writeFileSync(join(root, "own"), "the user's own", { mode: 0o600 });
    symlinkSync(join(root, "own"), join(directory, "id_ed25519"));
    store.keep("shape", CREATED, files, directory);
    expect(store.find("shape")).toBe(CREATED);
    expect(readdirSync(place()).filter((name) => readFileSync(join(place(), name), "utf8").includes("own"))).toEqual([]);
    const { directory: other } = made("two", { disks: [], keys: [] });
    store.lendKey(other);
    expect(readdirSync(other)).toEqual([]);
  });

  test("of machines that nobody logged in to, so that no host is known, is kept all the same", () => {
    const { files, directory } = made("one", { keys: ["id_ed25519", "id_ed25519.pub"] });
    store.keep("shape", CREATED, files, directory);
    const { directory: other } = made("two", { disks: [], keys: [] });
    store.lendKey(other);
    expect(readdirSync(other).sort()).toEqual(["id_ed25519", "id_ed25519.pub"]);
  });
});
