import { lstatSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { makeFolder, removeFolders } from "../project/folders";

/**
 * Makes the folder of a lab's sockets. Where there is no folder of the user's own for such things it is below /tmp, where
 * another user may have put one of that name first: whose that is could put other sockets in the place of the lab's.
 * @throws LabError LW4024
 */
export function makeRuntimeFolder(path: string): void {
  const above = dirname(path);
  makeFolder(above, 0o700);
  const found = lstatSync(above);
  const isOwn = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  if (!isOwn) throw LabError.of("LW4024", { path: above, why: { en: "others may write to it", zh: "其他用户可写入该目录" } });
  makeFolder(path, 0o700);
}

/** Removes it, and what it lay in where no other lab has anything there. */
export function removeRuntimeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
  removeFolders([dirname(path)]);
}
