import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { BuildDebianOptions } from "../../engines/images/build/debian-image";
import { readBuiltImage } from "../../engines/images/build/built-image";
import { isReachable } from "../../engines/images/reachable";
import { wantedPackages } from "../../engines/images/wanted-packages";
import { golden } from "../embedded/support/lab";
import { putBuiltImage } from "../engines/support/built-image";
import { pretended } from "./support/fake-engine";
import { register, specIn } from "./support/lab";
import { LabWorld } from "./support/lab-world";

jest.mock("../../engines/embedded/embedded-engine", () => ({ EmbeddedEngine: jest.requireActual<typeof import("./support/fake-engine")>("./support/fake-engine").FakeEngine }));
// Of what is published nothing is fetched; what is built is a file of nothing.
jest.mock("../../engines/embedded/lab-images", () => ({ fetchMissingImages: () => Promise.resolve() }));
const builds: BuildDebianOptions[] = [];
jest.mock("../../engines/images/build/debian-image", () => ({
  buildDebianImage: (options: BuildDebianOptions) => {
    builds.push(options);
    return Promise.resolve(readBuiltImage(putBuiltImage(options.caches.at(-1) ?? "", "debian-12-built-now", { packages: options.packages })));
  },
}));

let world: LabWorld;
let publisher: Server;
let status = 200;
const asked: string[] = [];
beforeEach(async () => {
  world = new LabWorld({ hasImage: false });
  [builds, asked].forEach((list) => (list.length = 0));
  status = 200;
  publisher = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => publisher.listen(0, "127.0.0.1", resolve));
  configure();
});
afterEach(async () => {
  world.close();
  publisher.closeAllConnections();
  await new Promise((resolve) => publisher.close(resolve));
});

