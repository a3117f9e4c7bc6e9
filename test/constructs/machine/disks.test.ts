import { Size } from "../../../constructs/core/size";
import { Image } from "../../../constructs/image/image";
import type { DataDiskProps } from "../../../constructs/machine/disk";
import { Machine } from "../../../constructs/machine/machine";
import { codesOf, makeLab, problemsOf, synthLab, type Synthesized } from "../../support/synth";

const image = Image.debian12();
const size = Size.gibibytes(1);
const withDisks = (disks: readonly DataDiskProps[]): Synthesized => synthLab((lab) => void new Machine(lab, "web", { image, disk: Size.gibibytes(20), disks }));
const targets = (lab: Synthesized): unknown[] => (lab.at("web/domain", "devices", "disks") as { target: unknown }[]).map(({ target }) => target);

describe("the root disk", () => {
  test("is an overlay on the image, in the lab's own pool", () => {
    const lab = withDisks([]);
    expect(lab.resource("web/root")).toMatchObject({
      name: "web.qcow2", capacity: 20 * 1024 ** 3, target: { format: { type: "qcow2" } }, pool: `\${${lab.address("lab/pool")}.name}`,
      backing_store: { path: expect.stringMatching(/\/labwright\/debian-12-.*\.qcow2$/), format: { type: "qcow2" } },
    });
    expect(lab.at("web/domain", "devices", "disks", 0)).toMatchObject({
      device: "disk", driver: { name: "qemu", type: "qcow2", discard: "unmap" }, target: { dev: "vda", bus: "virtio" },
      source: { volume: { pool: `\${${lab.address("lab/pool")}.name}`, volume: `\${${lab.address("web/root")}.name}` } },
    });
  });
});

describe("the pool", () => {
  test("is a directory of the lab's, gone with it", () => {
    const lab = withDisks([]);
    expect(lab.resource("lab/pool")).toMatchObject({ type: "dir", target: { path: expect.stringMatching(/^\/var\/lib\/libvirt\/images\/lw-[a-z2-7]{13}-pool$/) }, create: { build: true, start: true, autostart: true }, destroy: { delete: true } });
    expect(lab.count("libvirt_pool")).toBe(1);
  });
});

describe("data disks", () => {
  test("are empty volumes with a serial number the guest finds them by", () => {
    const lab = withDisks([{ name: "data1", size }, { name: "logs", size: Size.gibibytes(2) }]);
    expect(lab.resource("web/disk-data1")).toEqual({ name: "web.data1.qcow2", capacity: 1024 ** 3, pool: expect.any(String), provider: "libvirt", target: { format: { type: "qcow2" } }, lifecycle: { ignore_changes: ["capacity"] } });
    expect(lab.resource("web/disk-logs")).toMatchObject({ capacity: 2 * 1024 ** 3 });
    expect(lab.at("web/domain", "devices", "disks", 2)).toMatchObject({ serial: "logs", target: { dev: "vdc", bus: "virtio" } });
  });

  test("take their letters by bus, and the seed comes after all of them", () => {
    const lab = withDisks([{ name: "a", size }, { name: "b", size, bus: "scsi" }, { name: "c", size, bus: "sata" }, { name: "d", size }]);
    expect(targets(lab)).toEqual([{ dev: "vda", bus: "virtio" }, { dev: "vdb", bus: "virtio" }, { dev: "sda", bus: "scsi" }, { dev: "sdb", bus: "sata" }, { dev: "vdc", bus: "virtio" }, { dev: "vdz", bus: "virtio" }]);
  });

  test("on SCSI have an adapter that cloud kernels know", () => {
    expect(withDisks([{ size, bus: "scsi" }]).at("web/domain", "devices", "controllers")).toEqual([{ type: "scsi", index: 0, model: "virtio-scsi" }]);
    expect(withDisks([{ size, bus: "sata" }]).at("web/domain", "devices")).not.toHaveProperty("controllers");
  });

  test("never share a name with another machine's root disk", () => {
    const lab = synthLab((stack) => {
      new Machine(stack, "web", { image, disks: [{ name: "data", size }] });
      new Machine(stack, "web-data", { image });
    });
    const names = Object.values(lab.resources("libvirt_volume")).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("count as what the lab needs of the host", () => {
    expect(new Machine(makeLab(), "web", { image, disks: [{ name: "a", size }, { name: "b", size }] }).diskBytes).toBe(12 * 1024 ** 3);
  });

  test("fit below the seed's letter, and not one more", () => {
    const many = (count: number): DataDiskProps[] => Array.from({ length: count }, (_, index) => ({ name: `d${index}`, size }));
    expect(new Set(targets(withDisks(many(24))).map((target) => JSON.stringify(target))).size).toBe(26);
    expect(codesOf((lab) => new Machine(lab, "web", { image, disks: many(25) }))).toEqual(["LW1001"]);
  });

  test.each<[string, object[], string[]]>([
    ["no size", [{}], ["disks[0].size"]],
    ["a size without unit", [{ size: 10 }], ["disks[0].size"]],
    ["another bus", [{ size, bus: "ide" }], ["disks[0].bus"]],
    ["a name over 20 characters", [{ size, name: "d".repeat(21) }], ["disks[0].name"]],
    ["an unknown option", [{ size, format: "raw" }], ["format"]],
  ])("with %s are refused", (_name, disks, properties) => {
    expect(problemsOf((lab) => new Machine(lab, "web", { image, disks: disks as unknown as DataDiskProps[] })).map(({ values }) => values["property"])).toEqual(properties);
  });

  test("are named, where there are several: by their place one would get the content of another that is removed", () => {
    expect(withDisks([{ size }]).resource("web/disk-data1")).toMatchObject({ name: "web.data1.qcow2" });
    expect(problemsOf((lab) => new Machine(lab, "web", { image, disks: [{ name: "logs", size }, { size }, { size }] })).map(({ code, values }) => [code, values["property"]]))
      .toEqual([["LW1043", "disks[1].name"], ["LW1043", "disks[2].name"]]);
  });

  test("of one name are refused, as is one called like the root disk", () => {
    expect(codesOf((lab) => new Machine(lab, "web", { image, disks: [{ size, name: "a" }, { size, name: "a" }] }))).toEqual(["LW1023"]);
    expect(codesOf((lab) => new Machine(lab, "web", { image, disks: [{ size, name: "root" }] }))).toEqual(["LW1023"]);
  });
});
