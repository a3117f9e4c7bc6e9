import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Ends the processes that have a variable in the environment they were started with, and what they start meanwhile. */
export function endProcessesWith(name: string, value: string): void {
  const entry = `${name}=${value}`;
  for (let left = processesWith(entry); left.length > 0; left = processesWith(entry)) left.forEach(end);
}

function processesWith(entry: string): number[] {
  // Linux has it; elsewhere nothing is found.
  if (!existsSync("/proc")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environmentOf(pid).includes(entry)).map(Number);
}

/** None can be read of another user's process, nor of one that has ended. */
function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
