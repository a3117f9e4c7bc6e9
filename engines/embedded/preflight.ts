import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Arch } from "../../constructs/core/arch";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Emulator } from "../doctor/kvm/emulator";
import { findEmulator } from "../doctor/kvm/emulator";
import { SystemRunner } from "../doctor/system-runner";
import { run } from "../process/run";
import { refuseUnmapped } from "./network-plan";
import { findFirmware } from "./qemu/firmware";

/** The first with `-netdev stream`. */
export const OLDEST_QEMU: readonly [number, number] = [7, 2];

/** Whether a QEMU is new enough. */
export function canRunMachines({ version }: Pick<Emulator, "version">): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_QEMU[0] || (major === OLDEST_QEMU[0] && minor >= OLDEST_QEMU[1]);
}

/** @throws LabError LW2027, LW2092 */
export async function needEmulator(arch: Arch, host: string): Promise<Emulator> {
  const runner = new SystemRunner({});
  try {
    const emulator = await findEmulator(runner, arch);
    const images = await run(["qemu-img", "--version"]);
    if (emulator === undefined || images.code !== 0) throw LabError.of("LW2027", { arch, host, command: "labwright doctor --fix" });
    if (!canRunMachines(emulator)) throw LabError.of("LW2092", { emulator: emulator.path, given: emulator.version });
    return emulator;
  } finally {
    await runner.close();
  }
}

/** What must hold before anything is made. @throws LabError LW2026, LW2091 */
export function refuseUnrunnable(spec: LabSpec, emulator: Emulator): void {
  refuseUnmapped(spec);
  const wanting = spec.machines.filter(({ firmware, arch }) => (firmware === "uefi" || arch === "aarch64") && findFirmware(arch, emulator.path) === undefined);
  const [first] = wanting;
  if (first === undefined) return;
  const problem: Problem = { code: "LW2026", values: { arch: first.arch, host: spec.host.name, machines: wanting.map(({ name }) => name).join(", "), command: "labwright doctor --fix" } };
  throw new LabError([problem]);
}
