import { contentHash } from "../core/naming";
import type { Machine } from "./machine";

/**
 * What a machine is started anew by, its disks as they were. The provider cannot change a running domain (its result
 * differs from its plan: the domain has another runtime id), so every change of the hardware makes the domain anew; told
 * apart by name, so that a plan can say which of them changed.
 * @internal
 */
export function hardwareOf(machine: Machine, networkConfig: string | undefined): Readonly<Record<string, unknown>> {
  const { vcpus, memory, firmware, arch, nestedVirtualization, graphics, autostart, dataDisks, lab, domain } = machine;
  const nics = machine.nics.map(({ mac, network, attachment }) => [mac, network.hostName, network.mtu, attachment.vlan]);
  // A guest sees its virtio disk grow; one on another bus it looks at when it starts.
  const disks = dataDisks.map(({ name, bus, device, size }) => [name, bus, device, ...(bus === "virtio" ? [] : [size.toBytes()])]);
  // An override may set anything; cdktf keeps it where only the element itself looks.
  const { rawOverrides } = domain as unknown as { readonly rawOverrides?: unknown };
  return {
    vcpus,
    memory: memory.toMebibytes(),
    nics: contentHash(JSON.stringify(nics)),
    addresses: contentHash(networkConfig ?? ""),
    disks: contentHash(JSON.stringify(disks)),
    other: contentHash(JSON.stringify([firmware, arch, nestedVirtualization, graphics, autostart, machine.installerFile, lab.host.machineType, rawOverrides])),
  };
}
