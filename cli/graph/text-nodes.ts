import type { Labels } from "./labels";
import type { MachineNode, NetworkNode, SegmentNode, TopologyGraph } from "./model/topology";

/** A machine in lines, for formats whose nodes hold only text. */
export function machineLines(machine: MachineNode, labels: Labels): string[] {
  const { members } = machine;
  const more = labels.moreMembers(machine);
  return [
    members ? labels.text("machines", { count: members.count }) : machine.name,
    ...(members ? [[...members.names, ...(more ? [more] : [])].join(labels.text("list"))] : []),
    ...labels.resources(machine),
    ...(machine.image === undefined ? [] : [machine.image]),
    ...(machine.nested ? [labels.text("nested")] : []),
  ];
}

/** A network or VLAN in lines. */
export function segmentLines(segment: SegmentNode, network: NetworkNode, labels: Labels): string[] {
  return [[labels.segmentKind(segment, network), segment.name].join(" "), ...segment.cidrs];
}

/** Whether a network is between the machines and the outside: it is drawn above them then. */
export function hasWayOut(graph: TopologyGraph, network: string): boolean {
  const kind = graph.networks.find(({ id }) => id === network)?.networkKind;
  return kind !== "isolated" && kind !== "ovs";
}
