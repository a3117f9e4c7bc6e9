import type { Checker } from "../core/checker";
import { show } from "../core/lab-error";
import { parseMac } from "../core/mac";
import { derivedMac } from "../core/naming";
import type { NetworkAttachment } from "../network/attachment";
import type { Addressing } from "../network/attachment";
import { ManagedNetwork } from "../network/managed-network";
import type { Network } from "../network/network";
import { OvsNetwork } from "../network/ovs-network";
import type { Claim, Subnet } from "../network/subnet";
import type { NicSpec } from "../spec/lab-spec";
import type { Lab } from "../lab";

/** A tagged VLAN interface of the guest on a trunk NIC. */
export interface VlanInterface {
  readonly name: string;
  readonly vlan: string;
  readonly tag: number;
  readonly addresses: readonly string[];
}

/** A machine's network card: where it is plugged in, and how the guest sees it. */
export interface Nic {
  readonly name: string;
  readonly network: Network;
  readonly attachment: NetworkAttachment;
  readonly mac: string;
  readonly addressing: Addressing;
  /** With prefix. Those that are derived are decided when they are first read. */
  readonly addresses: readonly string[];
  readonly vlanInterfaces: readonly VlanInterface[];
}

/** Decides a NIC's name, MAC and addresses. @internal */
export function makeNic(check: Checker, lab: Lab, machine: string, path: string, attachment: NetworkAttachment): Nic {
  const { network, vlan } = attachment;
  check.known(attachment.options, ["address", "address6", "addressing", "mac", "name"]);
  const options = attachment.options ?? {};
  const name = nicName(check, options.name ?? network.nicName(attachment), machine, network);
  // Without its VLAN: a port that is moved to another one stays the same NIC.
  const identity = [lab.labId, path, network.node.path, name];
  const mac = options.mac === undefined ? derivedMac(...identity) : check.attempt(() => parseMac(options.mac), derivedMac(...identity));
  const subnets = network.subnetsOf(attachment);
  const wanted = options.addressing === undefined ? undefined : check.oneOf("addressing", options.addressing, ["static", "dhcp", "none"], "static");
  const claimed = wanted === "none" ? [] : subnets.flatMap((subnet): Claimed[] => {
    const { family } = subnet.cidr;
    // libvirt's DHCP server reserves IPv4 addresses; those of IPv6 are written into the guest.
    const wish = { requested: family === 4 ? options.address : options.address6, leased: wanted === "dhcp" && family === 4 };
    const claim = subnet.claim(check, machine, wish, lab.name, machine, name, String(family));
    return claim === undefined ? [] : [{ subnet, claim }];
  });
  for (const [family, given] of [[4, options.address], [6, options.address6]] as const) {
    if (given !== undefined && !subnets.some(({ cidr }) => cidr.family === family) && !lab.subnets.hasFailed(network.node.path)) {
      check.problem("LW1013", { machine, given: show(given), cidr: { en: `network ${network.name}`, zh: `网络 ${network.name}` }, why: { en: `not possible: the network has no IPv${family} addresses`, zh: `该网络没有 IPv${family} 地址` } });
    }
  }
  if (wanted === "static" && claimed.length === 0 && subnets.length === 0 && !lab.subnets.hasFailed(network.node.path)) {
    check.problem("LW1001", { property: "addressing", given: show(wanted), rule: { en: `dhcp or none, as network ${network.name} has no addresses of its own`, zh: `dhcp 或 none，因为网络 ${network.name} 没有自己的地址` } });
  }
  const addressing = wanted ?? (claimed.length > 0 ? "static" : hasDhcp(network) ? "dhcp" : "none");
  if (addressing === "dhcp" && network instanceof ManagedNetwork) {
    for (const { claim } of claimed.filter(({ subnet }) => subnet.cidr.family === 4)) network.reserve(mac, claim, machine);
  }
  if (vlan?.mode === "trunk" && vlan.vlans.length === 0) check.problem("LW1033", { machine });
  return {
    name, network, attachment, mac, addressing,
    get addresses() { return withPrefixes(claimed); },
    vlanInterfaces: vlanInterfaces(check, lab, machine, name, attachment),
  };
}

