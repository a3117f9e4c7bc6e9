import type { BridgeNode, SegmentNode } from "../model/topology";
import { SPACE, type PlacedBar, type PlacedBridge, type PlacedCard, type Side } from "./geometry";
import { pack, packedDepth, type Block, type Packed } from "./pack";
import type { Scene } from "./scene";

/** Where the bars of a row may be. */
export interface BarArea {
  readonly left: number;
  readonly right: number;
  /** Where rails run, on the left of the machines: text starts beside them. Absent where there are none. */
  readonly gutter?: number;
  readonly rails: ReadonlyMap<string, number>;
  /** Segments that this row has to draw although none of its machines is on them. */
  readonly extra: ReadonlySet<string>;
  readonly extraBridges: ReadonlySet<string>;
}

/** The bars on one side of a row of machines, measured from the side's near edge. */
export interface SideBars {
  readonly depth: number;
  /** @param edge y of the near edge: the bars grow away from the machines */
  place(edge: number): { readonly bars: PlacedBar[]; readonly bridges: PlacedBridge[] };
}

interface Bar extends Block {
  readonly segment: SegmentNode;
}

interface Group extends Block {
  readonly bridge?: BridgeNode;
  readonly bars: readonly Packed<Bar>[];
}

export function layoutBars(scene: Scene, side: Side, cards: readonly PlacedCard[], area: BarArea): SideBars {
  const segments = scene.segments.filter(({ network }) => scene.side(network) === side);
  const bars = segments.map((segment) => barOf(scene, segment, side, cards, area)).filter((bar) => bar !== undefined);
  const loose = bars.filter(({ segment }) => scene.network(segment.network).bridge === undefined);
  // Narrow bars are near: a long bar that is far from the machines has its wires pass behind few others.
  const narrowFirst = loose.sort((a, b) => a.x2 - a.x1 - (b.x2 - b.x1));
  const groups: Group[] = narrowFirst.map((bar) => ({ ...bar, bars: [{ block: bar, x1: bar.x1, x2: bar.x2, depth: 0 }] }));
  if (side === "bottom") {
    for (const bridge of scene.graph.bridges) {
      const own = bars.filter(({ segment }) => scene.network(segment.network).bridge === bridge.id);
      if (own.length > 0 || area.extraBridges.has(bridge.id)) groups.push(bridgeGroup(scene, bridge, own, area));
    }
  }
  const packed = pack(groups, SPACE.bar, area);
  return { depth: packedDepth(packed), place: (edge) => place(packed, side, edge, area) };
}

// A bar is as wide as the cards of its machines, and at least as wide as its text.
function barOf(scene: Scene, segment: SegmentNode, side: Side, cards: readonly PlacedCard[], area: BarArea): Bar | undefined {
  const mine = cards.filter((card) => card.ports[side].some(({ nic }) => nic.links.some((link) => link.segment === segment.id)));
  const rail = area.rails.get(segment.id);
  const floating = mine.length === 0;
  if (floating && !area.extra.has(segment.id)) return undefined;
  const inset = scene.network(segment.network).bridge === undefined ? 0 : SPACE.bridge;
  const textWidth = scene.barWidth(segment);
  const starts = [...mine.map(({ rect }) => rect.x), ...(rail === undefined ? [] : [rail - SPACE.rail])];
  let x1 = starts.length > 0 ? Math.min(...starts) : area.left + inset;
  let x2 = Math.max(x1, ...mine.map(({ rect }) => rect.x + rect.width));
  // Beside the rails the text starts in the same column for all.
  const missing = textWidth - (x2 - (rail === undefined ? x1 : Math.max(x1, area.gutter ?? x1)));
  if (missing > 0) {
    const toLeft = rail === undefined ? Math.max(0, Math.min(missing / 2, x1 - area.left - inset)) : 0;
    x1 -= toLeft;
    x2 += missing - toLeft;
    const over = Math.max(0, x2 - (area.right - inset));
    if (rail === undefined && x1 - over >= area.left + inset) { x1 -= over; x2 -= over; }
  }
  return { segment, x1: Math.round(x1), x2: Math.round(x2), height: SPACE.barHeight, floating: floating && rail === undefined };
}

function bridgeGroup(scene: Scene, bridge: BridgeNode, bars: readonly Bar[], area: BarArea): Group {
  const inner = pack(bars, SPACE.bar, { left: area.left + SPACE.bridge, right: area.right - SPACE.bridge });
  const x1 = Math.min(...inner.map((bar) => bar.x1), Number.MAX_SAFE_INTEGER);
  const caption = scene.captionWidth(bridge);
  const left = inner.length > 0 ? Math.min(x1 - SPACE.bridge, Math.max(area.left - SPACE.bridge, area.right - caption)) : area.left;
  const textX = Math.max(left, area.gutter ?? left);
  const right = Math.max(...inner.map((bar) => bar.x2 + SPACE.bridge), textX + caption);
  const barsDepth = packedDepth(inner);
  return {
    bridge, bars: inner, x1: left, x2: right,
    height: barsDepth + (inner.length > 0 ? SPACE.bridge : 0) + SPACE.bridgeCaption,
    floating: bars.every(({ floating }) => floating),
  };
}

function place(groups: readonly Packed<Group>[], side: Side, edge: number, area: BarArea): { bars: PlacedBar[]; bridges: PlacedBridge[] } {
  const bars: PlacedBar[] = [];
  const bridges: PlacedBridge[] = [];
  const yOf = (depth: number, height: number): number => (side === "top" ? edge - depth - height : edge + depth);
  for (const { block: group, x1, depth } of groups) {
    const shift = x1 - group.x1;
    const inset = group.bridge ? SPACE.bridge : 0;
    if (group.bridge) {
      const rect = { x: x1, y: yOf(depth, group.height), width: group.x2 - group.x1, height: group.height };
      bridges.push({ id: group.bridge.id, rect, textX: Math.max(x1 + SPACE.bridge, area.gutter ?? 0) });
    }
    for (const bar of group.bars) {
      const rect = { x: bar.x1 + shift, y: yOf(depth + inset + bar.depth, bar.block.height), width: bar.x2 - bar.x1, height: bar.block.height };
      bars.push({ segment: bar.block.segment, rect, textX: area.gutter === undefined ? undefined : Math.max(rect.x, area.gutter) + SPACE.card });
    }
  }
  return { bars, bridges };
}
