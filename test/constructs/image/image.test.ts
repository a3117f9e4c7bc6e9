import { Size } from "../../../constructs/core/size";
import { catalogueEntry, catalogueNames } from "../../../constructs/image/catalogue";
import { Image, type UrlImageOptions } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import { codesOf, problemsOf } from "../../support/synth";

const SHA256 = `sha256:${"ab".repeat(32)}`;
const SHA512 = `sha512:${"cd".repeat(64)}`;
const UNPINNED = ["opensuse-leap-16.0", "cirros-0.6.3", "flatcar"];

describe.each(catalogueNames)("the catalogue's %s", (name) => {
  const arches = (["x86_64", "aarch64"] as const).filter((arch) => catalogueEntry(name, arch));

  test.each(arches)("for %s has an address, a checksum file beside it and a user", (arch) => {
    const image = Image.fromCatalogue(name, { allowUnpinned: true }).resolve(arch);
    expect(image.url).toMatch(/^https:\/\/[^ ]+\.(qcow2|img|img\.bz2)$/);
    expect(image.checksumSource?.url).toMatch(/^https:\/\//);
    expect(new URL(image.checksumSource?.url ?? "").host).toBe(new URL(image.url).host);
    expect(image.user).toMatch(/^[a-z]+$/);
    expect(image).toMatchObject({ name, arch, format: "qcow2", packages: [] });
  });

  test.each(arches)("for %s is of that architecture, and no other file on the host has its name", (arch) => {
    const words = { x86_64: /amd64|x86_64/, aarch64: /arm64|aarch64/ };
    const image = Image.fromCatalogue(name, { allowUnpinned: true }).resolve(arch);
    expect(image.url).toMatch(words[arch]);
    expect(image.fileName).toMatch(words[arch]);
    expect(image.fileName).not.toMatch(/\.(bz2|xz)$|\//);
  });

  test("is accepted unpinned only when that is asked for", () => {
    expect(codesOf(() => Image.fromCatalogue(name).resolve("x86_64"))).toEqual(UNPINNED.includes(name) ? ["LW1050"] : []);
  });
});

describe("the catalogue", () => {
  test("has the distributions it promises", () => {
    const made = [Image.debian12(), Image.debian13(), Image.ubuntu2204(), Image.ubuntu2404(), Image.fedora44(), Image.rocky9(), Image.almalinux9(), Image.opensuseLeap16(), Image.alpine323(), Image.archLinux(), Image.cirros(), Image.flatcar()];
    expect(made.map(({ name }) => name).sort()).toEqual([...catalogueNames].sort());
  });

  test("has both architectures of all but Arch", () => {
    expect(catalogueNames.filter((name) => !catalogueEntry(name, "aarch64"))).toEqual(["arch"]);
    expect(problemsOf(() => Image.archLinux().resolve("aarch64"))).toMatchObject([{ code: "LW1052", values: { image: "arch", arch: "aarch64" } }]);
  });

  test("boots aarch64, and Alpine everywhere, by UEFI", () => {
    expect(Image.debian12().resolve("aarch64").uefiOnly).toBe(true);
    expect(Image.debian12().resolve("x86_64").uefiOnly).toBe(false);
    expect(Image.alpine323().resolve("x86_64").uefiOnly).toBe(true);
  });

  test("provisions Flatcar by Ignition and unpacks it", () => {
    expect(Image.flatcar({ allowUnpinned: true }).resolve("x86_64")).toMatchObject({ provisioning: "ignition", compression: "bz2", user: "core" });
  });

  test.each(["debian-11", "", "__proto__", "constructor", 5, null])("has no %p, and says what it has", (name) => {
    expect(problemsOf(() => Image.fromCatalogue(name as string))).toMatchObject([{ code: "LW1052", values: { known: catalogueNames.join(", ") } }]);
  });

  test("of one's own takes the architecture of the machine too, unless it is told one", () => {
    expect(Image.fromFile("/d.qcow2").resolve("aarch64")).toMatchObject({ arch: "aarch64", uefiOnly: true });
    expect(Image.fromFile("/d.qcow2", { arch: "x86_64" }).resolve("aarch64")).toMatchObject({ arch: "x86_64", uefiOnly: false });
    expect(codesOf((lab) => new Machine(lab, "web", { image: Image.fromFile("/d.qcow2"), arch: "aarch64" }))).toEqual([]);
  });

  test("takes the architecture of the machine unless it is told one", () => {
    expect(Image.debian12().resolve("aarch64").arch).toBe("aarch64");
    expect(Image.debian12({ arch: "x86_64" }).resolve("aarch64").arch).toBe("x86_64");
    expect(codesOf((lab) => new Machine(lab, "web", { image: Image.debian12({ arch: "aarch64" }) }))).toEqual(["LW1041"]);
  });
});

describe("Image.fromUrl", () => {
  test("is named by its digest: two files of one name lie beside each other", () => {
    const [one, other] = [SHA256, SHA512].map((checksum) => Image.fromUrl("https://a.example/disk.qcow2", { checksum }).resolve("x86_64"));
    expect(one).toMatchObject({ fileName: "abababababababab-disk.qcow2", name: "disk.qcow2", user: "debian", provisioning: "cloud-init", format: "qcow2" });
    expect(one?.checksum?.toString()).toBe(SHA256);
    expect(other?.fileName).toBe("cdcdcdcdcdcdcdcd-disk.qcow2");
  });

  test.each([
    ["https://a.example/disk.raw", "raw", undefined], ["https://a.example/cd.iso", "raw", undefined], ["https://a.example/d.raw.xz", "raw", "xz"],
    ["https://a.example/d.img.bz2", "qcow2", "bz2"], ["https://a.example/d.qcow2?x=1.xz#y", "qcow2", undefined],
  ])("reads format and packing off %s", (url, format, compression) => {
    const image = Image.fromUrl(url, { checksum: SHA256 }).resolve("x86_64");
    expect([image.format, image.compression]).toEqual([format, compression]);
    expect(image.fileName).not.toMatch(/[?#]|\.(xz|bz2)$/);
  });

  test("takes what it is told", () => {
    const image = Image.fromUrl("https://a.example/d", { checksum: SHA256, arch: "aarch64", user: "ann", provisioning: "none", format: "raw", compression: "xz" });
    expect(image.resolve("aarch64")).toMatchObject({ arch: "aarch64", user: "ann", provisioning: "none", format: "raw", compression: "xz", uefiOnly: true });
  });

  test.each([[undefined], [{}], [{ checksum: undefined }], [{ checksum: null }]])("demands a digest: %p", (options) => {
    expect(codesOf(() => Image.fromUrl("https://a.example/d.qcow2", options as unknown as UrlImageOptions))).toEqual(["LW1050"]);
  });

  test.each(["", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256:abc", `sha256:${"zz".repeat(32)}`, `sha512:${"ab".repeat(32)}`, "ab".repeat(32), `sha256:${"ab".repeat(32)}:x`])("refuses the digest %p", (checksum) => {
    expect(codesOf(() => Image.fromUrl("https://a.example/d.qcow2", { checksum }))).toEqual(["LW1051"]);
  });

  test.each(["ftp://a.example/d", "/d.qcow2", "https://a.example", "https://a.example/a b", "https://a.example/$(id)", "file://host/d", "https://a.example/d'"])("refuses the address %s", (url) => {
    expect(codesOf(() => Image.fromUrl(url, { checksum: SHA256 }))).toEqual(["LW1001"]);
  });

  test("tells every bad option at once", () => {
    const bad = { checksum: SHA256, arch: "mips", user: "Ann", provisioning: "kickstart", format: "vmdk", compression: "zip", virtualSize: 3, sha: 1 };
    expect(problemsOf(() => Image.fromUrl("https://a.example/d", bad as unknown as UrlImageOptions)).map(({ values }) => values["property"])).toEqual(["sha", "arch", "user", "provisioning", "format", "compression", "virtualSize"]);
  });
});

describe("Image.fromFile", () => {
  test("needs no digest, and tells files of one name apart by where they lie", () => {
    const [one, other] = ["/a/d.qcow2", "/b/d.qcow2"].map((path) => Image.fromFile(path).resolve("x86_64"));
    expect(one).toMatchObject({ url: "file:///a/d.qcow2", checksum: undefined });
    expect(one).not.toHaveProperty("checksumSource");
    expect(one?.fileName).toMatch(/^[a-z2-7]{13}-d\.qcow2$/);
    expect(one?.fileName).not.toBe(other?.fileName);
  });

  test("takes a digest", () => {
    expect(Image.fromFile("/a/d.qcow2", { checksum: SHA256 }).resolve("x86_64").fileName).toBe("abababababababab-d.qcow2");
  });

  test.each(["d.qcow2", "./d", "", "/a b", "/"])("refuses the path %p", (path) => {
    expect(codesOf(() => Image.fromFile(path))).toEqual(["LW1001"]);
  });
});

describe("a disk smaller than the image's", () => {
  const image = Image.fromFile("/d.qcow2", { virtualSize: Size.gibibytes(20) });

  test("is refused", () => {
    expect(problemsOf((lab) => new Machine(lab, "web", { image }))).toEqual([{ code: "LW1042", path: "lab/web", values: { disk: "root", given: "10 GiB", size: "20 GiB" } }]);
    expect(codesOf((lab) => new Machine(lab, "web", { image, disk: Size.gibibytes(20) }))).toEqual([]);
  });
});