const address = (): string => `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
const cache = (): string => join(world.line.root, "cache");
function configure(more: Readonly<Record<string, unknown>> = {}): void {
  world.configure({ mirrors: { images: { "https://cloud.debian.org/": `${address()}/` } }, ...more });
}
/** What a command says of images. */
async function said(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await world.run([...words, "docker-cloud/4:access"]);
  expect([code, stderr]).toEqual([0, ""]);
  return /^image +(.*)$/m.exec(stdout)?.[1] ?? "";
}
const urlOfLab = (): string | undefined => world.line.registry.list()[0]?.spec.images[0]?.url;

describe("the image of a lab that is not up (publisher and builds are faked)", () => {
  test("is one that was built here with all the packages: nobody is asked", async () => {
    const folder = putBuiltImage(cache(), "debian-12-mine", { packages: ["tree"] });
    expect(await said("plan")).toBe("debian-12, built here from Debian's packages (debian-12-mine)");
    await said("up");
    expect(urlOfLab()).toBe(`file://${folder}/disk.qcow2`);
    expect([asked, builds]).toEqual([[], []]);
  });

  test("is none that lacks a package which its machines want", async () => {
    const [image] = golden("pinnacle-7").images;
    const packages = wantedPackages(golden("pinnacle-7"), image ?? { fileName: "" });
    expect(packages.length).toBeGreaterThan(3);
    putBuiltImage(cache(), "debian-12-mine", { packages: packages.slice(1) });
    expect((await world.run(["plan", "pinnacle/7"])).stdout).toMatch(/^image +debian-12, as published$/m);
    status = 404;
    expect((await world.run(["up", "pinnacle/7"])).code).toBe(0);
    expect(builds.map((one) => one.packages)).toEqual([packages]);
  });

  test("is the published one where it is in the cache already: nobody is asked either", async () => {
    mkdirSync(join(cache(), "images"), { recursive: true });
    const { fileName } = specIn(world.line, "here").images[0] ?? { fileName: "" };
    for (const name of [fileName, `${fileName}.digest`]) writeFileSync(join(cache(), "images", name), "");
    expect(await said("up")).toBe("debian-12, as published; it is in the cache");
    expect([asked, builds]).toEqual([[], []]);
  });

  test("is the published one where its publisher, or the mirror, has it", async () => {
    expect(await said("up")).toBe("debian-12, as published");
    expect(asked).toEqual([expect.stringMatching(/^HEAD \/images\/cloud\/bookworm\//)]);
    expect(builds).toEqual([]);
  });

  test("is one's own where the configuration says so", async () => {
    configure({ images: { "debian-12/x86_64": { url: "file:///srv/own.qcow2", checksum: `sha256:${"0".repeat(64)}` } } });
    expect(await said("up")).toBe("debian-12, as labwright.config.json says");
    expect([urlOfLab(), asked, builds]).toEqual(["file:///srv/own.qcow2", [], []]);
  });

  test("is built now where the published one cannot be had: `up` asks, with what the machines want in it", async () => {
    status = 404;
    const { host } = new URL(address());
    expect(await said("up")).toBe(`debian-12: ${host} cannot be reached; it is built here from Debian's packages, once`);
    expect(builds).toEqual([expect.objectContaining({ suite: "bookworm", caches: [cache()] })]);
    expect(urlOfLab()).toBe(`file://${cache()}/images/built/debian-12-built-now/disk.qcow2`);
    await world.run(["down", "--all"]);
    expect(await said("up")).toBe("debian-12, built here from Debian's packages (debian-12-built-now)");
    expect(builds).toHaveLength(1);
  });

  test("is not built by `plan`, nor without a yes", async () => {
    status = 404;
    expect(await said("plan")).toMatch(/cannot be reached/);
    expect(await world.run(["up", "docker-cloud/4:access"], { answer: false })).toMatchObject({ code: 130 });
    expect(await world.run(["up", "docker-cloud/4:access"], { answer: undefined })).toMatchObject({ code: 2, codes: ["LW4006"] });
    expect([builds, pretended.calls, world.line.registry.list()]).toEqual([[], [], []]);
  });

  test("of another architecture cannot be built here: the published one it is, whatever comes of it", async () => {
    status = 404;
    expect((await world.run(["plan", "docker-cloud/4:access", "--arch", "aarch64"])).stdout).toMatch(/^image +debian-12, as published$/m);
    expect(asked).toEqual([]);
  });
});

describe("the image of a lab that is up", () => {
  test("stays the published one, though one was built since that has all", async () => {
    await said("up");
    putBuiltImage(cache(), "debian-12-mine", { packages: ["everything"] });
    status = 404;
    expect(await said("up")).toBe("debian-12, as published; it is in the cache");
    expect(urlOfLab()).toMatch(/^http:\/\/127/);
    expect(builds).toEqual([]);
  });

  test("stays the one that was built, though there is a smaller one", async () => {
    const folder = putBuiltImage(cache(), "debian-12-a", {}, 500);
    await said("up");
    putBuiltImage(cache(), "debian-12-b", {}, 100);
    expect(await said("up")).toBe("debian-12, built here from Debian's packages (debian-12-a)");
    expect(urlOfLab()).toBe(`file://${folder}/disk.qcow2`);
    await world.run(["down", "--all"]);
    expect(await said("up")).toContain("debian-12-b");
  });
});

test("an image is told in Chinese too", async () => {
  register(world.line, specIn(world.line, "elsewhere"), { stackId: "other" });
  status = 404;
  expect((await world.run(["plan", "docker-cloud/4:access", "--lang", "zh"])).stdout).toContain("无法访问 127.0.0.1");
});

describe("an address", () => {
  test("is reachable where it is answered well, and a file always", async () => {
    expect([await isReachable(`${address()}/x`), await isReachable("file:///nowhere")]).toEqual([true, true]);
    status = 503;
    expect(await isReachable(`${address()}/x`)).toBe(false);
    expect(await isReachable("http://127.0.0.1:1/x")).toBe(false);
  });
});
