import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { debianSources } from "./apt-sources";
import { exec } from "./exec";
import type { ImageFile, ImageRecipe } from "./recipe";

/** mmdebstrap mounts and unmounts; in namespaces of its own nothing of it outlives a failure. */
const CONTAINED = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"] as const;

/** The recipe's packages, installed. */
export async function bootstrap(recipe: ImageRecipe, dir: string, root: string): Promise<void> {
  const early = join(dir, "early");
  mkdirSync(early);
  writeFiles(early, recipe.earlyFiles);
  const prose = ["doc", "man", "info", "locale", "lintian", "bug"].map((name) => `/usr/share/${name}/*`);
  const excluded = [...prose, ...recipe.excluded].map((path) => `--dpkgopt=path-exclude=${path}`);
  await mmdebstrap(recipe.suite, root, recipe.packages, "--variant=minbase", ...excluded, `--essential-hook=cp -a '${early}/.' "$1/"`);
}

/** The packages' files without any of their scripts run: quick, for what only needs some of them. */
export async function unpack(suite: string, packages: readonly string[], root: string): Promise<void> {
  await mmdebstrap(suite, root, packages, "--variant=extract");
}

async function mmdebstrap(suite: string, root: string, packages: readonly string[], ...options: string[]): Promise<void> {
  const [command, ...args] = CONTAINED;
  await exec(command, ...args, "mmdebstrap", "--mode=root", "--format=directory", ...options, `--include=${packages.join(",")}`, suite, root, ...debianSources(suite));
}

export async function customise(recipe: ImageRecipe, root: string): Promise<void> {
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

function writeFiles(root: string, files: Readonly<Record<string, ImageFile>>): void {
  for (const [path, file] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.content);
    // Not by writeFileSync: the umask would have its say.
    chmodSync(target, file.mode ?? 0o644);
  }
}
