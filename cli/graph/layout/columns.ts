import { machineOrder } from "./order";
import { cardShape, type CardShape } from "./card-shape";
import { SPACE, type PlacedCard } from "./geometry";
import { placeCard } from "./ports";
import { rowWidth, splitRows } from "./rows";
import type { Scene } from "./scene";

/** Width of the machines of a row: what a page shows without scrolling. Labs of many machines get more. */
const ROW_WIDTH = 1200;
const WIDE_ROW_WIDTH = 1360;
const MANY_MACHINES = 12;

/** Cards up to this width get the same width. */
const EVEN_WIDTH = 320;

/** How far a bar may stand out over its card on both sides together, and still keep off its neighbours. */
const OVERHANG = SPACE.column - SPACE.bar;

const NARROWEST = 420;

/** The machines in rows, and what is left and right of them. */
export interface Columns {
  readonly rows: readonly (readonly PlacedCard[])[];
  /** Segments whose bars are in several rows, or reach the outside past other rows, with the x of the line between them. */
  readonly rails: ReadonlyMap<string, number>;
  readonly left: number;
  readonly right: number;
  readonly gutter?: number;
}

export function layoutColumns(scene: Scene): Columns {
  const shapes = evenWidths(scene, orderedShapes(scene));
  const limit = shapes.length > MANY_MACHINES ? WIDE_ROW_WIDTH : ROW_WIDTH;
  const counts = splitRows(shapes.map(({ width }) => width), SPACE.column, limit);
  let taken = 0;
  const rows = counts.map((count) => shapes.slice(taken, (taken += count)));
  const left = SPACE.page + SPACE.host;
  const railed = rows.length > 1 ? railedSegments(scene, rows) : [];
  const rails = new Map(railed.map((id, index) => [id, left + SPACE.bridge + SPACE.rail * (index + 1)]));
  const gutter = rails.size > 0 ? left + SPACE.bridge + SPACE.rail * (rails.size + 1) : undefined;
  const start = gutter === undefined ? left : gutter + SPACE.rail;
  const width = Math.max(NARROWEST, ...rows.map((row) => rowWidth(row.map((shape) => shape.width), SPACE.column)), ...textWidths(scene));
  return { rows: rows.map((row) => placeRow(row, start, rows.length > 1 ? 0 : width)), rails, left, right: start + width, gutter };
}

function orderedShapes(scene: Scene): CardShape[] {
  const { graph, labels } = scene;
  const byId = new Map(graph.machines.map((machine) => [machine.id, machine]));
  return machineOrder(graph).flatMap((id) => {
    const machine = byId.get(id);
    return machine ? [cardShape(machine, scene.nics(id), labels, (nic) => scene.side(nic.network))] : [];
  });
}

// A bar with a single machine is as wide as its card: cards that are wide enough for its text keep bars off each other.
function evenWidths(scene: Scene, shapes: readonly CardShape[]): CardShape[] {
  const segments = new Map(scene.segments.map((segment) => [segment.id, segment]));
  const wanted = shapes.map((shape) => {
    const alone = scene.nics(shape.machine.id).flatMap(({ links }) => links).flatMap(({ segment }) => (scene.memberCount(segment) === 1 ? segments.get(segment) ?? [] : []));
    const texts = alone.map((segment) => scene.barWidth(segment) - OVERHANG).filter((width) => width <= EVEN_WIDTH);
    return Math.max(shape.width, ...texts);
  });
  const even = Math.max(0, ...wanted.filter((width) => width <= EVEN_WIDTH));
  return shapes.map((shape, index) => ({ ...shape, width: Math.max(even, wanted[index] ?? 0) }));
}

// A single row is in the middle; several rows are aligned on the left.
function placeRow(shapes: readonly CardShape[], start: number, width: number): PlacedCard[] {
  const height = Math.max(0, ...shapes.map((shape) => shape.height));
  let x = start + Math.max(0, Math.floor((width - rowWidth(shapes.map((shape) => shape.width), SPACE.column)) / 2));
  return shapes.map((shape) => {
    const card = placeCard(shape, x, shape.width, height);
    x += shape.width + SPACE.column;
    return card;
  });
}

function railedSegments(scene: Scene, rows: readonly (readonly CardShape[])[]): string[] {
  const rowsOf = new Map<string, number>();
  for (const row of rows) {
    const ids = new Set(row.flatMap(({ machine }) => scene.nics(machine.id).flatMap(({ links }) => links.map(({ segment }) => segment))));
    for (const id of ids) rowsOf.set(id, (rowsOf.get(id) ?? 0) + 1);
  }
  const uplinked = new Set(scene.graph.uplinks.map(({ segment }) => segment));
  return scene.segments.map(({ id }) => id).filter((id) => uplinked.has(id) || (rowsOf.get(id) ?? 0) > 1);
}

function textWidths(scene: Scene): number[] {
  const bars = scene.segments.map((segment) => scene.barWidth(segment) + 2 * SPACE.bridge);
  return [...bars, ...scene.graph.bridges.map((bridge) => scene.captionWidth(bridge))];
}
