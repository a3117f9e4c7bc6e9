import type { NetworkKind } from "../../../constructs/spec/lab-spec";
import { FONTS } from "./geometry";
import type { Scene } from "./scene";
import { textWidth } from "./text-metrics";
import { RUN_GAP } from "./bar-text";

const KINDS: readonly NetworkKind[] = ["nat", "routed", "bridged", "macvtap", "isolated", "ovs"];
const LINE = 22;
const SYMBOL = 28;
const COLUMN_GAP = 32;

export interface LegendEntry {
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly symbol?: "untagged" | "tagged";
  readonly term?: string;
  readonly note: string;
}

/** Explains what occurs in the drawing, and nothing else. */
export function layoutLegend(scene: Scene, left: number, top: number, width: number): { entries: LegendEntry[]; height: number } {
  const items = legendItems(scene);
  const termWidth = (term: string | undefined): number => (term ? textWidth(term, { ...FONTS.legend, bold: true }) + RUN_GAP : 0);
  const widest = Math.max(0, ...items.map(({ term, note }) => SYMBOL + termWidth(term) + textWidth(note, FONTS.legend)));
  const columns = widest * 2 + COLUMN_GAP <= width ? 2 : 1;
  const lines = Math.ceil(items.length / columns);
  const entries = items.map((item, index) => ({
    ...item,
    x: left + Math.floor(index / lines) * Math.round((width + COLUMN_GAP) / columns),
    y: top + LINE * ((index % lines) + 1) - 6,
  }));
  return { entries, height: lines * LINE };
}

function legendItems({ graph, labels }: Scene): Omit<LegendEntry, "x" | "y">[] {
  const kinds = new Set(graph.networks.map(({ networkKind }) => networkKind));
  const vlanLinks = graph.nics.filter(({ vlan }) => vlan !== undefined).flatMap(({ links }) => links);
  const notDrawn = labels.omitted(graph);
  return [
    ...KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({ term: labels.kind(kind), note: labels.kindNote(kind) })),
    ...(vlanLinks.some(({ tagged }) => !tagged) ? [{ symbol: "untagged" as const, note: labels.text("untaggedNote") }] : []),
    ...(vlanLinks.some(({ tagged }) => tagged) ? [{ symbol: "tagged" as const, note: labels.text("taggedNote") }] : []),
    ...(graph.machines.some(({ nested }) => nested) ? [{ term: labels.text("nested"), note: labels.text("nestedNote") }] : []),
    ...(notDrawn ? [{ note: notDrawn }] : []),
  ];
}
