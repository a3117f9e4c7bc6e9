import { layoutBars, type BarArea } from "./bars";
import { layoutColumns, type Columns } from "./columns";
import { FONTS, SPACE, type Dot, type PlacedCard, type PlacedOutside, type PlacedRow, type Rect, type Side, type Wire } from "./geometry";
import { layoutLegend, type LegendEntry } from "./legend";
import { outsideHeight, placeOutsides, uplinks } from "./outside";
import type { Scene } from "./scene";
import { ellipsize, wrap } from "./text-metrics";
import { layoutWires } from "./wires";

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: readonly { readonly text: string; readonly y: number }[];
  readonly subtitle: { readonly text: string; readonly y: number };
  readonly host: { readonly frame: Rect; readonly band: Rect };
  readonly outsides: readonly PlacedOutside[];
  readonly rows: readonly PlacedRow[];
  readonly wires: readonly Wire[];
  readonly dots: readonly Dot[];
  readonly legend: readonly LegendEntry[];
}

const BAND = 40;
const TITLE_LINE = 30;
const TITLE_LINES = 4;

/** Between a bar and the cards where no wire has a label. */
const BARE_GAP = 22;

/** Gives everything its place: title, outside, host, rows of machines between their networks, legend. */
export function layout(scene: Scene): Drawing {
  const columns = layoutColumns(scene);
  const width = columns.right + SPACE.host + SPACE.page;
  const header = layoutHeader(scene, width - 2 * SPACE.page);
  // How far down the host begins is only known when its networks have their place: the outside above it depends on them.
  const draft = layoutRows(scene, columns, 0);
  const links = uplinks(scene, columns, draft.rows[0]);
  const top = header.height + outsideHeight(placeOutsides(scene, columns, links, 0), 0);
  const { rows, bottom } = layoutRows(scene, columns, top + BAND + SPACE.host);
  const outsides = placeOutsides(scene, columns, links, top);
  const frame = { x: SPACE.page, y: top, width: width - 2 * SPACE.page, height: bottom + SPACE.host - top };
  const legend = layoutLegend(scene, SPACE.page + 4, frame.y + frame.height + 14, frame.width - 8);
  return {
    width, height: frame.y + frame.height + (legend.height > 0 ? legend.height + 14 : 0) + SPACE.page,
    title: header.title, subtitle: header.subtitle,
    host: { frame, band: { ...frame, height: BAND } },
    outsides, rows,
    ...layoutWires(rows, columns, links, outsides),
    legend: legend.entries,
  };
}

function layoutHeader(scene: Scene, width: number): Pick<Drawing, "title" | "subtitle"> & { height: number } {
  const { graph, labels } = scene;
  const title = wrap(labels.title(graph), FONTS.title, width, TITLE_LINES).map((text, index) => ({ text, y: SPACE.page + TITLE_LINE * (index + 1) - 8 }));
  const bottom = SPACE.page + TITLE_LINE * title.length;
  const text = ellipsize([...(labels.title(graph) === graph.name ? [] : [graph.name]), ...labels.counts(graph.counts)].join(" · "), FONTS.subtitle, width);
  return { title, subtitle: { text, y: bottom + 16 }, height: bottom + 16 + 26 };
}

function layoutRows(scene: Scene, columns: Columns, top: number): { rows: PlacedRow[]; bottom: number } {
  const rows: PlacedRow[] = [];
  let y = top;
  columns.rows.forEach((cards, index) => {
    const area: BarArea = { ...columns, ...extras(scene, index === 0) };
    const above = layoutBars(scene, "top", cards, area);
    const below = layoutBars(scene, "bottom", cards, area);
    const cardsTop = y + above.depth + (above.depth > 0 ? gap(cards, "top") : 0);
    const cardsBottom = cardsTop + (cards[0]?.rect.height ?? 0);
    const belowTop = cardsBottom + (below.depth > 0 ? gap(cards, "bottom") : 0);
    const [upper, lower] = [above.place(y + above.depth), below.place(belowTop)];
    rows.push({
      cards: cards.map((card) => ({ ...card, rect: { ...card.rect, y: cardsTop } })),
      bars: [...upper.bars, ...lower.bars],
      bridges: [...upper.bridges, ...lower.bridges],
    });
    y = belowTop + below.depth + SPACE.row;
  });
  return { rows, bottom: y - SPACE.row };
}

// What no machine is on is drawn in the first row.
function extras(scene: Scene, first: boolean): Pick<BarArea, "extra" | "extraBridges"> {
  if (!first) return { extra: new Set(), extraBridges: new Set() };
  return {
    extra: new Set(scene.segments.map(({ id }) => id).filter((id) => scene.memberCount(id) === 0)),
    extraBridges: new Set(scene.graph.bridges.filter((bridge) => scene.networksOn(bridge).length === 0).map(({ id }) => id)),
  };
}

function gap(cards: readonly PlacedCard[], side: Side): number {
  const lines = Math.max(0, ...cards.flatMap(({ ports }) => ports[side].map(({ label }) => label.length)));
  return lines === 0 ? BARE_GAP : lines * SPACE.nicLine + 2 * SPACE.label + 4;
}
