import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IMAGE_FILE, kernelOf } from "../../../engines/embedded/kernel-files";
import type { Progress } from "../../../engines/engine";
import { writeFailure } from "../../../engines/images/build/build-failure";
import { findBuiltImages, type BuiltImage } from "../../../engines/images/build/built-image";
import { buildDebianImage, debianImageId, type BuildDebianOptions } from "../../../engines/images/build/debian-image";
import { FakeBuilder } from "../support/fake-builder";

let builder: FakeBuilder;
let told: Progress[];
beforeEach(() => {
  builder = new FakeBuilder();
  told = [];
});
afterEach(() => builder.close());

const built = (cache = "cache"): string => join(builder.cache(cache), "images", "built");
const phases = (): string[] => told.flatMap((one) => (one.type === "phase" ? [one.phase] : []));
const build = (options: Partial<BuildDebianOptions> = {}, signal?: AbortSignal): Promise<BuiltImage> =>
  buildDebianImage({ caches: [builder.cache()], builder: builder.machine(), ...options }, (progress) => told.push(progress), signal);
/** Until a build has come to the packages. */
const started = async (): Promise<void> => {
  while (builder.calls("mmdebstrap").length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe("building a Debian image (its tools are faked)", () => {
  test("leaves a disk, a kernel and a record of them that all may read, and nothing else", async () => {
    const before = process.umask(0o077);
    const image = await build({ packages: ["tree"], sets: ["docker"] }).finally(() => process.umask(before));
    expect(image).toMatchObject({ name: "debian-12", arch: "x86_64", user: "debian", apiVersion: "labwright/v1", virtualSize: 3 * 2 ** 30, path: join(image.folder, "disk.qcow2"), bytes: 5 });
    expect(image.packages).toEqual(expect.arrayContaining(["tree", "docker.io", "cloud-init"]));
    expect(image.checksum).toBe(`sha256:${createHash("sha256").update("disk\n").digest("hex")}`);
    expect(readdirSync(built())).toEqual([debianImageId({ packages: ["tree"], sets: ["docker"] })]);
    expect(readdirSync(image.folder).sort()).toEqual(["disk.qcow2", BUILT_IMAGE_FILE, "initrd.img", "vmlinuz"]);
    for (const file of readdirSync(image.folder)) expect(statSync(join(image.folder, file)).mode & 0o777).toBe(0o644);
    expect(statSync(image.folder).mode & 0o777).toBe(0o755);
    expect(phases()).toEqual(["packages", "disk", "compress"]);
    expect(kernelOf({ url: `file://${image.path}` })).toEqual({ kernel: join(image.folder, "vmlinuz"), initrd: join(image.folder, "initrd.img"), arguments: expect.stringMatching(/^root=LABEL=root rw /) as string });
  });

  test("a second one is there already: nothing is told, and no tool is called", async () => {
    const first = await build({ packages: ["tree", "jq"] });
    told = [];
    expect(await build({ packages: ["jq", "tree"], builder: builder.machine({ arch: "arm64" }) })).toEqual(first);
    expect(told).toEqual([]);
    expect(builder.calls("mmdebstrap")).toHaveLength(1);
  });

  test("asks the archives of the configuration, and leaves none of them in the image", async () => {
    await build({ mirrors: { apt: "https://mirror.example/debian", aptSecurity: "https://mirror.example/debian-security", images: {} } });
    expect(builder.calls("mmdebstrap")[0]).toContain("deb https://mirror.example/debian bookworm main deb https://mirror.example/debian bookworm-updates main deb https://mirror.example/debian-security bookworm-security main");
  });

  test("several builds of one image wait for one", async () => {
    builder.write("mmdebstrap", "sleep 0.3\n");
    const images = await Promise.all([build(), build(), build()]);
    expect(new Set(images.map(({ checksum }) => checksum)).size).toBe(1);
    expect(builder.calls("mmdebstrap")).toHaveLength(1);
    expect(phases().filter((phase) => phase === "wait")).toHaveLength(2);
    expect(readdirSync(built())).toEqual([images[0]?.id]);
  });

  test("what is interrupted leaves nothing", async () => {
    builder.write("mmdebstrap", "while [ \"$1\" != bookworm ]; do shift; done; mkdir -p \"$2\"; exec sleep 60\n");
    const controller = new AbortController();
    const building = build({}, controller.signal);
    await started();
    controller.abort();
    await expect(building).rejects.toMatchObject({ problems: [{ code: "LW3033" }] });
    expect(readdirSync(built())).toEqual([]);
  });

  test("so does one that waits for another", async () => {
    builder.write("mmdebstrap", "sleep 0.5\n");
    const first = build();
    await started();
    const controller = new AbortController();
    const second = build({}, controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(second).rejects.toMatchObject({ problems: [{ code: "LW3033" }] });
    const { id } = await first;
    expect(readdirSync(built())).toEqual([id]);
  });

  test("what a killed one left is no image, and the next build removes it", async () => {
    const id = debianImageId({});
    for (const left of [id, `.${id}.build`, ".debian-12-000000000000.build"]) {
      mkdirSync(join(built(), left), { recursive: true });
      writeFileSync(join(built(), left, "disk.qcow2"), "half");
    }
    writeFileSync(join(built(), `.${id}.lock`), "");
    expect(findBuiltImages([builder.cache()])).toEqual([]);
    const image = await build();
    expect(readdirSync(built())).toEqual([id]);
    expect(readFileSync(image.path, "utf8")).toBe("disk\n");
  });

  test("an image that a shared cache has is not built again; a new one goes to the first that can be written", async () => {
    const shared = await build({ caches: [builder.cache("shared")] });
    expect(await build({ caches: [builder.cache("shared"), builder.cache()] })).toEqual(shared);
    writeFileSync(join(builder.directory, "file"), "");
    const own = await build({ packages: ["tree"], caches: [join(builder.directory, "file"), builder.cache()] });
    expect(own.folder.startsWith(built())).toBe(true);
  });

  (process.getuid?.() === 0 ? test.skip : test)("a cache that is only for reading is built beside", async () => {
    mkdirSync(built("shared"), { recursive: true });
    chmodSync(built("shared"), 0o555);
    expect((await build({ caches: [builder.cache("shared"), builder.cache()] })).folder.startsWith(built())).toBe(true);
  });

  test("what labwright itself cannot write is told as the tools' is", () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    expect(writeFailure(full, "/cache")).toMatchObject({ problems: [{ code: "LW3031" }] });
    expect(writeFailure(Object.assign(new Error("EACCES: permission denied"), { code: "EACCES", errno: -13 }), "/cache")).toMatchObject({ problems: [{ code: "LW4024", values: { path: "/cache" } }] });
    const mistake = new TypeError("x");
    expect(writeFailure(mistake, "/cache")).toBe(mistake);
  });

  test("a failure leaves nothing but a word of why", async () => {
    builder.write("mke2fs", "echo 'mke2fs: bad option' >&2; exit 1\n");
    await expect(build()).rejects.toMatchObject({ problems: [{ code: "LW3032", values: { tool: "mke2fs", why: { en: "mke2fs: bad option" } } }] });
    expect(readdirSync(built())).toEqual([]);
    expect(existsSync(join(builder.directory, "chroot.log"))).toBe(true);
  });
});
