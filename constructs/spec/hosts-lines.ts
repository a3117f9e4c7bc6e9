import type { ClusterSpec } from "./cluster-spec";
import type { LabSpec } from "./lab-spec";

/** What of a machine its names come from. */
export interface NamedMachine {
  readonly name: string;
  readonly nics: readonly NamedNic[];
}

export interface NamedNic {
  readonly name: string;
  /** Of the network it is on. */
  readonly domain?: string;
  readonly addresses: readonly string[];
  readonly vlanInterfaces?: readonly { readonly name: string; readonly addresses: readonly string[] }[];
}

/** Lines of /etc/hosts for a lab's machines, and for its clusters' API servers. */
export function hostsLines({ machines, networks, clusters = [] }: Pick<LabSpec, "machines" | "networks" | "clusters">): string {
  const domains = new Map(networks.map(({ name, domain }) => [name, domain]));
  const named = namesOf(machines.map(({ name, nics }) => ({ name, nics: nics.map((nic) => ({ ...nic, domain: domains.get(nic.network) })) })));
  return withClusters(named, clusters);
}

/** The same with the names of clusters' API servers. */
export function withClusters(lines: string, clusters: readonly Pick<ClusterSpec, "endpoint">[]): string {
  return [lines, ...clusters.map(({ endpoint: { name, address } }) => `${address} ${name}`)].filter((line) => line !== "").join("\n");
}

/** A machine's name stands for its first address; on its other networks it is `<machine>-<nic>`, unless another is called so. */
export function namesOf(all: readonly NamedMachine[]): string {
  const machines = new Set(all.map(({ name }) => name));
  const lines = all.flatMap((machine) => {
    const places = machine.nics.flatMap((nic) => [
      ...nic.addresses.map((address) => ({ address, nic: nic.name, domain: nic.domain })),
      ...(nic.vlanInterfaces ?? []).flatMap(({ name, addresses }) => addresses.map((address) => ({ address, nic: name, domain: undefined }))),
    ]);
    return places.flatMap(({ address, nic, domain }, index) => {
      const full = domain === undefined ? [] : [`${machine.name}.${domain}`];
      const names = index === 0 ? [...full, machine.name] : [`${machine.name}-${nic.replaceAll(".", "-")}`].filter((alias) => !machines.has(alias));
      return names.length === 0 ? [] : [`${address.replace(/\/.*/, "")} ${names.join(" ")}`];
    });
  });
  return lines.join("\n");
}
