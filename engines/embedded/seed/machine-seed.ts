import { SSH_PUBLIC_KEY, type MachineSpec, type SeedSpec } from "../../../constructs/spec/lab-spec";
import { MANAGEMENT_NIC } from "../qemu/management";
import { isoImage } from "./iso-image";

export interface ManagementNic {
  readonly mac: string;
  /** With prefix. */
  readonly address: string;
}

/** What a machine reads at its first boot, as QEMU is given it. */
export function seedFile(machine: Pick<MachineSpec, "name">, seed: SeedSpec, publicKey: string, nic: ManagementNic): Buffer {
  const filled = (text: string): Buffer => Buffer.from(text.replaceAll(SSH_PUBLIC_KEY, publicKey));
  // Ignition leaves NICs it does not know to DHCP.
  if (seed.format === "ignition") return filled(seed.userData);
  return isoImage("cidata", [
    { name: "user-data", content: filled(seed.userData) },
    { name: "meta-data", content: filled(seed.metaData ?? `instance-id: ${machine.name}\n`) },
    { name: "network-config", content: filled(withManagement(seed.networkConfig, nic)) },
  ]);
}

interface NetworkConfig {
  readonly version: 2;
  readonly ethernets: Readonly<Record<string, unknown>>;
}

/** The lab's network configuration, and the engine's NIC beside the lab's. It is JSON, see `renderNetworkConfig`. */
function withManagement(config: string | undefined, { mac, address }: ManagementNic): string {
  const known = config === undefined ? { version: 2 as const, ethernets: {} } : (JSON.parse(config) as NetworkConfig);
  const management = { match: { macaddress: mac }, "set-name": MANAGEMENT_NIC, dhcp4: false, addresses: [address] };
  return `${JSON.stringify({ ...known, ethernets: { ...known.ethernets, [MANAGEMENT_NIC]: management } }, undefined, 2)}\n`;
}
