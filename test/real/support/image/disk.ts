import { createHash } from "node:crypto";
import { createReadStream, statSync, truncateSync, writeFileSync } from "node:fs";
import { writeBootSector, type KernelEntry } from "./boot-sector";
import type { CachedImage } from "./cache";
import { exec } from "./exec";

/** The file system starts here; the space before it is the boot loader's. */
const PARTITION_OFFSET = 1024 * 1024;

export interface DiskLayout {
  readonly sizeMiB: number;
  readonly kernel: KernelEntry;
}

/** A raw disk with one partition that holds `root` and boots by BIOS. */
export async function makeDisk(root: string, raw: string, layout: DiskLayout): Promise<void> {
  writeFileSync(raw, "");
  truncateSync(raw, layout.sizeMiB * 1024 * 1024);
  const sizeKiB = layout.sizeMiB * 1024 - PARTITION_OFFSET / 1024;
  await exec(
    "mke2fs", "-q", "-F", "-t", "ext4", "-L", "root", "-m", "1",
    // Newer than the boot loader knows.
    "-O", "^metadata_csum_seed,^orphan_file",
    "-E", `offset=${PARTITION_OFFSET},lazy_itable_init=1,nodiscard`, "-d", root, raw, `${sizeKiB}k`,
  );
  await writeBootSector(raw, PARTITION_OFFSET, layout.kernel);
}

export async function finish(raw: string, qcow2: string): Promise<CachedImage> {
  await exec("qemu-img", "convert", "-c", "-O", "qcow2", "-o", "compression_type=zstd", raw, qcow2);
  return { path: qcow2, sha256: await sha256(qcow2), sizeBytes: statSync(qcow2).size };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
