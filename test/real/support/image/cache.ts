import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

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

/** Stable for equal recipes, whatever the order their keys were written in. */
export function recipeDigest(recipe: unknown): string {
  const sorted = JSON.stringify(recipe, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value);
  return createHash("sha256").update(sorted).digest("hex").slice(0, 12);
}

/** The image a recipe was built to before, or a new one by `build`, which is given an empty folder. */
export async function cached(name: string, recipe: unknown, build: (dir: string) => Promise<CachedImage>): Promise<CachedImage> {
  const id = `${name}-${recipeDigest(recipe)}`;
  const known = read(id);
  if (known) return known;
  const release = await takeLock(join(cacheDir(), `${id}.lock`));
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
    release();
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

/** Test workers build one image at a time; a lock whose holder died is free. */
async function takeLock(path: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch {
      if (!holderAlive(path)) rmSync(path, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function holderAlive(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}
