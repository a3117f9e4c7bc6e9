import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Rig } from "../rig";

const KINDS = ["mnt", "net", "pid", "ipc"];

/** What a rig must leave as it was on the machine itself; other rigs, which may run meanwhile, do not show here. */
export interface MachineState {
  readonly mounts: readonly string[];
  readonly links: readonly string[];
}

export function machineState(): MachineState {
  return { mounts: readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n").sort(), links: readdirSync("/sys/class/net").sort() };
}

/** Asked while the rig runs, answers after its end: what is left of it. */
export function watchTraces(rig: Rig): () => string[] {
  const own = new Set(KINDS.map((kind) => namespace(String(rig.initPid), kind)));
  return () => [
    ...(existsSync(rig.stateDir) ? [rig.stateDir] : []),
    ...readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && KINDS.some((kind) => own.has(namespace(pid, kind)))).map((pid) => `process ${pid}`),
  ];
}

/** Processes end while we read about them; a namespace that cannot be read is nobody's. */
function namespace(pid: string, kind: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return `${kind} of ${pid}, gone`;
  }
}
