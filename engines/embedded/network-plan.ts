import { Cidr } from "../../constructs/core/cidr";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { LabSpec, NetworkSpec, NicSpec, SubnetSpec } from "../../constructs/spec/lab-spec";
import type { LabFiles } from "./lab-files";
import type { DhcpSettings } from "./switch/dhcp-server";
import type { FabricConfig, GatewayConfig, PortConfig, SwitchConfig } from "./switch/switch-config";
import type { PortVlans } from "./switch/vlan-port";

/** A network's way out: a user network of QEMU's, which the switch has the other end of. */
export interface Outside {
  readonly network: string;
  readonly socket: string;
  readonly cidr: string;
  readonly gateway: string;
  /** Of its IPv6 subnet. */
  readonly cidr6?: string;
  readonly gateway6?: string;
}

const ROUTED: Text = { en: "a RoutedNetwork needs routes in this machine's kernel", zh: "RoutedNetwork 需要本机内核中的路由" };

/** What of a lab nothing here could stand for. @throws LabError LW2091 */
export function refuseUnmapped(spec: LabSpec): void {
  const problems = spec.networks.filter(({ kind }) => kind === "routed").map(({ path }): Problem => ({ code: "LW2091", path, values: { what: ROUTED } }));
  if (problems.length > 0) throw new LabError(problems);
}

/** Networks of one Open vSwitch bridge are one switch; any other network is one of its own. */
export function planSwitch(spec: LabSpec, files: LabFiles): SwitchConfig {
  const groups = new Map<string, NetworkSpec[]>();
  for (const network of spec.networks) {
    const key = network.kind === "ovs" && network.bridge !== undefined ? `bridge ${network.bridge}` : network.name;
    groups.set(key, [...(groups.get(key) ?? []), network]);
  }
  return { fabrics: [...groups.values()].map((networks) => fabricOf(spec, networks, files)) };
}

export function planOutside(spec: LabSpec, files: LabFiles): Outside[] {
  return spec.networks.flatMap((network, index) => {
    const { ipv4, ipv6 } = subnetsOf(network);
    if (network.kind !== "nat" || ipv4?.gateway === undefined) return [];
    return [{ network: network.name, socket: files.outsideSocket(index), cidr: ipv4.cidr, gateway: ipv4.gateway, cidr6: ipv6?.cidr, gateway6: ipv6?.gateway }];
  });
}

function fabricOf(spec: LabSpec, networks: readonly NetworkSpec[], files: LabFiles): FabricConfig {
  const names = new Set(networks.map(({ name }) => name));
  const ports = spec.machines.flatMap((machine, m) => machine.nics.flatMap((nic, n): PortConfig[] => {
    const network = networks.find(({ name }) => name === nic.network);
    if (network === undefined) return [];
    return [{ socket: files.nicSocket(m, n), vlans: network.kind === "ovs" ? vlansOf(network, nic) : undefined }];
  }));
  const [network] = networks;
  const gateway = network && networks.length === 1 ? gatewayOf(spec, network, files) : undefined;
  return { name: [...names].join("+"), ports, gateway };
}

function vlansOf(network: NetworkSpec, { vlan }: NicSpec): PortVlans {
  const tag = (name: string): number => network.vlans.find((one) => one.name === name)?.tag ?? 0;
  if (vlan === undefined) return {};
  if (vlan.mode === "access") return { access: tag(vlan.vlans[0] ?? "") };
  return { trunk: vlan.vlans.map(tag), native: vlan.native === undefined ? undefined : tag(vlan.native) };
}

// A bridge of the host's, or its NIC, has the services of whatever LAN it is on: here that LAN is the lab alone.
function gatewayOf(spec: LabSpec, network: NetworkSpec, files: LabFiles): GatewayConfig | undefined {
  const { ipv4 } = subnetsOf(network);
  if (!["nat", "isolated"].includes(network.kind) || ipv4?.gateway === undefined) return undefined;
  const { gateway: address, cidr } = ipv4;
  const outside = planOutside(spec, files).find((one) => one.network === network.name)?.socket;
  const nics = spec.machines.flatMap((machine) => machine.nics.filter((nic) => nic.network === network.name).map((nic) => ({ machine, nic })));
  const bare = (nic: NicSpec): string[] => nic.addresses.map((one) => one.replace(/\/.*/, ""));
  const reservations = Object.fromEntries(nics.flatMap(({ nic }) => bare(nic).filter(isIpv4).slice(0, 1).map((one) => [nic.mac, one])));
  const machines: Record<string, string[]> = {};
  for (const { machine, nic } of nics) machines[machine.name] = [...(machines[machine.name] ?? []), ...bare(nic)];
  const dhcp: DhcpSettings | undefined = ipv4.dhcp && {
    address, prefix: Cidr.parse(cidr).prefix, pool: ipv4.dhcp, reservations,
    isGateway: outside !== undefined, domain: network.domain, mtu: network.mtu,
  };
  return { address, inside: network.subnets.map((subnet) => subnet.cidr), outside, dhcp, names: { domain: network.domain, machines } };
}

function subnetsOf({ subnets }: NetworkSpec): { ipv4?: SubnetSpec; ipv6?: SubnetSpec } {
  return { ipv4: subnets.find(({ cidr }) => isIpv4(cidr)), ipv6: subnets.find(({ cidr }) => !isIpv4(cidr)) };
}

function isIpv4(address: string): boolean {
  return !address.includes(":");
}
