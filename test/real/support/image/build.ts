import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, rmSync, statSync, writeFileSync, chmodSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { debianSources } from "./apt-sources";
import { writeBootSector } from "./boot-sector";
import type { CachedImage } from "./cache";
import { exec } from "./exec";
import type { ImageFile, ImageRecipe } from "./recipe";

/** The file system starts here; the space before it is the boot loader's. */
const PARTITION_OFFSET = 1024 * 1024;

/** What the boot loader asks for, whatever the kernel's version. */
const KERNEL = { image: "/vmlinuz", initrd: "/initrd.img" };

/** Builds a bootable qcow2 in `dir`: no loop device, and no mount outside mmdebstrap's own namespace. */
export async function buildImage(recipe: ImageRecipe, dir: string): Promise<CachedImage> {
  const root = join(dir, "root");
  const raw = join(dir, "disk.raw");
  const qcow2 = join(dir, "disk.qcow2");
  await bootstrap(recipe, dir, root);
  await customise(recipe, root);
  await makeDisk(recipe, root, raw);
  await exec("qemu-img", "convert", "-c", "-O", "qcow2", "-o", "compression_type=zstd", raw, qcow2);
  return { path: qcow2, sha256: await sha256(qcow2), sizeBytes: statSync(qcow2).size };
}

async function bootstrap(recipe: ImageRecipe, dir: string, root: string): Promise<void> {
  const early = join(dir, "early");
  mkdirSync(early);
  writeFiles(early, recipe.earlyFiles);
  const prose = ["doc", "man", "info", "locale", "lintian", "bug"].map((name) => `/usr/share/${name}/*`);
  const excluded = [...prose, ...recipe.excluded].map((path) => `--dpkgopt=path-exclude=${path}`);
  await exec(
    "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
    "mmdebstrap", "--mode=root", "--format=directory", "--variant=minbase", ...excluded,
    `--include=${recipe.packages.join(",")}`,
    `--essential-hook=cp -a '${early}/.' "$1/"`,
    recipe.suite, root, ...debianSources(recipe.suite),
  );
}

async function customise(recipe: ImageRecipe, root: string): Promise<void> {
  // Of the building machine, not of the image.
  for (const path of ["etc/hostname", "etc/resolv.conf", ...recipe.removed]) rmSync(join(root, path), { recursive: true, force: true });
  writeFiles(root, recipe.files);
  for (const name of recipe.masked) {
    const link = join(root, "etc/systemd", name);
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync("/dev/null", link);
  }
  for (const command of recipe.commands) await exec("chroot", root, "sh", "-ec", command);
}

async function makeDisk(recipe: ImageRecipe, root: string, raw: string): Promise<void> {
  writeFileSync(raw, "");
  truncateSync(raw, recipe.virtualSizeMiB * 1024 * 1024);
  const sizeKiB = recipe.virtualSizeMiB * 1024 - PARTITION_OFFSET / 1024;
  await exec(
    "mke2fs", "-q", "-F", "-t", "ext4", "-L", "root", "-m", "1",
    // Newer than the boot loader knows.
    "-O", "^metadata_csum_seed,^orphan_file",
    "-E", `offset=${PARTITION_OFFSET},lazy_itable_init=1,nodiscard`, "-d", root, raw, `${sizeKiB}k`,
  );
  await writeBootSector(raw, PARTITION_OFFSET, { ...KERNEL, arguments: `root=LABEL=root ${recipe.kernelArguments}` });
}

function writeFiles(root: string, files: Readonly<Record<string, ImageFile>>): void {
  for (const [path, file] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.content);
    // Not by writeFileSync: the umask would have its say.
    chmodSync(target, file.mode ?? 0o644);
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
