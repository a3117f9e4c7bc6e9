import { Cidr } from "../../../constructs/core/cidr";
import { LabError } from "../../../constructs/core/lab-error";
import { derivedMac } from "../../../constructs/core/naming";
import type { LabSpec, MachineSpec } from "../../../constructs/spec/lab-spec";

/** The NIC that SSH comes in by: it is the engine's own, and leads nowhere else. */
export const MANAGEMENT_NIC = "mgmt0";

/** The same, as QEMU knows it. */
export const MANAGEMENT_NETDEV = "mgmt";

/** Of the ranges for tests of networks, which no network uses: RFC 2544 and RFC 5737. */
const RANGES = ["198.18.0.0/24", "198.19.255.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];

/** A range that no network of the lab has. Every machine has it for itself. */
export function managementCidr(spec: Pick<LabSpec, "networks">): string {
  const taken = spec.networks.flatMap(({ subnets, vlans }) => [...subnets, ...vlans.flatMap((vlan) => vlan.subnets)]).map(({ cidr }) => Cidr.parse(cidr));
  const free = RANGES.find((range) => !taken.some((cidr) => cidr.overlaps(Cidr.parse(range))));
  if (free === undefined) throw LabError.of("LW2091", { what: { en: "its networks use every range that the management NICs could have", zh: "其网络占用了管理网卡可用的所有网段" } });
  return free;
}

/** The address that QEMU gives to the first client, and forwards to. */
export function managementAddress(cidr: string): string {
  const range = Cidr.parse(cidr);
  return `${range.address(15)}/${range.prefix}`;
}

export function managementMac({ hostName }: Pick<MachineSpec, "hostName">): string {
  return derivedMac(hostName, "management");
}
