import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchCommand, imagePath } from "../../../constructs/image/fetch-script";
import { Image, type ResolvedImage } from "../../../constructs/image/image";
import { runScript, type ScriptResult } from "../../support/host-script";
import { ImageServer } from "../../support/image-server";

const server = new ImageServer();
const content = randomBytes(300_000);
const digest = (algorithm: "sha256" | "sha512", data: Buffer | string): string => createHash(algorithm).update(data).digest("hex");
const SUM = `sha256:${digest("sha256", content)}`;
let dir = "";

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), "labwright-fetch-")); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const host = (): { ssh: undefined; imagePath: string } => ({ ssh: undefined, imagePath: join(dir, "images") });
const path = (image: ResolvedImage): string => imagePath(host(), image);
const fetchImage = (image: ResolvedImage): Promise<ScriptResult> => runScript(fetchCommand(host(), image), { LW_RETRY_DELAY: "0" });
const files = (): string[] => readdirSync(join(dir, "images")).sort();

function pinned(name: string, checksum = SUM): ResolvedImage {
  return Image.fromUrl(server.url(name), { checksum }).resolve("x86_64");
}

function unpinned(name: string, sums: string, algorithm: "sha256" | "sha512" = "sha256"): ResolvedImage {
  return { ...pinned(name), checksum: undefined, checksumSource: { url: server.url(sums), algorithm }, fileName: name };
}

