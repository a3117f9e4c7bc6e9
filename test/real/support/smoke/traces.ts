import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import type { Rig } from "../rig";

const KINDS = ["mnt", "net", "pid", "ipc"];

/**
 * Asked while the rig runs, answers after its end: what is left of it on the machine. Only what is
 * provably its own, for others, and other rigs, come and go meanwhile.
 */
export function watchTraces(rig: Rig, links: readonly string[]): () => string[] {
  const own = new Set(KINDS.map((kind) => namespace(String(rig.initPid), kind)));
  return () => [
    ...(existsSync(rig.stateDir) ? [rig.stateDir] : []),
    ...readdirSync("/sys/class/net").filter((name) => links.includes(name)),
    ...readFileSync("/proc/self/mountinfo", "utf8").split("\n").filter((mount) => mount.includes(basename(rig.stateDir))),
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
