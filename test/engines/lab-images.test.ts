import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogueEntry } from "../../constructs/image/catalogue";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { refuseCutImages } from "../../engines/images/disk-size";
import { fetchLabImages } from "../../engines/images/lab-images";
import { readLock } from "../../engines/images/lock";
import { demoSpec } from "../cli/support/lab";
import { FAKE_SSH, fakeCommands } from "../support/fake-command";
import { ImageServer } from "../support/image-server";

const entry = catalogueEntry("debian-12", "x86_64")!;
const PUBLISHER = "https://cloud.debian.org/";
const onMirror = (address: string): string => address.replace(PUBLISHER, "debian-cloud/");
const content = randomBytes(20_000);
const sha512 = createHash("sha512").update(content).digest("hex");
const sums = `${sha512}  ${entry.url.split("/").at(-1) ?? ""}\n`;

const server = new ImageServer();
const path = process.env["PATH"];
let dir = "";

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "labwright-lab-images-"));
  process.env["FAKE_DIR"] = dir;
  server.serve({ [onMirror(entry.url)]: content, [onMirror(entry.checksum.url)]: sums });
});
afterEach(() => {
  process.env["PATH"] = path;
  delete process.env["FAKE_DIR"];
  rmSync(dir, { recursive: true, force: true });
});

function specOf(url: string, ssh?: string): LabSpec {
  const spec = demoSpec(dir);
  const image = { name: "debian-12", arch: "x86_64" as const, url, fileName: "debian.qcow2", format: "qcow2" as const };
  return { ...spec, host: { ...spec.host, ssh, storagePath: dir }, images: [image] };
}

async function fetchTo(spec: LabSpec): Promise<ReturnType<typeof readLock>> {
  const lockFile = join(dir, "labwright.lock");
  const mirrors = { images: { [PUBLISHER]: server.url("debian-cloud/") } };
  await fetchLabImages({ project: { lockFile }, config: { mirrors }, signal: new AbortController().signal }, spec, () => undefined);
  return readLock(lockFile);
}

test("an image of a mirror is verified by the mirror's checksum file, and pinned by its publisher's address", async () => {
  expect(await fetchTo(specOf(server.url(onMirror(entry.url))))).toEqual({ "debian-12/x86_64": { url: entry.url, checksum: `sha512:${sha512}` } });
  expect(server.served.map(({ path: asked }) => asked)).toContain(onMirror(entry.checksum.url));
  expect(readFileSync(join(dir, "labwright", "debian.qcow2")).equals(content)).toBe(true);
});

test("an image of somewhere else is not pinned", async () => {
  server.serve({ "own.qcow2": content, [onMirror(entry.checksum.url)]: sums.replace(/\S+$/m, "own.qcow2") });
  expect(await fetchTo(specOf(server.url("own.qcow2")))).toEqual({});
});

test("on a host behind another port too (ssh is faked: its command runs on this machine)", async () => {
  process.env["PATH"] = fakeCommands(dir, { ssh: FAKE_SSH });
  expect(await fetchTo(specOf(server.url(onMirror(entry.url)), "ann@kvm.example:2222"))).toHaveProperty("debian-12/x86_64");
  const words = readFileSync(join(dir, "ssh.log"), "utf8").trim().split("\n");
  expect(words.length).toBeGreaterThanOrEqual(10);
  expect(words.join(" ")).toMatch(/^(-o BatchMode=yes -p 2222 ann@kvm\.example ?)+$/);
  expect(existsSync(join(dir, "labwright.lock"))).toBe(true);
});

test.each([["qcow2", 8], ["raw", 3]] as const)("a root disk smaller than a %s image of one's own is refused before anything is made", async (format, size) => {
  // A sparse file of 3 GiB, whose header says 8.
  const header = Buffer.alloc(32);
  header.write("QFI\xfb", "latin1");
  header.writeBigUInt64BE(8n * 1024n ** 3n, 24);
  writeFileSync(join(dir, "own.img"), header);
  truncateSync(join(dir, "own.img"), 3 * 1024 ** 3);
  const place = (): { host: object; path: string } => ({ host: {}, path: join(dir, "own.img") });
  const images = [{ name: "own", arch: "x86_64" as const, url: "file:///own.img", fileName: "own.img", format }];
  const machines = (gibibytes: number): LabSpec["machines"] => demoSpec(dir).machines.map((machine) => ({ ...machine, disks: [{ name: "root", bytes: gibibytes * 1024 ** 3, bus: "virtio", image: "own.img" }] }));
  await expect(refuseCutImages({ images, machines: machines(2) }, place)).rejects.toMatchObject({ problems: machines(2).map(({ path: at }) => ({ code: "LW1042", path: at, values: { given: "2 GiB", size: `${size} GiB` } })) });
  await expect(refuseCutImages({ images, machines: machines(8) }, place)).resolves.toBeUndefined();
});
