import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildTools } from "./build-tools";
import type { ImageFile, ImageRecipe } from "./recipe";

// A user namespace may not mount it, and no package's script asks for it.
const OPTIONS = ["--mode=root", "--format=directory", "--architectures=amd64", "--skip=chroot/mount/sys"];

/** Commands in the tree have the machine's devices; the namespace takes the mount with it. */
const IN_TREE = 'mount --rbind /dev "$1/dev"; exec chroot "$1" sh -ec "$2"';

/** The recipe's packages, installed. */
export async function bootstrap(tools: BuildTools, recipe: ImageRecipe, sources: readonly string[], dir: string, root: string): Promise<void> {
  const early = join(dir, "early");
  mkdirSync(early);
  // Copied with it, to the root.
  chmodSync(early, 0o755);
  writeFiles(early, recipe.earlyFiles);
  const prose = ["doc", "man", "info", "locale", "lintian", "bug"].map((name) => `/usr/share/${name}/*`);
  const excluded = [...prose, ...recipe.excluded].map((path) => `--dpkgopt=path-exclude=${path}`);
  await mmdebstrap(tools, recipe, sources, root, "--variant=minbase", ...excluded, `--essential-hook=cp -a '${early}/.' "$1/"`);
}

/** The packages' files without any of their scripts run: quick, for what only needs some of them. */
export async function unpack(tools: BuildTools, recipe: Pick<ImageRecipe, "suite" | "packages">, sources: readonly string[], root: string): Promise<void> {
  await mmdebstrap(tools, recipe, sources, root, "--variant=extract");
}

async function mmdebstrap(tools: BuildTools, { suite, packages }: Pick<ImageRecipe, "suite" | "packages">, sources: readonly string[], root: string, ...options: string[]): Promise<void> {
  await tools.asRoot("mmdebstrap", ...OPTIONS, ...options, `--include=${packages.join(",")}`, suite, root, ...sources);
}

/** What the recipe has beyond its packages. The files of the tree's root are the user's own, so they are written as any other. */
export async function customise(tools: BuildTools, recipe: ImageRecipe, root: string): Promise<void> {
  // Of the building machine, not of the image; and devtmpfs has the devices.
  await tools.asRoot("sh", "-ec", 'cd "$1"; shift; rm -rf -- dev/* "$@"', "sh", root, "etc/hostname", "etc/resolv.conf", ...recipe.removed);
  writeFiles(root, recipe.files);
  for (const name of recipe.masked) {
    const link = join(root, "etc/systemd", name);
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync("/dev/null", link);
  }
  for (const command of recipe.commands) await tools.asRoot("sh", "-ec", IN_TREE, "sh", root, command);
}

function writeFiles(root: string, files: Readonly<Record<string, ImageFile>>): void {
  for (const [path, file] of Object.entries(files)) {
    const target = join(root, path);
    makeFolders(root, dirname(path));
    writeFileSync(target, file.content);
    // Not by writeFileSync: the umask would have its say.
    chmodSync(target, file.mode ?? 0o644);
  }
}

function makeFolders(root: string, path: string): void {
  const made = mkdirSync(join(root, path), { recursive: true });
  for (let at = join(root, path); made !== undefined && at.startsWith(made); at = dirname(at)) chmodSync(at, 0o755);
}
