import { accessSync, constants } from "node:fs";
import type { Arch } from "../../constructs/core/arch";
import { probeAccelerator } from "../doctor/kvm/probe";
import { SystemRunner } from "../doctor/system-runner";
import { run } from "../process/run";

export type EmbeddedAccelerator = "kvm" | "hvf" | "tcg";

/** What this user's QEMU can run a machine with: KVM only where a guest really ran under it. */
export async function findAccelerator(arch: Arch): Promise<EmbeddedAccelerator> {
  if (process.platform === "darwin") return findHypervisor(arch);
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
  } catch {
    return "tcg";
  }
  const runner = new SystemRunner({});
  try {
    return (await probeAccelerator(runner, arch)).accelerator;
  } finally {
    await runner.close();
  }
}

async function findHypervisor(arch: Arch): Promise<EmbeddedAccelerator> {
  const same = (process.arch === "arm64" ? "aarch64" : "x86_64") === arch;
  const { stdout } = await run(["sysctl", "-n", "kern.hv_support"]);
  return same && stdout.trim() === "1" ? "hvf" : "tcg";
}
