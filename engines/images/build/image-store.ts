import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IMAGE_FILE } from "../../embedded/kernel-files";
import { writeFailure } from "./build-failure";
import { takeLock, tryLock, type BuildLock } from "./build-lock";
import { BuildTools } from "./build-tools";
import { readBuiltImage, type BuiltImage, type BuiltImageRecord } from "./built-image";

/** Fills `finished` with an image's files, by way of `work`; what is left in that is removed. */
export type Build = (tools: BuildTools, work: string, finished: string) => Promise<BuiltImageRecord>;

export interface KeepOptions {
  readonly signal?: AbortSignal;
  readonly onWait?: () => void;
}

const WORK = ".build";
const LOCK = ".lock";

/**
 * The image of an id in a folder, built if it is not there. Another process that builds it is waited for; what killed ones
 * left is removed.
 * @throws LabError LW3031, LW3033, LW4024, and what `build` throws
 */
export async function keepImage(folder: string, id: string, build: Build, options: KeepOptions = {}): Promise<BuiltImage> {
  try {
    return await keepLocked(folder, id, build, options);
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

async function keepLocked(folder: string, id: string, build: Build, { signal, onWait }: KeepOptions): Promise<BuiltImage> {
  const lock = await takeLock(join(folder, `.${id}${LOCK}`), { signal, onWait });
  const work = join(folder, `.${id}${WORK}`);
  const remove = (): Promise<unknown> => removeTree(work, lock);
  try {
    await removeLeft(folder, id);
    await remove();
    const meanwhile = readBuiltImage(join(folder, id));
    if (meanwhile) return meanwhile;
    const finished = join(work, "finished");
    mkdirSync(finished, { recursive: true });
    const record = await build(new BuildTools({ signal, lock: lock.descriptor }), work, finished);
    return await moveIn(folder, id, finished, record, lock);
  } finally {
    await remove().finally(() => lock.release());
  }
}

/** Removes an image; its record goes first. */
export function removeImage(folder: string): void {
  rmSync(join(folder, BUILT_IMAGE_FILE), { force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** The record goes last: it says that the image is there. */
async function moveIn(folder: string, id: string, finished: string, record: BuiltImageRecord, lock: BuildLock): Promise<BuiltImage> {
  for (const file of readdirSync(finished)) settle(join(finished, file));
  chmodSync(finished, 0o755);
  const target = join(folder, id);
  await removeTree(target, lock);
  renameSync(finished, target);
  const text = join(target, `.${BUILT_IMAGE_FILE}`);
  writeFileSync(text, `${JSON.stringify(record, undefined, 2)}\n`);
  settle(text);
  renameSync(text, join(target, BUILT_IMAGE_FILE));
  const image = readBuiltImage(target);
  if (image === undefined) throw new Error(`${target} is not what was written`);
  return image;
}

/** Readable by all, and on the disk: a record must not outlive a power cut that its image does not. */
function settle(file: string): void {
  chmodSync(file, 0o644);
  const descriptor = openSync(file, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** What builds of other images left that were killed. */
async function removeLeft(folder: string, own: string): Promise<void> {
  const left = readdirSync(folder).flatMap((name) => /^\.(.+)\.(?:build|lock)$/.exec(name)?.[1] ?? []);
  for (const id of new Set(left.filter((one) => one !== own))) {
    const lock = await tryLock(join(folder, `.${id}${LOCK}`));
    if (lock === undefined) continue;
    await removeTree(join(folder, `.${id}${WORK}`), lock).finally(() => lock.release());
  }
}

/** Also where it has files of the user's subordinate ids. Nothing interrupts it. */
function removeTree(path: string, { descriptor }: BuildLock): Promise<unknown> {
  return new BuildTools({ lock: descriptor }).asRoot("rm", "-rf", "--one-file-system", "--", path);
}
