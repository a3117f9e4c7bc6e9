import fc from "fast-check";
import { Cidr } from "../../constructs/core/cidr";
import { LabError, show } from "../../constructs/core/lab-error";
import { parseMac } from "../../constructs/core/mac";
import { Size } from "../../constructs/core/size";
import { inWords } from "../../constructs/core/text";
import { KvmHost, type KvmHostProps } from "../../constructs/host/kvm-host";
import { Checksum } from "../../constructs/image/checksum";
import { Image, type CatalogueImageOptions, type FileImageOptions } from "../../constructs/image/image";
import { badValue } from "../support/bad-values";

const SUM = `sha256:${"a".repeat(64)}`;
const cidr = Cidr.parse("10.20.4.0/24");

const VALUES: Readonly<Record<string, (value: never) => unknown>> = {
  "Size.bytes": Size.bytes,
  "Size.mebibytes": Size.mebibytes,
  "Size.gibibytes": Size.gibibytes,
  "Size.tebibytes": Size.tebibytes,
  "Cidr.parse": (value) => Cidr.parse(value),
  "Cidr.address": (value) => cidr.address(value),
  "Cidr.offsetOf": (value) => cidr.offsetOf(value),
  "Cidr.subnet prefix": (value) => cidr.subnet(value, 0),
  "Cidr.subnet index": (value) => cidr.subnet(28, value),
  "Checksum.parse": (value) => Checksum.parse(value),
  parseMac: (value) => parseMac(value),
  "KvmHost.local": (value) => KvmHost.local(value),
  "KvmHost.remote": (value) => KvmHost.remote(value),
  "KvmHost.remote options": (value) => KvmHost.remote("ann@kvm1", value),
  "KvmHost.parse": (value) => KvmHost.parse(value),
  "Image.fromCatalogue": (value) => Image.fromCatalogue(value),
  "Image.debian12": (value) => Image.debian12(value).resolve("x86_64"),
  "Image.fromUrl": (value) => Image.fromUrl(value, { checksum: SUM }).resolve("x86_64"),
  "Image.fromUrl options": (value) => Image.fromUrl("https://a.example/d.qcow2", value).resolve("x86_64"),
  "Image.fromFile": (value) => Image.fromFile(value).resolve("x86_64"),
  "Image.fromFile options": (value) => Image.fromFile("/d.qcow2", value).resolve("x86_64"),
};

const HOST: (keyof KvmHostProps)[] = ["name", "accelerator", "arch", "machineType", "storagePath", "capacity"];
const CATALOGUE: (keyof CatalogueImageOptions)[] = ["arch", "allowUnpinned"];
const CUSTOM: (keyof FileImageOptions)[] = ["arch", "user", "provisioning", "format", "compression", "virtualSize", "checksum"];

function refusedWithACode(make: () => unknown): void {
  try {
    make();
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    expect(error.message).toMatch(/^LW1\d{3} /);
  }
}

describe("any value is taken or refused with a code", () => {
  test.each(Object.entries(VALUES))("by %s", (_name, make) => {
    fc.assert(fc.property(badValue, (value) => refusedWithACode(() => make(value as never))), { numRuns: 200 });
  });

  test.each(HOST)("as a host's %s", (property) => {
    fc.assert(fc.property(badValue, (value) => refusedWithACode(() => KvmHost.local({ [property]: value }))), { numRuns: 200 });
  });

  test.each(["vcpus", "memory", "disk"])("as a host's capacity of %s", (property) => {
    fc.assert(fc.property(badValue, (value) => refusedWithACode(() => KvmHost.local({ capacity: { [property]: value } }))), { numRuns: 200 });
  });

  test.each(CATALOGUE)("as %s of a catalogue image", (property) => {
    fc.assert(fc.property(badValue, (value) => refusedWithACode(() => Image.flatcar({ allowUnpinned: true, [property]: value }).resolve("x86_64"))), { numRuns: 200 });
  });

  test.each(CUSTOM)("as %s of an image of the user's own", (property) => {
    fc.assert(fc.property(badValue, (value) => refusedWithACode(() => Image.fromFile("/d.qcow2", { [property]: value }).resolve("x86_64"))), { numRuns: 200 });
  });

  test("is shown on one line of at most 80 characters", () => {
    fc.assert(fc.property(badValue, (value) => {
      for (const language of ["en", "zh"] as const) {
        const text = inWords(show(value), language);
        expect(text.length).toBeLessThanOrEqual(80);
        expect(text).not.toMatch(/[\r\n]/);
      }
    }), { numRuns: 500 });
  });
});
