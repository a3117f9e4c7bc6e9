import type { Columns } from "./columns";
import type { Dot, PlacedBar, PlacedCard, PlacedOutside, PlacedRow, Side, Wire } from "./geometry";
import type { Uplink } from "./outside";

export interface Wiring {
  readonly wires: readonly Wire[];
  readonly dots: readonly Dot[];
}

/** All lines of the drawing. All are vertical: they start and end at bars, and pass behind those they do not belong to. */
export function layoutWires(rows: readonly PlacedRow[], columns: Columns, uplinks: readonly Uplink[], outsides: readonly PlacedOutside[]): Wiring {
  const parts = [
    ...uplinks.map((uplink) => uplinkWire(uplink, rows, outsides)),
    ...railWires(rows, columns),
    ...rows.flatMap((row) => row.cards.flatMap((card) => (["top", "bottom"] as const).map((side) => nicWires(card, side, row.bars)))),
  ];
  return { wires: parts.flatMap(({ wires }) => wires), dots: parts.flatMap(({ dots }) => dots) };
}

function nicWires(card: PlacedCard, side: Side, bars: readonly PlacedBar[]): Wiring {
  const edge = side === "top" ? card.rect.y : card.rect.y + card.rect.height;
  const wires: Wire[] = [];
  const dots: Dot[] = [];
  for (const { x, segments, tagged } of card.ports[side].flatMap(({ strands }) => strands)) {
    const ends = bars.filter(({ segment }) => segments.includes(segment.id)).map(({ segment, rect }) => ({ segment: segment.id, y: side === "top" ? rect.y + rect.height : rect.y }));
    if (ends.length === 0) continue;
    const farthest = ends.reduce((a, b) => (Math.abs(b.y - edge) > Math.abs(a.y - edge) ? b : a));
    const style = segments.length > 1 ? "bundle" : tagged ? "tagged" : "untagged";
    wires.push({ segment: farthest.segment, x, y1: Math.min(edge, farthest.y), y2: Math.max(edge, farthest.y), style });
    dots.push(...ends.map((end) => ({ ...end, x, tagged })));
  }
  return { wires, dots };
}

function uplinkWire({ segment, outside, x }: Uplink, rows: readonly PlacedRow[], outsides: readonly PlacedOutside[]): Wiring {
  const from = outsides.find(({ id }) => id === outside)?.rect;
  const to = rows.flatMap(({ bars }) => bars).find((bar) => bar.segment.id === segment)?.rect;
  if (!from || !to) return { wires: [], dots: [] };
  const y1 = from.y + from.height;
  return { wires: [{ segment, x, y1, y2: to.y, style: "uplink" }], dots: [{ segment, x, y: y1, tagged: false }, { segment, x, y: to.y, tagged: false }] };
}

// Between the bars that a segment has in several rows.
function railWires(rows: readonly PlacedRow[], { rails }: Columns): Wiring[] {
  return [...rails].map(([segment, x]) => {
    const bars = rows.flatMap((row) => row.bars).filter((bar) => bar.segment.id === segment).map(({ rect }) => rect);
    const pairs = bars.slice(1).map((lower, index) => ({ upper: bars[index] ?? lower, lower }));
    return {
      wires: pairs.map(({ upper, lower }) => ({ segment, x, y1: upper.y + upper.height, y2: lower.y, style: "rail" as const })),
      dots: pairs.flatMap(({ upper, lower }) => [upper.y + upper.height, lower.y].map((y) => ({ segment, x, y, tagged: false }))),
    };
  });
}
