import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildTools } from "./build-tools";

const SECTOR = 512;
/** The rest of the first sector is the partition table. */
const BOOT_CODE_BYTES = 440;

/** The kernel that a disk boots, and the boot loader that does it. */
export interface KernelEntry {
  /** Where GRUB's parts lie on this machine. */
  readonly grub: string;
  readonly image: string;
  readonly initrd: string;
  readonly arguments: string;
}

/**
 * Makes a raw disk boot one kernel by BIOS. boot.img loads its successor from sector 1 and that its rest from
 * sector 2 unless told otherwise, so plain copying does what grub-bios-setup does, without a block device.
 * The entry is embedded: no menu, no grub.cfg, no module to load from the disk.
 */
export async function writeBootSector(tools: BuildTools, disk: string, partitionOffset: number, entry: KernelEntry): Promise<void> {
  await tools.runWith(`label: dos\nstart=${partitionOffset / SECTOR}, type=83, bootable\n`, "sfdisk", "--quiet", disk);
  const work = dirname(disk);
  const config = join(work, "grub-embedded.cfg");
  const core = join(work, "core.img");
  writeFileSync(config, [`linux ${entry.image} ${entry.arguments}`, `initrd ${entry.initrd}`, "boot", ""].join("\n"));
  await tools.run("grub-mkimage", "-O", "i386-pc", "-d", entry.grub, "-p", "(,msdos1)/boot/grub", "-c", config, "-o", core,
    "biosdisk", "part_msdos", "ext2", "linux", "boot");
  const loader = readFileSync(core);
  if (SECTOR + loader.length > partitionOffset) throw new Error(`the boot loader (${loader.length} bytes) does not fit before the partition`);
  const fd = openSync(disk, "r+");
  try {
    writeSync(fd, readFileSync(join(entry.grub, "boot.img")), 0, BOOT_CODE_BYTES, 0);
    writeSync(fd, loader, 0, loader.length, SECTOR);
  } finally {
    closeSync(fd);
  }
}
