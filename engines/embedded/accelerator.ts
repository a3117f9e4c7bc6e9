import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** What was found is kept with the lab: asked again, another answer would start its machines anew. */
export async function keptAccelerator(labDirectory: string, arch: Arch, wanted: "kvm" | "tcg" | undefined): Promise<EmbeddedAccelerator> {
  if (wanted !== undefined) return wanted;
  const file = join(labDirectory, "accelerator");
  if (existsSync(file)) return readFileSync(file, "utf8") as EmbeddedAccelerator;
  const found = await findAccelerator(arch);
  writeFileSync(file, found, { mode: 0o600 });
  return found;
}

async function findHypervisor(arch: Arch): Promise<EmbeddedAccelerator> {
  const same = (process.arch === "arm64" ? "aarch64" : "x86_64") === arch;
  const { stdout } = await run(["sysctl", "-n", "kern.hv_support"]);
  return same && stdout.trim() === "1" ? "hvf" : "tcg";
}
