import type { ManagedNetwork } from "../network/managed-network";
import type { Network } from "../network/network";
import type { Nic } from "./nic";

interface Route {
  readonly to: string;
  readonly via: string;
}

/**
 * cloud-init's network-config version 2 of a machine: NICs are found by MAC, so that they have the same names whatever
 * slot an engine puts them into.
 * @see https://docs.cloud-init.io/en/latest/reference/network-config-format-v2.html
 */
export function renderNetworkConfig(nics: readonly Nic[]): string {
  const outward = outwardNic(nics);
  const ethernets = Object.fromEntries(nics.map((nic) => [nic.name, ethernet(nic, nic === outward)]));
  const vlans = Object.fromEntries(
    nics.flatMap((nic) => nic.vlanInterfaces.map(({ name, tag, addresses }) => [name, { id: tag, link: nic.name, addresses }])),
  );
  const hasVlans = Object.keys(vlans).length > 0;
  return `${JSON.stringify({ version: 2, ethernets, vlans: hasVlans ? vlans : undefined }, undefined, 2)}\n`;
}

/** The NIC that the default route goes through: the first with a fixed address on a network that leads out. @internal */
export function outwardNic(nics: readonly Nic[]): Nic | undefined {
  return nics.find((nic) => nic.addressing === "static" && defaultRoutes(nic).length > 0);
}

// libvirt's DHCP server answers for IPv4 here; the IPv6 address is written into the guest.
function fixedBesideDhcp(nic: Nic): readonly string[] | undefined {
  const fixed = nic.addresses.filter((address) => address.includes(":"));
  return fixed.length > 0 ? fixed : undefined;
}

function ethernet(nic: Nic, isDefaultRoute: boolean): unknown {
  const base = { match: { macaddress: nic.mac }, "set-name": nic.name, mtu: nic.network.mtu };
  if (nic.addressing === "dhcp") return { ...base, dhcp4: true, addresses: fixedBesideDhcp(nic) };
  if (nic.addressing === "none") return { ...base, dhcp4: false, optional: true };
  return {
    ...base,
    dhcp4: false,
    addresses: nic.addresses,
    routes: isDefaultRoute ? defaultRoutes(nic) : undefined,
    nameservers: isDefaultRoute ? nameservers(nic) : undefined,
  };
}

/** @internal */
export function defaultRoutes(nic: Nic): Route[] {
  const { network, attachment } = nic;
  if (!routesOut(network)) return [];
  return network.subnetsOf(attachment).flatMap(({ gateway, cidr }) =>
    gateway === undefined ? [] : [{ to: cidr.family === 4 ? "0.0.0.0/0" : "::/0", via: gateway }],
  );
}

function nameservers(nic: Nic): unknown {
  const addresses = nic.network.subnetsOf(nic.attachment).flatMap(({ gateway }) => gateway ?? []);
  return { addresses, search: nic.network.domain === undefined ? undefined : [nic.network.domain] };
}

function routesOut(network: Network): boolean {
  return network.kind === "bridged" || network.kind === "macvtap" || (network as Partial<ManagedNetwork>).routesOut === true;
}
