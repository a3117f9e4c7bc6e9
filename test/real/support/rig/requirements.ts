import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";

/** Daemons live in sbin, which a user's PATH may lack. */
export const searchPath = [...new Set([...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/usr/bin", "/sbin", "/bin"])]
  .filter((dir) => dir !== "")
  .join(":");

const TOOLS = [
  "bash", "unshare", "nsenter", "flock", "mount", "umount", "ip", "env", "setsid", "ps",
  "libvirtd", "virtlogd", "virsh", "qemu-system-x86_64", "qemu-img", "dnsmasq",
  "ovsdb-tool", "ovsdb-server", "ovs-vswitchd", "ovs-vsctl",
];

/** Directories the rig covers with its own: mount points have to exist. */
const DIRECTORIES = [
  "/etc/libvirt", "/var/lib/libvirt", "/var/cache/libvirt", "/var/log/libvirt",
  "/etc/openvswitch", "/var/lib/openvswitch", "/var/log/openvswitch",
];

const NAMESPACES = ["--mount", "--net", "--pid", "--ipc", "--fork"];

export function hasTool(name: string): boolean {
  return searchPath.split(":").some((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What this machine lacks for a rig, in words; empty if it can run one. */
export function missingForRig(): string[] {
  if (process.platform !== "linux") return ["Linux"];
  const missing = TOOLS.filter((tool) => !hasTool(tool)).map((tool) => `command ${tool}`);
  missing.push(...DIRECTORIES.filter((dir) => !existsSync(dir)).map((dir) => `directory ${dir}`));
  if (!existsSync("/dev/net/tun")) missing.push("device /dev/net/tun");
  if (process.getuid?.() !== 0) missing.push("root");
  // A container may be root and still not be allowed this.
  else if (hasTool("unshare") && spawnSync("unshare", [...NAMESPACES, "true"]).status !== 0) missing.push("permission to make namespaces");
  return missing;
}
