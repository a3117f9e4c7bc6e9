import { existsSync, mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isReserved } from "../../constructs/core/stack-id";
import { LabError, show } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends where the system says that a folder's parent is
 * missing and that it exists: `/proc/x`.
 * @returns the folders it made, the uppermost first
 * @throws LabError LW4024, with nothing left of what it made
 */
export function makeFolder(path: string, mode = 0o777): string[] {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  const made: string[] = [];
  try {
    for (const directory of missing) {
      mkdirSync(directory, { mode });
      made.push(directory);
    }
    if (!statSync(path).isDirectory()) throw LabError.of("LW4024", { path, why: { en: "it is no folder", zh: "它不是目录" } });
    return made;
  } catch (error) {
    removeFolders(made);
    throw notWritten(path, error);
  }
}

/** Takes back what `makeFolder` made, where nothing is in it and nobody did before. */
export function removeFolders(made: readonly string[]): void {
  for (const directory of [...made].reverse()) {
    try {
      rmdirSync(directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") return;
    }
  }
}

/** Runs what writes to a path. @throws LabError LW4024 */
export function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw notWritten(path, error);
  }
}

export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** Writes files into folders that it makes: all, or no folder that was not there. @throws LabError LW4024 */
export function writeAll(folders: readonly { readonly directory: string; readonly files: readonly NewFile[] }[]): void {
  const made: string[] = [];
  const written: string[] = [];
  try {
    for (const { directory } of folders) made.push(...makeFolder(directory));
    for (const { directory, files } of folders) {
      for (const { name, text } of files) {
        const file = join(directory, name);
        if (!existsSync(file)) written.push(file);
        writing(file, () => writeFileSync(file, text));
      }
    }
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    removeFolders(made);
    throw error;
  }
}

/** What the system said when something could not be written, as an error of ours; what it did not say stays as it is. */
export function notWritten(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? LabError.of("LW4024", { path, why: verbatim(message) }) : error;
}

/**
 * What a name stands for in a folder, directly in it: what comes from here may be removed with all that is in it.
 * @throws LabError LW1001 for a name that leads anywhere else
 */
export function childOf(directory: string, name: string): string {
  const path = resolve(directory, name);
  if (dirname(path) === resolve(directory) && basename(path) === name && !isReserved(name)) return path;
  throw LabError.of("LW1001", { property: "id", given: show(name), rule: { en: "the name of a folder of its own", zh: "须为独立的目录名" } });
}