interface Claimed {
  readonly subnet: Subnet;
  readonly claim: Claim;
}

function withPrefixes(claimed: readonly Claimed[]): string[] {
  return claimed.flatMap(({ subnet, claim }) => {
    const address = claim();
    return address === undefined ? [] : [subnet.withPrefix(address)];
  });
}

/** A NIC's addresses on one VLAN, or on all that it carries, untagged before tagged. @internal */
export function addressesOn(nic: Nic, vlan: string | undefined): readonly string[] {
  const port = nic.attachment.vlan;
  const untagged = port?.mode === "access" ? port.vlans[0] : port?.native;
  const own = vlan === undefined || vlan === untagged ? nic.addresses : [];
  return [...own, ...nic.vlanInterfaces.filter((one) => vlan === undefined || one.vlan === vlan).flatMap(({ addresses }) => addresses)];
}

/** What is too long a name for an interface of the guest, and where it can be given another. */
function tooLong(check: Checker, name: string, machine: string, network: Network): void {
  check.problem("LW1022", {
    given: name, length: name.length, max: 15,
    what: { en: `a network interface, here the NIC of ${machine} on network ${network.name}`, zh: `网络接口，此处为 ${machine} 在网络 ${network.name} 上的网卡` },
    fix: { en: "give the NIC a name of its own, `attach({ name: \"…\" })` or the same with `access()` and `trunk()`, or rename the network", zh: "请用 `attach({ name: \"…\" })`（`access()`、`trunk()` 亦同）为网卡命名，或更改网络名称" },
  });
}

/** @internal */
export function nicSpec(nic: Nic): NicSpec {
  const { vlan } = nic.attachment;
  return {
    name: nic.name,
    network: nic.network.name,
    mac: nic.mac,
    addressing: nic.addressing,
    addresses: nic.addresses,
    vlan: vlan && { mode: vlan.mode, vlans: vlan.vlans, native: vlan.native },
    vlanInterfaces: nic.vlanInterfaces.length > 0 ? nic.vlanInterfaces : undefined,
  };
}

function nicName(check: Checker, name: string, machine: string, network: Network): string {
  if (typeof name === "string" && name.length > 15) {
    tooLong(check, name, machine, network);
    return name.slice(0, 15);
  }
  return check.text("name", name, /^[a-zA-Z][a-zA-Z0-9_.-]*$/, { en: "a NIC name: a letter, then letters, digits, dots and dashes", zh: "网卡名称：以字母开头，其后为字母、数字、点或短横线" }, "nic");
}

// On a LAN that is not the lab's somebody else may answer; on a managed network libvirt does.
function hasDhcp(network: Network): boolean {
  if (network instanceof ManagedNetwork) return network.subnets.some((subnet) => subnet.dhcpRange !== undefined);
  return network.kind === "bridged" || network.kind === "macvtap";
}

function vlanInterfaces(check: Checker, lab: Lab, machine: string, nic: string, { network, vlan }: NetworkAttachment): VlanInterface[] {
  const wanted = vlan?.subinterfaces;
  if (!wanted || !(network instanceof OvsNetwork)) return [];
  const given = typeof wanted === "object" ? wanted : {};
  for (const name of Object.keys(given)) {
    if (!vlan.vlans.includes(name) || name === vlan.native) check.problem("LW1030", { vlan: name, network: { en: `the trunk of ${machine}`, zh: `${machine} 的 trunk` }, known: vlan.vlans.filter((one) => one !== vlan.native).join(", ") });
  }
  return vlan.vlans.filter((name) => name !== vlan.native).flatMap((vlanName) => {
    const found = network.vlan(vlanName);
    if (!found) return [];
    const name = `${nic}.${found.tag}`;
    if (name.length > 15) tooLong(check, name, machine, network);
    const claimed = found.subnets.flatMap((subnet): Claimed[] => {
      const requested = subnet.cidr.family === 4 ? given[vlanName] : undefined;
      const claim = subnet.claim(check, machine, { requested }, lab.name, machine, name, String(subnet.cidr.family));
      return claim === undefined ? [] : [{ subnet, claim }];
    });
    return [{ name, vlan: vlanName, tag: found.tag, get addresses() { return withPrefixes(claimed); } }];
  });
}
