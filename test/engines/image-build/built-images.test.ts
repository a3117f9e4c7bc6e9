import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { chooseBuiltImage, findBuiltImages, type BuiltImage } from "../../../engines/images/build/built-image";
import { cacheFolders } from "../../../engines/images/build/cache-folders";
import { putBuiltImage } from "../support/built-image";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "labwright-caches-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const shared = (): string => join(root, "shared");
const own = (): string => join(root, "own");
const idOf = (image: BuiltImage | undefined): string | undefined => image?.id;

describe("the caches", () => {
  test("are the configured one and the user's own", () => {
    expect(cacheFolders("/home/ann/.cache/labwright", undefined)).toEqual(["/home/ann/.cache/labwright"]);
    expect(cacheFolders("/home/ann/.cache/labwright", "/srv/cache")).toEqual(["/srv/cache", "/home/ann/.cache/labwright"]);
    expect(cacheFolders("/own", "~/shared")).toEqual([join(homedir(), "shared"), "/own"]);
    expect(cacheFolders("/own", "/own")).toEqual(["/own"]);
  });

  test("are looked through in their order; what is no image, or of a newer labwright, is left out", () => {
    const image = putBuiltImage(shared(), "debian-12-a");
    putBuiltImage(own(), "debian-12-a");
    putBuiltImage(own(), "debian-12-b");
    putBuiltImage(own(), "debian-12-newer", { apiVersion: "labwright/v9" });
    putBuiltImage(own(), ".debian-12-c.build");
    mkdirSync(join(own(), "images/built/empty"));
    writeFileSync(join(own(), "images/built/file"), "");
    const found = findBuiltImages([shared(), own(), join(root, "none")]);
    expect(found.map(idOf)).toEqual(["debian-12-a", "debian-12-b"]);
    expect(found[0]).toMatchObject({ folder: image, path: join(image, "disk.qcow2"), bytes: 100 });
  });
});

describe("the image for a lab", () => {
  const choose = (packages?: readonly string[], name = "debian-12"): string | undefined => idOf(chooseBuiltImage(findBuiltImages([own()]), { name, arch: "x86_64", packages }));

  test("is the smallest that has every package", () => {
    putBuiltImage(own(), "small", { packages: ["jq"] }, 10);
    putBuiltImage(own(), "docker", { packages: ["docker.io", "jq"] }, 20);
    putBuiltImage(own(), "all", { packages: ["docker.io", "jq", "podman"] }, 30);
    putBuiltImage(own(), "arm", { packages: ["docker.io"], arch: "aarch64" }, 1);
    expect([choose(), choose(["docker.io"]), choose(["podman", "jq"]), choose(["lxc"]), choose([], "debian-13")]).toEqual(["small", "docker", "all", undefined, undefined]);
  });

  test("is the newer of two with the same packages", () => {
    const old = putBuiltImage(own(), "old", { packages: ["a", "b"] }, 10);
    putBuiltImage(own(), "new", { packages: ["b", "a"] }, 11);
    utimesSync(join(old, "image.json"), 1, 1);
    expect(choose(["a"])).toBe("new");
  });
});
