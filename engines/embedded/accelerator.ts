import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Arch } from "../../constructs/core/arch";
import type { Emulator } from "../doctor/kvm/emulator";
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

export interface KeptAccelerator {
  readonly labDirectory: string;
  /** Folder of what may be found out again. */
  readonly cache: string;
  readonly emulator: Emulator;
  /** Instead of trying it out. */
  readonly wanted?: "kvm" | "tcg";
}

/**
 * What was found is kept with the lab: asked again, another answer would start its machines anew. Where KVM only seems to work
 * the trial takes seconds, so that it is also kept until this machine is started again, or has another QEMU.
 */
export async function keptAccelerator(arch: Arch, { labDirectory, cache, emulator, wanted }: KeptAccelerator): Promise<EmbeddedAccelerator> {
  if (wanted !== undefined) return wanted;
  const own = join(labDirectory, "accelerator");
  if (existsSync(own)) return readFileSync(own, "utf8") as EmbeddedAccelerator;
  const tried: Tried = { boot: bootOf(), emulator: `${emulator.path} ${emulator.version}`, user: process.getuid?.() ?? 0 };
  const file = join(cache, `accelerator-${arch}.json`);
  const known = readTried(file);
  const isCurrent = known !== undefined && tried.boot !== "" && known.boot === tried.boot && known.emulator === tried.emulator && known.user === tried.user;
  const found = isCurrent ? known.found : await findAccelerator(arch);
  if (!isCurrent) writeTried(file, { ...tried, found });
  writeFileSync(own, found, { mode: 0o600 });
  return found;
}

interface Tried {
  /** Of Linux: another one at every start. */
  readonly boot: string;
  readonly emulator: string;
  readonly user: number;
}

type Kept = Tried & { readonly found: EmbeddedAccelerator };

function bootOf(): string {
  const file = "/proc/sys/kernel/random/boot_id";
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

function readTried(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Kept;
  } catch {
    return undefined;
  }
}

// Only saves time: where it cannot be kept, it is found out again.
function writeTried(file: string, kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  } catch {
    return;
  }
}

async function findHypervisor(arch: Arch): Promise<EmbeddedAccelerator> {
  const same = (process.arch === "arm64" ? "aarch64" : "x86_64") === arch;
  const { stdout } = await run(["sysctl", "-n", "kern.hv_support"]);
  return same && stdout.trim() === "1" ? "hvf" : "tcg";
}
