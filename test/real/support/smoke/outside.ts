import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Of the machine itself, outside any rig: what a rig must not change. */
export interface OutsideInventory {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly links: readonly string[];
  readonly namespaces: readonly string[];
  readonly stateDirs: readonly string[];
}

const DAEMONS = /^(libvirtd|virtlogd|ovsdb-server|ovs-vswitchd|dnsmasq|qemu-.*|unshare|nsenter)$/;

export function outsideInventory(): OutsideInventory {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return {
    processes: pids.map(commandName).filter((name) => DAEMONS.test(name)).sort(),
    mounts: readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n").sort(),
    links: readdirSync("/sys/class/net").sort(),
    namespaces: [...new Set(pids.flatMap((pid) => ["mnt", "net", "pid", "ipc"].map((kind) => namespace(pid, kind))))].sort(),
    stateDirs: readdirSync("/var/tmp").filter((name) => name.startsWith("labwright-")).sort(),
  };
}

function commandName(pid: string): string {
  return attempt(() => readFileSync(`/proc/${pid}/comm`, "utf8").trim());
}

function namespace(pid: string, kind: string): string {
  return attempt(() => readlinkSync(`/proc/${pid}/ns/${kind}`));
}

/** Processes end while we read about them. */
function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
