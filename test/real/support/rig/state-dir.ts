import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

const PREFIX = "labwright-rig-";
/** Younger ones may not have taken their lock yet. */
const YOUNG_MS = 60_000;

/** The rig's files on disk: images are too large for a tmpfs. */
export function makeStateDir(parent: string): string {
  return mkdtempSync(join(parent, PREFIX));
}

/** Removes directories whose rig was killed so hard that even its supervisor could not tidy up. */
export function sweepStateDirs(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = join(parent, name);
    const age = Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    // Without the lock nobody uses it.
    if (age > YOUNG_MS) spawnSync("flock", ["--nonblock", join(dir, ".lock"), "rm", "-rf", dir]);
  }
}
