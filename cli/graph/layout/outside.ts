import type { OutsideNode } from "../model/topology";
import { FONTS, SPACE, type PlacedBar, type PlacedOutside, type PlacedRow } from "./geometry";
import type { Columns } from "./columns";
import { pack } from "./pack";
import type { Scene } from "./scene";
import { textWidth } from "./text-metrics";

const HEIGHT = 36;
const ICON_AND_PADDING = 58;
const STEP = 12;
const APART = 18;

/** Air between the outside and the host, where its wires are seen. */
const ABOVE_HOST = 30;

export interface Uplink {
  readonly segment: string;
  readonly outside: OutsideNode["id"];
  readonly x: number;
}

/** Where the wires of networks with a way out leave their bars: away from the wires of machines and from each other. */
export function uplinks(scene: Scene, columns: Columns, first: PlacedRow | undefined): Uplink[] {
  const bars = (first?.bars ?? []).filter((bar) => scene.graph.uplinks.some(({ segment }) => segment === bar.segment.id));
  const found: Uplink[] = [];
  for (const { segment, outside } of scene.graph.uplinks) {
    const rail = columns.rails.get(segment);
    const bar = bars.find((candidate) => candidate.segment.id === segment);
    if (rail !== undefined) found.push({ segment, outside, x: rail });
    else if (bar) found.push({ segment, outside, x: freePlace(bar, preferredPlace(bar, bars), [...passingWires(bar, first), ...found.map(({ x }) => x)]) });
  }
  return found;
}

// In the middle; bars above each other share their width.
function preferredPlace(bar: PlacedBar, bars: readonly PlacedBar[]): number {
  const { x, width } = bar.rect;
  const sharing = bars.filter(({ rect }) => rect.x < x + width && x < rect.x + rect.width)
    .sort((a, b) => a.rect.x + a.rect.width / 2 - (b.rect.x + b.rect.width / 2));
  return Math.round(x + (width * (sharing.indexOf(bar) + 1)) / (sharing.length + 1));
}

// Wires that a line upwards from this bar would run along: those of bars farther up.
function passingWires(bar: PlacedBar, row: PlacedRow | undefined): number[] {
  const farther = new Set((row?.bars ?? []).filter(({ rect }) => rect.y < bar.rect.y).map(({ segment }) => segment.id));
  const strands = (row?.cards ?? []).flatMap(({ ports }) => ports.top.flatMap((port) => port.strands));
  return strands.filter(({ segments }) => segments.some((segment) => farther.has(segment))).map(({ x }) => x);
}

/** The Internet and the LAN, above the host. @param hostTop y of the host's frame */
export function placeOutsides(scene: Scene, columns: Columns, links: readonly Uplink[], hostTop: number): PlacedOutside[] {
  // The LAN is nearer: the Internet is behind it.
  const nearFirst = scene.graph.outsides.toReversed();
  const blocks = nearFirst.map(({ id }) => {
    const xs = links.filter(({ outside }) => outside === id).map(({ x }) => x);
    const needed = textWidth(scene.labels.text(id), FONTS.outside) + ICON_AND_PADDING;
    const [low, high] = [Math.min(...xs), Math.max(...xs)];
    // Wires leave within the columns, so that a place as wide as these has all of them.
    const width = Math.ceil(Math.max(needed, Math.min(columns.right - columns.left, high - low + 2 * ICON_AND_PADDING)));
    const x1 = Math.max(columns.left, Math.min(columns.right - width, Math.round((low + high - width) / 2)));
    return { id, x1, x2: x1 + width, height: HEIGHT };
  });
  return pack(blocks, SPACE.bar, columns).map(({ block, x1, x2, depth }) => ({
    id: block.id, rect: { x: x1, y: hostTop - ABOVE_HOST - depth - HEIGHT, width: x2 - x1, height: HEIGHT },
  }));
}

/** Height of all that is above the host. */
export function outsideHeight(outsides: readonly PlacedOutside[], hostTop: number): number {
  return outsides.length === 0 ? 0 : hostTop - Math.min(...outsides.map(({ rect }) => rect.y));
}

function freePlace(bar: PlacedBar, wanted: number, taken: readonly number[]): number {
  const [low, high] = [bar.rect.x + STEP, bar.rect.x + bar.rect.width - STEP];
  const free = (x: number): boolean => x >= low && x <= high && taken.every((other) => Math.abs(other - x) >= APART);
  for (let distance = 0; distance <= high - low; distance += STEP / 2) {
    if (free(wanted - distance)) return wanted - distance;
    if (free(wanted + distance)) return wanted + distance;
  }
  return Math.max(low, Math.min(high, wanted));
}
