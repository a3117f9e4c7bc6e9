import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { LabError } from "../../../constructs/core/lab-error";
import { makeFolder } from "../../project/folders";

/** The folders that built images are looked for in: the configured one, and the user's own. */
export function cacheFolders(own: string, configured: string | undefined): readonly string[] {
  return configured === undefined ? [own] : [...new Set([resolve(configured.replace(/^~(?=\/)/, homedir())), own])];
}

/** Where a cache has its built images. */
export function builtFolder(cache: string): string {
  return join(cache, "images", "built");
}

/** The first cache that can be written, for a new image: a shared one may be others' to fill. @throws LabError LW4024 */
export function writableFolder(caches: readonly string[]): string {
  let refused: LabError | undefined;
  for (const folder of caches.map(builtFolder)) {
    try {
      makeFolder(folder);
      if (canWrite(folder)) return folder;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      refused = error;
    }
  }
  throw refused ?? LabError.of("LW4024", { path: builtFolder(caches.at(-1) ?? ""), why: { en: "permission denied", zh: "权限不足" } });
}

export function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
