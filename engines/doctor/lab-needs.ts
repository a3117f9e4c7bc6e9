import { ARCHITECTURES, type Arch } from "../../constructs/core/arch";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { LabSpec, MachineSpec, NetworkSpec } from "../../constructs/spec/lab-spec";
import type { MachineFacts } from "./facts/machine-facts";

const MIB = 1024 * 1024;

/** Architecture that the lab's machines have, or that machines of this host would have. */
export function labArch(lab: LabSpec | undefined, facts: Pick<MachineFacts, "machine">, host: Pick<KvmHost, "arch">): Arch {
  return lab?.machines[0]?.arch ?? lab?.arch ?? host.arch ?? ARCHITECTURES.find((arch) => arch === facts.machine) ?? "x86_64";
}

/** Whether networks of some kind are in the lab; a doctor without a lab looks at everything. */
export function hasNetwork(lab: LabSpec | undefined, ...kinds: readonly NetworkSpec["kind"][]): boolean {
  return lab === undefined || lab.networks.some(({ kind }) => kinds.includes(kind));
}

/** Memory of machines, in bytes. */
export function memoryOf(machines: readonly MachineSpec[]): number {
  return machines.reduce((sum, { memoryMiB }) => sum + memoryMiB * MIB, 0);
}

/** What the disks of machines may grow to, in bytes. */
export function diskOf(machines: readonly MachineSpec[]): number {
  return machines.reduce((sum, { disks }) => sum + disks.reduce((total, { bytes }) => total + bytes, 0), 0);
}

/** Machines of one size in few words: `ceph1..3 (3 x 4 GiB), client (2 GiB)`. */
export function askedBy(machines: readonly MachineSpec[], size: (machine: MachineSpec) => string): string {
  const groups = new Map<string, MachineSpec[]>();
  for (const machine of machines) {
    const key = `${machine.name.replace(/\d+$/, "")} ${size(machine)}`;
    groups.set(key, [...(groups.get(key) ?? []), machine]);
  }
  return [...groups.values()].map((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return "";
    if (group.length === 1) return `${first.name} (${size(first)})`;
    return `${first.name}..${/\d+$/.exec(last.name)?.[0] ?? last.name} (${group.length} x ${size(first)})`;
  }).join(", ");
}
