import { closeSync, constants, fstatSync, openSync, rmSync, statSync } from "node:fs";
import { LabError } from "../../../constructs/core/lab-error";
import { run } from "../../process/run";
import { buildFailure } from "./build-failure";

/** Held as long as this process, or a tool that was given the descriptor, lives: the kernel gives back what is killed. */
export interface BuildLock {
  readonly descriptor: number;
  release(): void;
}

export interface LockOptions {
  readonly signal?: AbortSignal;
  /** Called once when another one has it. */
  readonly onWait?: () => void;
}

/** Takes a lock, or waits for it. @throws LabError LW3033 when it is interrupted in that */
export async function takeLock(file: string, { signal, onWait }: LockOptions = {}): Promise<BuildLock> {
  for (let hasWaited = false; ; hasWaited = true) {
    const found = await tryLock(file);
    if (found) return found;
    if (!hasWaited) onWait?.();
    await waitFor(file, signal);
  }
}

/** Takes a lock that nobody has. */
export async function tryLock(file: string): Promise<BuildLock | undefined> {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o644);
  const isTaken = (await flock(descriptor, ["-n"])) && isStill(file, descriptor);
  if (isTaken) {
    return {
      descriptor,
      release: () => {
        // While it is held: who waits on what is removed finds that out, and takes the next one.
        rmSync(file, { force: true });
        closeSync(descriptor);
      },
    };
  }
  closeSync(descriptor);
  return undefined;
}

async function waitFor(file: string, signal: AbortSignal | undefined): Promise<void> {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o644);
  try {
    await flock(descriptor, [], signal);
  } finally {
    closeSync(descriptor);
  }
}

/** The lock is of the open file, which this process shares with the command that asks for it. */
async function flock(descriptor: number, options: readonly string[], signal?: AbortSignal): Promise<boolean> {
  const { code, stderr } = await run(["flock", ...options, "3"], { descriptor, signal });
  if (signal?.aborted) throw LabError.of("LW3033");
  if (code > 1) throw buildFailure("flock", stderr);
  return code === 0;
}

function isStill(file: string, descriptor: number): boolean {
  const there = statSync(file, { throwIfNoEntry: false });
  return there !== undefined && there.ino === fstatSync(descriptor).ino;
}
