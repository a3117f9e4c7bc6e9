import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { makeFolder, removeFolders } from "./folders";

/** Who holds a lock: process ids come again, with another start. */
interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly host: string;
}

// Between being made and being written a lock has no owner; longer than that, its maker was killed there.
const UNWRITTEN_MS = 5000;

/**
 * Keeps other labwrights from working on a lab at the same time; what a killed one left does not.
 * @returns what gives it back
 * @throws LabError LW4022
 */
export function lock(file: string, lab: string): () => void {
  const made = makeFolder(dirname(file), 0o700);
  const mine: Owner = { pid: process.pid, started: startOf(process.pid) ?? "", host: hostname() };
  const text = JSON.stringify(mine);
  for (let tries = 0; !written(file, text); tries++) {
    const holder = read(file);
    if (holder.isHeld || tries > 10) throw LabError.of("LW4022", { lab, pid: holder.owner?.pid ?? "?", host: holder.owner?.host ?? mine.host, file });
    moveAway(file, holder.text);
  }
  return () => {
    if (existsSync(file) && readFileSync(file, "utf8") === text) rmSync(file, { force: true });
    removeFolders(made);
  };
}

function written(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): { readonly isHeld: boolean; readonly text?: string; readonly owner?: Owner } {
  try {
    const text = readFileSync(file, "utf8");
    const owner = parse(text);
    if (owner === undefined) return { isHeld: Date.now() - statSync(file).mtimeMs < UNWRITTEN_MS, text };
    // Of another machine, or container, nothing can be known from here.
    return { isHeld: owner.host !== hostname() || startOf(owner.pid) === owner.started, text, owner };
  } catch {
    return { isHeld: false };
  }
}

/** Two may find the same lock stale: the one that comes late must not take away what the first made in its place. */
function moveAway(file: string, stale: string | undefined): void {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, "utf8") === stale) rmSync(aside);
  else renameSync(aside, file);
}

function parse(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return typeof owner?.pid === "number" ? (owner as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** When a process was started; undefined where there is none. */
function startOf(pid: number): string | undefined {
  if (!existsSync("/proc/self/stat")) return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim() || undefined;
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The command's name, in parentheses, may hold anything. @see proc(5): starttime is field 22, state is field 3
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return state === "Z" ? undefined : `${boot} ${rest[18] ?? ""}`;
  } catch {
    return undefined;
  }
}
