import { createHash } from "node:crypto";
import { createReadStream, truncateSync, writeFileSync } from "node:fs";
import { writeBootSector, type KernelEntry } from "./boot-sector";
import type { BuildTools } from "./build-tools";

/** The file system starts here; the space before it is the boot loader's. */
const PARTITION_OFFSET = 1024 * 1024;

/** A lab's smallest disk is 5 GiB, and an overlay smaller than its image would cut it off. */
const SMALLEST_MIB = 3072;

export interface DiskLayout {
  readonly sizeMiB: number;
  readonly kernel: KernelEntry;
}

/** Whole GiB that a tree fits into, with the file system's own share and some room to start in. */
export async function diskSizeMiB(tools: BuildTools, root: string): Promise<number> {
  const usedMiB = Number((await tools.asRoot("du", "-sm", root)).split("\t")[0]);
  return Math.max(SMALLEST_MIB, Math.ceil((usedMiB * 1.2 + 512) / 1024) * 1024);
}

/** A raw disk with one partition that holds `root` and boots by BIOS. */
export async function makeDisk(tools: BuildTools, root: string, raw: string, layout: DiskLayout): Promise<void> {
  writeFileSync(raw, "");
  truncateSync(raw, layout.sizeMiB * 1024 * 1024);
  const sizeKiB = layout.sizeMiB * 1024 - PARTITION_OFFSET / 1024;
  await tools.asRoot(
    "mke2fs", "-q", "-F", "-t", "ext4", "-L", "root", "-m", "1",
    // Newer than the boot loader knows.
    "-O", "^metadata_csum_seed,^orphan_file",
    "-E", `offset=${PARTITION_OFFSET},lazy_itable_init=1,nodiscard`, "-d", root, raw, `${sizeKiB}k`,
  );
  await writeBootSector(tools, raw, PARTITION_OFFSET, layout.kernel);
}

/** The raw disk as a compressed qcow2. @returns its digest */
export async function compressDisk(tools: BuildTools, raw: string, qcow2: string): Promise<string> {
  await tools.run("qemu-img", "convert", "-c", "-O", "qcow2", "-o", "compression_type=zstd", raw, qcow2);
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(qcow2)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
