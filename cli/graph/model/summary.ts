import { groupBy } from "./group-by";
import type { MachineNode, NicEdge, TopologyGraph } from "./topology";

/** Machines that are drawn one by one: as many as a reader still looks at. */
export const MACHINE_LIMIT = 48;

/** Groups and networks that a summary draws. */
const GROUP_LIMIT = 24;
const NETWORK_LIMIT = 24;
const NAMES_SHOWN = 4;

/**
 * Draws a large lab as groups: machines on the same networks become one node with the names of the first few. The largest
 * groups come first; what does not fit is counted, never dropped in silence.
 */
export function summarise(graph: TopologyGraph, limit: number = MACHINE_LIMIT): TopologyGraph {
  if (graph.machines.length <= limit) return graph;
  const nicsOf = groupBy(graph.nics, (nic) => nic.machine);
  const groups = [...groupBy(graph.machines, (machine) => signature(nicsOf.get(machine.id) ?? [])).values()];
  const drawn = takeGroups(groups.sort((a, b) => b.length - a.length), nicsOf);
  const machines = drawn.map(groupNode);
  const nics = drawn.flatMap((members, index) => groupNics(members, `m${index}`, nicsOf));
  const kept = new Set(nics.map((nic) => nic.network));
  const networks = graph.networks.filter((network) => kept.has(network.id));
  const segments = new Set(networks.flatMap((network) => network.segments.map(({ id }) => id)));
  const uplinks = graph.uplinks.filter((uplink) => segments.has(uplink.segment));
  const bridges = new Set(networks.map((network) => network.bridge));
  return {
    ...graph,
    networks, machines, nics, uplinks,
    bridges: graph.bridges.filter((bridge) => bridges.has(bridge.id)),
    outsides: graph.outsides.filter(({ id }) => uplinks.some((uplink) => uplink.outside === id)),
    omitted: {
      machines: graph.machines.length - drawn.reduce((total, members) => total + members.length, 0),
      networks: graph.networks.length - networks.length,
    },
  };
}

// As many groups as stay within both limits; a group on many networks may not push all others out.
function takeGroups(groups: readonly (readonly MachineNode[])[], nicsOf: ReadonlyMap<string, readonly NicEdge[]>): (readonly MachineNode[])[] {
  const networks = new Set<string>();
  const taken: (readonly MachineNode[])[] = [];
  for (const members of groups) {
    const wanted = (nicsOf.get(members[0]?.id ?? "") ?? []).map((nic) => nic.network);
    const together = new Set([...networks, ...wanted]);
    if (taken.length === GROUP_LIMIT) break;
    if (together.size > NETWORK_LIMIT && taken.length > 0) continue;
    for (const network of wanted) networks.add(network);
    taken.push(members);
  }
  return taken;
}

function signature(nics: readonly NicEdge[]): string {
  return JSON.stringify(nics.map((nic) => nic.links).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
}

function groupNode(members: readonly MachineNode[], index: number): MachineNode {
  const first = members[0] as MachineNode;
  const id = `m${index}`;
  if (members.length === 1) return { ...first, id };
  const sum = (of: (machine: MachineNode) => number): number => members.reduce((total, machine) => total + of(machine), 0);
  const images = new Set(members.map(({ image }) => image));
  return {
    kind: "machine", id,
    name: first.name,
    vcpus: sum(({ vcpus }) => vcpus),
    memoryMiB: sum(({ memoryMiB }) => memoryMiB),
    disks: [sum(({ disks }) => disks.reduce((total, bytes) => total + bytes, 0))],
    image: images.size === 1 ? first.image : undefined,
    nested: members.some(({ nested }) => nested),
    members: { count: members.length, names: members.slice(0, NAMES_SHOWN).map(({ name }) => name) },
  };
}

// The first member's NICs stand for all. Their addresses differ, so that a group shows none.
function groupNics(members: readonly MachineNode[], id: string, nicsOf: ReadonlyMap<string, readonly NicEdge[]>): NicEdge[] {
  const own = nicsOf.get(members[0]?.id ?? "") ?? [];
  if (members.length === 1) return own.map((nic) => ({ ...nic, machine: id }));
  return own.map((nic) => {
    const names = new Set(members.flatMap((member) => (nicsOf.get(member.id) ?? []).filter((other) => sameLinks(other, nic)).map((other) => other.interfaceName)));
    return { ...nic, machine: id, addresses: [], vlanInterfaces: [], interfaceName: names.size === 1 ? nic.interfaceName : undefined };
  });
}

function sameLinks(a: NicEdge, b: NicEdge): boolean {
  return JSON.stringify(a.links) === JSON.stringify(b.links);
}
