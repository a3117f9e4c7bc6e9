import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import { verbatim } from "../../constructs/core/text";
import type { DiskSpec, ImageSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { run } from "../process/run";
import { hostWords } from "../terraform/host-words";
import type { MachineFiles } from "./lab-files";
import type { Firmware } from "./qemu/firmware";

/** The disks of a machine that are not there yet; what has a disk's name is whole. */
export async function makeDisks(machine: MachineSpec, files: MachineFiles, image: { readonly spec: ImageSpec; readonly path: string } | undefined): Promise<void> {
  for (const disk of machine.disks) {
    const path = files.disk(disk.name);
    const backing = disk.image === undefined || image === undefined ? [] : ["-b", image.path, "-F", image.spec.format];
    if (!existsSync(path)) await whole(path, (part) => qemuImg(machine, "create", "-q", "-f", "qcow2", ...backing, part, String(disk.bytes)));
    else if (disk.image === undefined) await grow(machine, disk, path);
  }
}

/** Removes what a rebuilt machine starts anew with; its data disks stay. */
export function forgetRoot(machine: MachineSpec, files: MachineFiles): void {
  const [root] = machine.disks;
  for (const file of [root && files.disk(root.name), files.seed, files.firmwareVariables, files.record]) if (file !== undefined) rmSync(file, { force: true });
}

/** UEFI keeps its settings in a file of the machine's own. */
export function makeFirmwareVariables(files: MachineFiles, { template }: Firmware): string {
  const path = files.firmwareVariables;
  if (existsSync(path)) return path;
  copyFileSync(template, `${path}.new`);
  renameSync(`${path}.new`, path);
  return path;
}

export function writeSeed(files: MachineFiles, content: Buffer): void {
  writeFileSync(`${files.seed}.new`, content, { mode: 0o600 });
  renameSync(`${files.seed}.new`, files.seed);
}

/** @throws LabError LW2081 where the disk would shrink */
async function grow(machine: MachineSpec, disk: DiskSpec, path: string): Promise<void> {
  const { "virtual-size": bytes } = JSON.parse(await qemuImg(machine, "info", "--output=json", path)) as { "virtual-size": number };
  if (bytes > disk.bytes) {
    throw LabError.of("LW2081", { said: hostWords(`${machine.name}/${disk.name} has ${formatBytes(bytes)}, and ${formatBytes(disk.bytes)} is less`) }, machine.path);
  }
  if (bytes < disk.bytes) await qemuImg(machine, "resize", "-q", path, String(disk.bytes));
}

async function whole(path: string, make: (part: string) => Promise<unknown>): Promise<void> {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  await make(part);
  renameSync(part, path);
}

async function qemuImg({ name }: MachineSpec, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["qemu-img", ...words]);
  if (code !== 0) throw LabError.of("LW3020", { machine: name, why: verbatim(stderr.trim()) });
  return stdout;
}
