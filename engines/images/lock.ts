import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import type { ImagePin } from "../../constructs/image/image";

/** Digests of a project's images, as they were when first fetched: committed with the project, like any lock file. */
interface LockFile {
  readonly apiVersion: typeof API_VERSION;
  readonly images: Readonly<Record<string, ImagePin>>;
}

/** @throws LabError LW4010, LW4011 */
export function readLock(file: string): Readonly<Record<string, ImagePin>> {
  if (!existsSync(file)) return {};
  let lock: Partial<LockFile>;
  try {
    lock = JSON.parse(readFileSync(file, "utf8")) as Partial<LockFile>;
  } catch (error) {
    throw LabError.of("LW4010", { why: verbatim(error instanceof Error ? error.message : String(error)) }, file);
  }
  if (lock.apiVersion !== API_VERSION) throw LabError.of("LW4011", { given: String(lock.apiVersion), known: API_VERSION }, file);
  return lock.images ?? {};
}

/** Adds pins; those that are there stay as they are. */
export function extendLock(file: string, pins: Readonly<Record<string, ImagePin>>): void {
  const images = { ...pins, ...readLock(file) };
  const sorted = Object.fromEntries(Object.entries(images).sort(([a], [b]) => (a < b ? -1 : 1)));
  const lock: LockFile = { apiVersion: API_VERSION, images: sorted };
  writeFileSync(`${file}.new`, `${JSON.stringify(lock, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}
