import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import type { DiskSpec, ImageSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { ImageFiles } from "../../engines/embedded/image-files";
import { kernelOf } from "../../engines/embedded/kernel-files";
import { LabFiles, type MachineFiles } from "../../engines/embedded/lab-files";
import { makeDisks, makeFirmwareVariables, writeSeed } from "../../engines/embedded/machine-disks";
import { FakeHost } from "../engines/support/fake-host";
import { named } from "./support/lab";

// A disk is a file with its size; what was called is a line each.
const QEMU_IMG = `
echo "$*" >> "$FAKE_DIR/log"
for last; do :; done
case "$1" in
  create) [ ! -e "$FAKE_DIR/full" ] || { echo partly > "$9"; echo "no space left" >&2; exit 1; }
    for word; do [ "$word" != "$last" ] && file=$word; done; echo "$last" > "$file" ;;
  info) echo "{\\"virtual-size\\": $(cat "$last")}" ;;
  resize) echo "$last" > "$3" ;;
esac
`;
const IMAGE: ImageSpec = { name: "debian-12", arch: "x86_64", url: "https://x/debian.qcow2", fileName: "debian.qcow2", format: "qcow2" };

let host: FakeHost;
let own: MachineFiles;
beforeEach(() => {
  host = new FakeHost({ "qemu-img": QEMU_IMG });
  own = new LabFiles(host.directory, host.directory).machine("box");
  mkdirSync(own.directory, { recursive: true });
});
afterEach(() => host.close());

const machineWith = (...data: Partial<DiskSpec>[]): MachineSpec => named("box", {
  disks: [{ name: "root", bytes: 4096, bus: "virtio", image: IMAGE.fileName }, ...data.map((disk, index) => ({ name: `data${index}`, bytes: 1024, bus: "virtio" as const, ...disk }))],
});
const make = (machine: MachineSpec): Promise<void> => makeDisks(machine, own, { spec: IMAGE, path: "/cache/debian.qcow2" });
const sizes = (): Record<string, string> => Object.fromEntries(readdirSync(own.directory).map((name) => [name, readFileSync(join(own.directory, name), "utf8").trim()]));

describe("disks (qemu-img is faked)", () => {
  test("are made where they are not there: the root disk on its image, others empty", async () => {
    await make(machineWith({}));
    expect(sizes()).toEqual({ "root.qcow2": "4096", "data0.qcow2": "1024" });
    expect(host.log).toEqual([
      `create -q -f qcow2 -b /cache/debian.qcow2 -F qcow2 ${own.disk("root")}.part 4096`,
      `create -q -f qcow2 ${own.disk("data0")}.part 1024`,
    ]);
  });

  test("stay as they are, and a data disk grows", async () => {
    await make(machineWith({}));
    await make(machineWith({}));
    expect(host.log.filter((call) => /create|resize/.test(call))).toHaveLength(2);
    await make(machineWith({ bytes: 2048 }));
    expect(sizes()).toEqual({ "root.qcow2": "4096", "data0.qcow2": "2048" });
  });

  test("do not shrink: LW2081 says which, and by how much", async () => {
    await make(machineWith({ bytes: 2 * 1024 ** 3 }));
    const error = await make(machineWith({ bytes: 1024 ** 3 })).catch((one: unknown) => one as LabError);
    expect(error).toBeInstanceOf(LabError);
    expect(error?.problems).toEqual([{ code: "LW2081", path: "demo/box", values: { said: { en: "box/data0 has 2 GiB, and 1 GiB is less", zh: "box/data0 现有 2 GiB，1 GiB 小于现有大小" } } }]);
    expect(sizes()["data0.qcow2"]).toBe(String(2 * 1024 ** 3));
  });

  test("that could not be made whole are not there, and are made again", async () => {
    host.write("full");
    await expect(make(machineWith())).rejects.toThrow(/LW3020.*no space left/);
    expect(existsSync(own.disk("root"))).toBe(false);
    writeFileSync(`${own.disk("root")}.part`, "of a killed run");
    rmSync(join(host.directory, "full"));
    await make(machineWith());
    expect(sizes()).toEqual({ "root.qcow2": "4096" });
  });
});

test("a seed is the user's alone, UEFI's variables are the machine's own and kept", () => {
  writeSeed(own, Buffer.from("seed"));
  expect([readFileSync(own.seed, "utf8"), statSync(own.seed).mode & 0o777]).toEqual(["seed", 0o600]);
  const template = join(host.directory, "template.fd");
  writeFileSync(template, "empty");
  const path = makeFirmwareVariables(own, { code: "/code", template, format: "raw" });
  writeFileSync(path, "of the machine");
  expect([makeFirmwareVariables(own, { code: "/code", template, format: "raw" }), readFileSync(path, "utf8")]).toEqual([own.firmwareVariables, "of the machine"]);
});

describe("an image", () => {
  const folders = (): [string, string] => [join(host.directory, "shared"), join(host.directory, "own")];
  const put = (cache: string, ...names: string[]): void => {
    mkdirSync(join(cache, "images"), { recursive: true });
    for (const name of names) writeFileSync(join(cache, "images", name), "");
  };

  test("is where it was fetched to whole, the shared folder first, else where it will be", () => {
    const [shared, mine] = folders();
    const files = new ImageFiles([shared, mine]);
    expect([files.pathOf(IMAGE), files.isThere(IMAGE)]).toEqual([join(mine, "images/debian.qcow2"), false]);
    put(shared, "debian.qcow2");
    expect(files.pathOf(IMAGE)).toBe(join(mine, "images/debian.qcow2"));
    put(shared, "debian.qcow2.digest");
    expect([files.pathOf(IMAGE), files.isThere(IMAGE)]).toEqual([join(shared, "images/debian.qcow2"), true]);
  });

  test("of this machine is read where it lies, one that is packed is unpacked first", () => {
    const files = new ImageFiles(folders());
    expect(files.pathOf({ ...IMAGE, url: "file:///srv/x.qcow2" })).toBe("/srv/x.qcow2");
    expect(files.pathOf({ ...IMAGE, url: "file:///srv/x.qcow2.xz", compression: "xz" })).toBe(join(folders()[1], "images/debian.qcow2"));
  });

  test("that labwright built is started by its kernel, another one by its boot loader", () => {
    const url = `file://${host.directory}/disk.qcow2`;
    expect([kernelOf({ url: IMAGE.url }), kernelOf({ url })]).toEqual([undefined, undefined]);
    host.write("image.json", JSON.stringify({ kernel: { file: "vmlinuz", initrd: "initrd", arguments: "ro" } }));
    expect(kernelOf({ url })).toEqual({ kernel: join(host.directory, "vmlinuz"), initrd: join(host.directory, "initrd"), arguments: "ro" });
    host.write("image.json", "{}");
    expect(kernelOf({ url })).toBeUndefined();
  });
});
