import { Cidr } from "../../constructs/core/cidr";
import { areApart, DEFAULT_SUBNET_BASE } from "../../constructs/network/subnet-allocator";
import type { LabSpec, NetworkSpec } from "../../constructs/spec/lab-spec";
import type { HostNetwork } from "./host-network";
import type { LibvirtNetwork } from "./libvirt-xml";

/** A network of the lab that overlaps one that the host has already. */
export interface SubnetClash {
  /** Path of the lab's network. */
  readonly path: string;
  readonly network: string;
  readonly subnet: string;
  /** What it overlaps. */
  readonly other: string;
  /** Whose that is, in words that need no translation: `eth0`, `libvirt default`, `libvirt lw-…-mgmt (payments)`. */
  readonly owner: string;
  /** `stops`: the lab cannot work beside it. `hides`: it can, but the other is then out of the host's reach in part, or cannot be started. */
  readonly effect: "stops" | "hides";
}

export interface SubnetSituation {
  readonly host: readonly HostNetwork[];
  readonly libvirt: readonly LibvirtNetwork[];
}

/** Networks that the host gets an address on, or a route to. VLANs and LANs do not touch its routes. */
const ON_HOST: readonly NetworkSpec["kind"][] = ["nat", "routed", "isolated"];

/** Compares the lab's networks with the host's addresses and routes, and with those of other libvirt networks. */
export function findSubnetClashes(lab: Pick<LabSpec, "id" | "networks">, situation: SubnetSituation): SubnetClash[] {
  const own = new Set(lab.networks.filter(({ kind }) => ON_HOST.includes(kind)).flatMap(({ bridge }) => bridge ?? []));
  const ownNames = new Set(lab.networks.map(({ hostName }) => hostName));
  const foreign = situation.libvirt.filter(({ labId, name }) => labId !== lab.id && !ownNames.has(name));
  // A bridge of a libvirt network is told by the network's name, not a second time as an interface.
  const bridges = new Set(foreign.flatMap(({ bridge, active }) => (active && bridge ? [bridge] : [])));
  const others = [
    ...foreign.flatMap((network) => network.subnets.map((cidr) => ({ cidr: Cidr.parse(cidr), owner: ownerName(network), stops: (): boolean => network.active }))),
    // A route as narrow as the lab's network, or narrower, would take its packets away.
    ...situation.host.filter(({ device }) => !own.has(device) && !bridges.has(device))
      .map(({ cidr, device, connected }) => ({ cidr: Cidr.parse(cidr), owner: device, stops: (mine: Cidr): boolean => connected || mine.contains(Cidr.parse(cidr)) })),
  ];
  return lab.networks.filter(({ kind }) => ON_HOST.includes(kind)).flatMap((network) => network.subnets.flatMap((subnet) => {
    const mine = Cidr.parse(subnet.cidr);
    return others.filter(({ cidr }) => cidr.overlaps(mine)).map(({ cidr, owner, stops }): SubnetClash => ({
      path: network.path,
      network: network.name,
      subnet: subnet.cidr,
      other: cidr.toString(),
      owner,
      effect: stops(mine) ? "stops" : "hides",
    }));
  }));
}

function ownerName({ name, labName }: LibvirtNetwork): string {
  return labName ? `libvirt ${name} (${labName})` : `libvirt ${name}`;
}

/** Ranges to move a lab to, largest first: private addresses (RFC 1918), then those of carriers (RFC 6598). */
const BASES = [DEFAULT_SUBNET_BASE, "10.64.0.0/10", "10.192.0.0/10", "10.0.0.0/10", "172.16.0.0/12", "100.64.0.0/10", "192.168.0.0/16"];

/**
 * A free range for `--subnet-base` that the lab's networks fit into: as large as the default one where there is such, else a
 * free part of one.
 */
export function suggestSubnetBase(situation: SubnetSituation, lab?: Pick<LabSpec, "networks">): string | undefined {
  const used = [...situation.host.map(({ cidr }) => cidr), ...situation.libvirt.flatMap(({ subnets }) => subnets)]
    .map((cidr) => Cidr.parse(cidr)).filter(({ family }) => family === 4);
  const moved = (lab?.networks ?? []).filter(({ kind }) => kind !== "bridged" && kind !== "macvtap")
    .flatMap(({ subnets, vlans }) => [...subnets, ...vlans.flatMap((vlan) => vlan.subnets)])
    .map(({ cidr }) => Cidr.parse(cidr)).filter(({ family }) => family === 4);
  const free = (base: Cidr): boolean => !used.some((cidr) => cidr.overlaps(base)) && areApart(moved, base, EVERYTHING);
  const whole = BASES.find((base) => free(Cidr.parse(base)));
  if (whole !== undefined) return whole;
  for (const base of BASES.map((text) => Cidr.parse(text))) {
    const prefix = Math.max(16, base.prefix);
    for (let index = 0; index < base.subnetCount(prefix); index++) {
      const part = base.subnet(prefix, index);
      if (free(part)) return part.toString();
    }
  }
  return undefined;
}

// A base begins at a multiple of its own size: whatever base the networks are written in, they come to the same places.
const EVERYTHING = Cidr.parse("0.0.0.0/0");
