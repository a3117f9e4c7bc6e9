import type { Labels } from "../labels";
import { groupBy } from "../model/group-by";
import type { BridgeNode, NetworkNode, NicEdge, SegmentNode, TopologyGraph } from "../model/topology";
import { barRuns, bridgeRuns, runsWidth } from "./bar-text";
import { SPACE, type Side } from "./geometry";

/** Air on both sides of a bar's text. */
const BAR_PADDING = 16;

/** A topology with what the steps of the layout look up in it, again and again. */
export class Scene {
  readonly segments: readonly SegmentNode[];
  private readonly networks: ReadonlyMap<string, NetworkNode>;
  private readonly machineNics: ReadonlyMap<string, readonly NicEdge[]>;
  private readonly byBridge: ReadonlyMap<string, readonly NetworkNode[]>;
  private readonly members: ReadonlyMap<string, number>;
  private readonly widths = new Map<string, number>();

  constructor(readonly graph: TopologyGraph, readonly labels: Labels) {
    this.segments = graph.networks.flatMap((network) => network.segments);
    this.networks = new Map(graph.networks.map((network) => [network.id, network]));
    this.machineNics = groupBy(graph.nics, (nic) => nic.machine);
    this.byBridge = groupBy(graph.networks.filter(({ bridge }) => bridge !== undefined), ({ bridge }) => bridge ?? "");
    const members = new Map<string, number>();
    for (const { links } of graph.nics) for (const { segment } of links) members.set(segment, (members.get(segment) ?? 0) + 1);
    this.members = members;
  }

  network(id: string): NetworkNode {
    const found = this.networks.get(id);
    if (!found) throw new RangeError(`topology has no network ${id}`);
    return found;
  }

  nics(machine: string): readonly NicEdge[] {
    return this.machineNics.get(machine) ?? [];
  }

  networksOn(bridge: BridgeNode): readonly NetworkNode[] {
    return this.byBridge.get(bridge.id) ?? [];
  }

  /** NICs on a segment. */
  memberCount(segment: string): number {
    return this.members.get(segment) ?? 0;
  }

  /** Networks with a way out are above the machines, those without below. */
  side(network: string): Side {
    const { networkKind } = this.network(network);
    return networkKind === "isolated" || networkKind === "ovs" ? "bottom" : "top";
  }

  barWidth(segment: SegmentNode): number {
    const known = this.widths.get(segment.id);
    if (known !== undefined) return known;
    const width = Math.ceil(runsWidth(barRuns(segment, this.network(segment.network), this.labels))) + 2 * BAR_PADDING;
    this.widths.set(segment.id, width);
    return width;
  }

  captionWidth(bridge: BridgeNode): number {
    return Math.ceil(runsWidth(bridgeRuns(bridge, this.networksOn(bridge), this.labels))) + 2 * SPACE.bridge;
  }
}
