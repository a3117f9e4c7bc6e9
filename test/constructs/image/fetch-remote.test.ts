import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchCommand, imagePath } from "../../../constructs/image/fetch-script";
import { Image, type ResolvedImage } from "../../../constructs/image/image";
import { FAKE_SSH, fakeCommands } from "../../support/fake-command";
import { runScript, type ScriptResult } from "../../support/host-script";
import { ImageServer } from "../../support/image-server";

const server = new ImageServer();
const content = randomBytes(200_000);
const SUM = `sha256:${createHash("sha256").update(content).digest("hex")}`;
let dir = "";
let ownDir = "";

beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "labwright-it's remote-"));
  ownDir = mkdtempSync(join(tmpdir(), "labwright-own-"));
});
afterEach(() => [dir, ownDir].forEach((made) => rmSync(made, { recursive: true, force: true })));

const host = (): { ssh: string; imagePath: string } => ({ ssh: "ann@kvm.example:2222", imagePath: join(dir, "images") });
const path = (image: ResolvedImage): string => imagePath(host(), image);
const own = (): string => join(ownDir, "disk.qcow2");

function fetchImage(image: ResolvedImage): Promise<ScriptResult> {
  return runScript(fetchCommand(host(), image), { PATH: fakeCommands(dir, { ssh: FAKE_SSH }), FAKE_DIR: dir });
}

describe("a remote host (ssh is faked: its command runs on this machine)", () => {
  test("downloads by itself what has an address", async () => {
    server.serve({ "disk.qcow2": content });
    const image = Image.fromUrl(server.url("disk.qcow2"), { checksum: SUM }).resolve("x86_64");
    expect(await fetchImage(image)).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(readFileSync(join(dir, "ssh.log"), "utf8").split("\n").slice(0, -1)).toEqual(["-o", "BatchMode=yes", "-p", "2222", "ann@kvm.example"]);
  });

  test("is sent a file of this machine, verified there", async () => {
    const file = own();
    writeFileSync(file, content);
    const image = Image.fromFile(file).resolve("x86_64");
    expect(await fetchImage(image)).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path(image)).equals(content)).toBe(true);
    expect(readFileSync(`${path(image)}.digest`, "utf8")).toBe(`${SUM}\n`);
    const { mtimeMs } = statSync(path(image));
    expect((await fetchImage(image)).code).toBe(0);
    expect(statSync(path(image)).mtimeMs).toBe(mtimeMs);
  });

  test("refuses a file that was changed since it was sent", async () => {
    const file = own();
    writeFileSync(file, content);
    const image = Image.fromFile(file).resolve("x86_64");
    await fetchImage(image);
    writeFileSync(file, "changed");
    const result = await fetchImage(image);
    expect(result.code).toBe(12);
    expect(readFileSync(path(image)).equals(content)).toBe(true);
  });

  test("keeps nothing of a file that has another digest than was given", async () => {
    const file = own();
    writeFileSync(file, "not what was promised");
    const result = await fetchImage(Image.fromFile(file, { checksum: SUM }).resolve("x86_64"));
    expect(result.code).toBe(13);
    expect(readdirSync(join(dir, "images"))).toEqual([]);
  });

  test("is not even asked when the file of this machine is missing", async () => {
    const result = await fetchImage(Image.fromFile("/nowhere/disk.qcow2").resolve("x86_64"));
    expect(result.code).toBe(10);
    expect(result.stderr).toContain("/nowhere/disk.qcow2 cannot be read");
    expect(existsSync(join(dir, "ssh.log"))).toBe(false);
  });
});
