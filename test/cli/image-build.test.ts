import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageSets } from "../../engines/images/build/package-sets";
import { putBuiltImage } from "../engines/support/built-image";
import { debianImageId } from "../../engines/images/build/debian-image";
import { eachTestFaked } from "./support/faked";
import { register } from "./support/lab";
import type { CommandLine } from "./support/run-main";
import type { FakeHost } from "../engines/support/fake-host";
import type { LabSpec } from "../../constructs/spec/lab-spec";

let line: CommandLine;
let host: FakeHost;
let spec: LabSpec;
eachTestFaked((made) => {
  ({ line, host, spec } = made);
  mkdirSync(join(host.directory, "labwright"));
});

const own = (): string => join(line.root, "cache");
const built = (): string[] => readdirSync(join(own(), "images", "built"));
const json = async <T>(...argv: string[]): Promise<T> => JSON.parse((await line.run([...argv, "--json"])).stdout) as T;

describe("image build", () => {
  test("says that an image is there already, and where", async () => {
    const folder = putBuiltImage(own(), debianImageId({ sets: ["docker"], packages: ["tree", "jq"] }), { packages: ["tree"] }, 3 * 1024 * 1024);
    const { code, stdout } = await line.run(["image", "build", "debian", "--set", "docker", "--packages", "jq,tree"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^image +debian-12-\S+ {2}3 MiB {2}there already\nfolder +\S+\n$/)]);
    expect(stdout).toContain(folder);
    expect(await json("image", "build", "debian", "--set", "docker", "--packages", "tree jq")).toMatchObject({ isNew: false, name: "debian-12", folder, path: join(folder, "disk.qcow2"), packages: ["tree"] });
  });

  test("finds it in the configured cache too", async () => {
    const shared = join(line.root, "shared");
    line.configure({ cacheDirectory: shared });
    const folder = putBuiltImage(shared, debianImageId({}));
    expect(await json("image", "build", "debian", "--suite", "bookworm")).toMatchObject({ folder });
  });

  test.each(["en", "zh"] as const)("its help has every set of packages (%s)", async (language) => {
    const { code, stdout } = await line.run(["--lang", language, "image", "build", "--help"]);
    expect(code).toBe(0);
    for (const [name, { description }] of Object.entries(packageSets)) expect(stdout).toMatch(new RegExp(`^ {2}${name} +${description[language]}$`, "m"));
  });

  test.each<[string[], string, RegExp]>([
    [["debian", "--set", "dokcer"], "LW4030", /没有名为 `dokcer` 的软件包集[^]*docker, containers, network, kvm, cluster/],
    [["debian", "--packages", "A_b"], "LW4031", /没有软件包 `"A_b"`/],
    [["fedora"], "LW4008", /参数 'distribution' 的值 'fedora' 无效，可选值：debian/],
    [["debian", "--suite", "sid"], "LW4008", /值 'sid' 无效/],
    [[], "LW4008", /缺少参数 'distribution'/],
  ])("%j is refused with %s", async (words, code, zh) => {
    expect(await line.run(["image", "build", ...words])).toMatchObject({ code: 2, codes: [code] });
    expect((await line.run(["--lang", "zh", "image", "build", ...words])).stderr).toMatch(zh);
    expect(existsSync(own())).toBe(false);
  });
});

describe("image list and prune with built images", () => {
  test("list shows them with what starts from them, beside the host's", async () => {
    const folder = putBuiltImage(own(), "debian-12-a", {}, 2048);
    const [image] = spec.images;
    register(line, { ...spec, images: [{ ...image!, url: `file://${folder}/disk.qcow2` }] });
    const { code, stdout } = await line.run(["image", "list"]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^built image +size +folder +used by\ndebian-12-a +2 KiB +\S+ +docker-cloud\/4:access\n$/)]);
    expect(await json("image", "list")).toMatchObject({ images: [], built: [{ id: "debian-12-a", bytes: 2048, folder, usedBy: ["docker-cloud/4:access"] }] });
  });

  test("where there is no libvirt they are what there is, without an error", async () => {
    host.write("silent");
    putBuiltImage(own(), "debian-12-a");
    expect(await line.run(["image", "list"])).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("debian-12-a") as string });
    expect(await line.run(["image", "prune", "--built", "--yes"])).toMatchObject({ code: 0 });
    expect(built()).toEqual([]);
  });

  test("another host that does not answer is an error still", async () => {
    line.configure({ host: "ann@nowhere.invalid" });
    expect((await line.run(["image", "list"])).code).toBe(3);
  });

  test("prune leaves them, unless it is told", async () => {
    putBuiltImage(own(), "debian-12-a");
    expect((await line.run(["image", "prune", "--yes"])).stdout).toContain("in use");
    expect(await json("image", "prune", "--built", "--dry-run")).toMatchObject({ removed: [], wouldRemove: ["debian-12-a"] });
    expect((await line.run(["image", "prune", "--built"])).codes).toEqual(["LW4006"]);
    expect(built()).toEqual(["debian-12-a"]);
    expect(await json("image", "prune", "--built", "--yes")).toMatchObject({ removed: ["debian-12-a"] });
    expect(built()).toEqual([]);
  });

  test("what a lab that is up starts from stays", async () => {
    const folder = putBuiltImage(own(), "debian-12-a");
    putBuiltImage(own(), "debian-12-b");
    const [image] = spec.images;
    register(line, { ...spec, images: [{ ...image!, url: `file://${folder}/disk.qcow2` }] });
    expect(await json("image", "prune", "--built", "--yes")).toMatchObject({ removed: ["debian-12-b"] });
    expect(built()).toEqual(["debian-12-a"]);
  });
});
