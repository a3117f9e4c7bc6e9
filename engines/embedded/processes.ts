import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../process/run";

/** A process, by the words it was started with. */
export interface LabProcess {
  readonly pid: number;
  readonly words: readonly string[];
}

/** All processes, but this one. A lab's are found by what they were started with, never by a number in a file, which may by now be another's. */
export async function findProcesses(): Promise<LabProcess[]> {
  const all = process.platform === "linux" ? fromProc() : await fromPs();
  return all.filter(({ pid }) => pid !== process.pid);
}

/** Ends processes, and waits until they are gone. @returns those that are still there */
export async function endProcesses(find: () => Promise<readonly LabProcess[]>): Promise<readonly LabProcess[]> {
  let left = await find();
  for (let tries = 0; left.length > 0 && tries < 100; tries++) {
    for (const { pid } of left) send(pid, "SIGKILL");
    await sleep(50);
    left = await find();
  }
  return left;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, or not ours: looking again tells.
  }
}

function fromProc(): LabProcess[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").slice(0, -1);
      // Of one that has ended and was not yet asked after, nothing is left to read.
      return words.length > 0 ? [{ pid: Number(name), words }] : [];
    } catch {
      return [];
    }
  });
}

// ps does not tell where a word ends: none of ours has a space in it.
async function fromPs(): Promise<LabProcess[]> {
  const { stdout } = await run(["ps", "-axww", "-o", "pid=,command="]);
  return stdout.split("\n").filter(Boolean).map((line) => {
    const [pid = "", ...words] = line.trim().split(/\s+/);
    return { pid: Number(pid), words };
  });
}
