import type { Labels } from "./labels";
import type { MachineNode, NetworkNode, NicEdge, SegmentNode, TopologyGraph } from "./model/topology";
import { groupBy } from "./model/group-by";

/** The drawing in words, for readers who do not see it. */
export function describe(graph: TopologyGraph, labels: Labels): string {
  const names = new Map(graph.networks.map((network) => [network.id, network.name]));
  const nics = groupBy(graph.nics, (nic) => nic.machine);
  const sentences = [
    [graph.name, ...labels.counts(graph.counts)].join(labels.text("list")),
    ...graph.networks.map((network) => describeNetwork(network, labels)),
    ...graph.machines.map((machine) => describeMachine(machine, nics.get(machine.id) ?? [], names, labels)),
    ...[labels.omitted(graph)].filter((note) => note !== undefined),
  ];
  return sentences.map((sentence) => `${sentence}${labels.text("stop")}`).join("").trim();
}

function describeNetwork({ name, networkKind, through, segments }: NetworkNode, labels: Labels): string {
  const what = [labels.kind(networkKind), ...(through === undefined ? [] : [through]), ...segments.map((segment) => describeSegment(segment, labels))];
  return `${name}${labels.text("colon")}${what.filter((part) => part !== "").join(labels.text("list"))}`;
}

function describeSegment({ tag, name, cidrs }: SegmentNode, labels: Labels): string {
  return [...(tag === undefined ? [] : [labels.text("vlan", { tag }), name]), ...cidrs].join(" ");
}

function describeMachine(machine: MachineNode, nics: readonly NicEdge[], networks: ReadonlyMap<string, string>, labels: Labels): string {
  const group = machine.members;
  const name = group ? [labels.text("machines", { count: group.count }), [...group.names, labels.moreMembers(machine) ?? ""].join(" ").trim()].join(" ") : machine.name;
  const links = nics.map((nic) => labels.text("on", { nic: labels.nic(nic, group !== undefined).join(" "), network: networks.get(nic.network) ?? "" }));
  return `${name}${labels.text("colon")}${[...labels.resources(machine), ...links].join(labels.text("list"))}`;
}