describe("a pinned image over HTTP", () => {
  test("is there with its digest beside it, and nothing else is left", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    expect(await fetchImage(image)).toEqual({ code: 0, stderr: "", stdout: "" });
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(readFileSync(`${path(image)}.digest`, "utf8")).toBe(`${SUM}\n`);
    expect(files()).toEqual([image.fileName, `${image.fileName}.digest`]);
  });

  test("is not asked for a second time", async () => {
    server.serve({ "disk.qcow2": content });
    await fetchImage(pinned("disk.qcow2"));
    server.serve({});
    expect((await fetchImage(pinned("disk.qcow2"))).code).toBe(0);
    expect(server.served).toEqual([]);
    expect(files()).toHaveLength(2);
  });

  test("goes on in the same run where a broken connection stopped", async () => {
    server.serve({ "disk.qcow2": { body: content, cutAfter: [100_000, 100_000] } });
    const image = pinned("disk.qcow2");
    expect((await fetchImage(image)).code).toBe(0);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(server.served.map(({ range }) => range)).toEqual([undefined, "bytes=100000-", "bytes=200000-"]);
  });

  test("goes on in the next run where the last one gave up", async () => {
    server.serve({ "disk.qcow2": { body: content, cutAfter: [50_000, 0, 0, 0, 0] } });
    const image = pinned("disk.qcow2");
    const first = await fetchImage(image);
    expect(first.code).toBe(10);
    expect(first.stderr).toContain("what arrived is kept and the next try goes on from there");
    expect(files()).toEqual([`${image.fileName}.part`]);
    server.serve({ "disk.qcow2": content });
    expect((await fetchImage(image)).code).toBe(0);
    expect(server.served.map(({ range }) => range)).toEqual(["bytes=50000-"]);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("begins again where the server cannot resume", async () => {
    server.serve({ "disk.qcow2": { body: content, ranges: false, cutAfter: [50_000] } });
    const image = pinned("disk.qcow2");
    expect((await fetchImage(image)).code).toBe(0);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("begins again where what had arrived was of another file", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    await fetchImage({ ...image, url: server.url("gone") });
    writeFileSync(`${path(image)}.part`, randomBytes(1000));
    expect((await fetchImage(image)).code).toBe(0);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("is taken as it is when all of it had arrived before the last run ended", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    await fetchImage({ ...image, url: server.url("gone") });
    writeFileSync(`${path(image)}.part`, content);
    expect((await fetchImage(image)).code).toBe(0);
    expect(server.served.at(-1)).toEqual({ path: "disk.qcow2", range: "bytes=300000-" });
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("with another digest leaves nothing", async () => {
    server.serve({ "disk.qcow2": "not what was promised" });
    const result = await fetchImage(pinned("disk.qcow2"));
    expect(result.code).toBe(13);
    expect(result.stderr).toContain(`expected ${SUM}: nothing was kept`);
    expect(files()).toEqual([]);
  });

  test("that is not there fails at once and leaves nothing", async () => {
    server.serve({});
    const result = await fetchImage(pinned("disk.qcow2"));
    expect(result.code).toBe(10);
    expect(server.served).toHaveLength(1);
    expect(files()).toEqual([]);
  });
});

describe("an image that is on the host already", () => {
  test("is never replaced by one of another digest", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    await fetchImage(image);
    const other = pinned("disk.qcow2", `sha256:${"0".repeat(64)}`);
    const result = await fetchImage({ ...other, fileName: image.fileName });
    expect(result.code).toBe(12);
    expect(result.stderr).toContain(`exists with digest ${SUM}, wanted sha256:0000`);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(files()).toHaveLength(2);
  });

  test("is known again by a digest of another algorithm than the recorded one", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    await fetchImage(image);
    const bySha512 = pinned("disk.qcow2", `sha512:${digest("sha512", content)}`);
    expect((await fetchImage({ ...bySha512, fileName: image.fileName })).code).toBe(0);
  });

  test("is known again by its bytes when it was put there by hand", async () => {
    const image = pinned("disk.qcow2");
    server.serve({});
    await fetchImage(image);
    writeFileSync(path(image), content);
    expect((await fetchImage(image)).code).toBe(0);
    writeFileSync(path(image), "another");
    expect((await fetchImage(image)).code).toBe(12);
  });

  test("is fetched once when two labs want it at the same time", async () => {
    server.serve({ "disk.qcow2": content });
    const image = pinned("disk.qcow2");
    const results = await Promise.all([1, 2, 3].map(() => fetchImage(image)));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(server.served).toHaveLength(1);
    expect(files()).toHaveLength(2);
  });
});

describe("an image whose digest is read from its publisher", () => {
  const sha256 = digest("sha256", content);
  const sha512 = digest("sha512", content);
  const other = "f".repeat(64);

  test.each([
    ["SHA256SUMS with other files in it", "sha256", `${other}  other.qcow2\n${sha256} *disk.qcow2\n${other}  disk.qcow2.bz2\n`],
    ["SHA256SUMS with ./ before the names", "sha256", `${other}  ./other.qcow2\n${sha256}  ./disk.qcow2\n`],
    ["SHA512SUMS", "sha512", `${"e".repeat(128)}  other.qcow2\n${sha512}  disk.qcow2\n`],
    ["a BSD style file with comments and sizes", "sha256", `# disk.qcow2: 300000 bytes\nSHA256 (disk.qcow2) = ${sha256}\nSHA256 (other.qcow2) = ${other}\n`],
    ["a BSD style file with several algorithms", "sha512", `BLAKE2b (disk.qcow2) = ${"e".repeat(128)}\nSHA512 (disk.qcow2) = ${sha512}\n`],
    ["a BSD style file inside a PGP signature", "sha256", `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nSHA256 (disk.qcow2) = ${sha256}\n-----BEGIN PGP SIGNATURE-----\n`],
    ["a single digest", "sha256", sha256],
    ["a single digest of the name behind an alias", "sha256", `${sha256}  disk-build1.2.qcow2\n`],
    ["upper-case digits and line ends of Windows", "sha256", `${sha256.toUpperCase()}  disk.qcow2\r\n`],
    ["a DIGESTS file in sections", "sha512", `# MD5 HASH\n${"a".repeat(32)}  disk.qcow2\n# WHIRLPOOL HASH\n${"b".repeat(128)}  disk.qcow2\n# SHA512 HASH\n${sha512}  disk.qcow2\n`],
  ] as const)("from %s", async (_name, algorithm, sums) => {
    server.serve({ "disk.qcow2": content, sums });
    const image = unpinned("disk.qcow2", "sums", algorithm);
    expect(await fetchImage(image)).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(`${path(image)}.digest`, "utf8").trim()).toBe(`${algorithm}:${algorithm === "sha256" ? sha256 : sha512}`);
  });

  test("is not fetched when the file does not name it", async () => {
    server.serve({ "disk.qcow2": content, sums: `${other}  a.qcow2\n${sha256}  b.qcow2\n` });
    const result = await fetchImage(unpinned("disk.qcow2", "sums"));
    expect(result.code).toBe(11);
    expect(result.stderr).toContain("no digest of disk.qcow2 in http://127.0.0.1");
    expect(server.served.map(({ path: asked }) => asked)).toEqual(["sums"]);
    expect(files()).toEqual([]);
  });

  test("is read from the publisher where a mirror does not have the file", async () => {
    server.serve({ "disk.qcow2": content, sums: `${sha256}  disk.qcow2\n` });
    const image = unpinned("disk.qcow2", "sums");
    const checksumSource = { algorithm: "sha256" as const, url: server.url("mirror/sums"), fallback: server.url("sums") };
    expect(await fetchImage({ ...image, checksumSource })).toMatchObject({ code: 0 });
    expect(server.served.map(({ path: asked }) => asked)).toEqual(["mirror/sums", "sums", "disk.qcow2"]);
  });

  test("is not fetched when the file cannot be read", async () => {
    server.serve({ "disk.qcow2": content });
    const result = await fetchImage(unpinned("disk.qcow2", "sums"));
    expect(result.code).toBe(10);
    expect(result.stderr).toContain("/sums could not be read");
  });
});

describe("a packed image", () => {
  test.each([["bz2", "bzip2"], ["xz", "xz"]] as const)("of kind %s is verified as it was sent and lies there unpacked", async (ending, tool) => {
    const packed = execFileSync(tool, ["-c"], { input: content, maxBuffer: 1 << 24 });
    server.serve({ [`disk.img.${ending}`]: packed });
    const image = pinned(`disk.img.${ending}`, `sha256:${digest("sha256", packed)}`);
    expect((await fetchImage(image)).code).toBe(0);
    expect(image.fileName).toMatch(/-disk\.img$/);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(files()).toEqual([image.fileName, `${image.fileName}.digest`]);
    expect((await fetchImage(image)).code).toBe(0);
  });

  test("that is broken is told and not given the image's name", async () => {
    server.serve({ "disk.img.xz": "no xz at all" });
    const image = pinned("disk.img.xz", `sha256:${digest("sha256", "no xz at all")}`);
    const result = await fetchImage(image);
    expect(result.code).toBe(14);
    expect(result.stderr).toContain("could not be unpacked");
    expect(files()).not.toContain(image.fileName);
  });
});

describe("a file of the user's own", () => {
  const own = (): string => join(dir, "my disk.qcow2".replace(" ", "-"));

  test("is copied, and its digest is recorded", async () => {
    writeFileSync(own(), content);
    const image = Image.fromFile(own()).resolve("x86_64");
    expect((await fetchImage(image)).code).toBe(0);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(readFileSync(`${path(image)}.digest`, "utf8")).toBe(`${SUM}\n`);
  });

  test("that was changed since is refused, as machines may lie on the old one", async () => {
    writeFileSync(own(), content);
    const image = Image.fromFile(own()).resolve("x86_64");
    await fetchImage(image);
    expect((await fetchImage(image)).code).toBe(0);
    writeFileSync(own(), "changed");
    expect((await fetchImage(image)).code).toBe(12);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("that is missing is told by its name", async () => {
    const result = await fetchImage(Image.fromFile(own()).resolve("x86_64"));
    expect(result.code).toBe(10);
    expect(result.stderr).toContain(`${own()} cannot be read`);
    expect(files()).toEqual([]);
  });

  test("is refused when it does not have the digest that was given", async () => {
    writeFileSync(own(), "not what was promised");
    expect((await fetchImage(Image.fromFile(own(), { checksum: SUM }).resolve("x86_64"))).code).toBe(13);
    expect(files()).toEqual([]);
  });
});
