import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { takeLock } from "../../../../engines/images/build/build-lock";
import { recipeDigest } from "../../../../engines/images/build/recipe";

export interface CachedImage {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export function cacheDir(): string {
  const dir = process.env["LABWRIGHT_TEST_CACHE"] ?? join(homedir(), ".cache", "labwright-test");
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** The image a recipe was built to before, or a new one by `build`, which is given an empty folder. */
export async function cached(name: string, recipe: unknown, build: (dir: string) => Promise<CachedImage>): Promise<CachedImage> {
  const id = `${name}-${recipeDigest(recipe)}`;
  const known = read(id);
  if (known) return known;
  const lock = await takeLock(join(cacheDir(), `${id}.lock`));
  try {
    const builtMeanwhile = read(id);
    if (builtMeanwhile) return builtMeanwhile;
    const dir = join(cacheDir(), `${id}.build`);
    // The lock is ours: what lies here was left by a build that was killed.
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    try {
      return keep(id, await build(dir));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

function read(id: string): CachedImage | undefined {
  try {
    const image = JSON.parse(readFileSync(join(cacheDir(), `${id}.json`), "utf8")) as Omit<CachedImage, "path">;
    return { path: join(cacheDir(), `${id}.qcow2`), ...image };
  } catch {
    return undefined;
  }
}

function keep(id: string, image: CachedImage): CachedImage {
  const path = join(cacheDir(), `${id}.qcow2`);
  renameSync(image.path, path);
  const { sha256, sizeBytes } = image;
  // Last, and whole: it is what says that the image is there.
  const record = join(cacheDir(), `${id}.json`);
  writeFileSync(`${record}.new`, JSON.stringify({ sha256, sizeBytes }));
  renameSync(`${record}.new`, record);
  return { path, sha256, sizeBytes };
}
