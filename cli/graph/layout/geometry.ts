import type { NicEdge, SegmentNode, OutsideNode } from "../model/topology";
import type { CardShape } from "./card-shape";
import type { Font } from "./text-metrics";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Above or below the machines. */
export type Side = "top" | "bottom";

/** Fonts of the drawing. The style sheet takes its sizes from here: what is measured is what is drawn. */
export const FONTS = {
  title: { size: 22, bold: true },
  subtitle: { size: 13 },
  host: { size: 14, bold: true },
  outside: { size: 13, bold: true },
  bar: { size: 13 },
  barName: { size: 13, bold: true },
  barCidr: { size: 12.5, mono: true },
  caption: { size: 12 },
  machine: { size: 15, bold: true },
  stat: { size: 12 },
  detail: { size: 11.5, mono: true },
  badge: { size: 10.5, bold: true },
  nic: { size: 12, mono: true, bold: true },
  nicDetail: { size: 11.5, mono: true },
  legend: { size: 12 },
} as const satisfies Readonly<Record<string, Font>>;

export type FontName = keyof typeof FONTS;

/** Distances in pixels. */
export const SPACE = {
  page: 28,
  /** Between the host's frame and what is in it. */
  host: 26,
  column: 32,
  row: 40,
  barHeight: 32,
  bar: 12,
  bridge: 12,
  bridgeCaption: 28,
  card: 14,
  nicLine: 15,
  /** Between a wire and its label, and between a label and the next wire. */
  label: 8,
  strand: 7,
  rail: 14,
} as const;

/** A wire of a NIC: to one segment, or, where a trunk carries more than can be drawn side by side, to several. */
export interface Strand {
  readonly x: number;
  readonly segments: readonly string[];
  readonly tagged: boolean;
}

export interface PlacedPort {
  readonly nic: NicEdge;
  readonly strands: readonly Strand[];
  readonly label: readonly string[];
  readonly labelX: number;
}

export interface PlacedCard {
  readonly shape: CardShape;
  readonly rect: Rect;
  readonly ports: Readonly<Record<Side, readonly PlacedPort[]>>;
}

export interface PlacedBar {
  readonly segment: SegmentNode;
  readonly rect: Rect;
  /** Where its text starts; centred where absent. */
  readonly textX?: number;
}

export interface PlacedBridge {
  readonly id: string;
  readonly rect: Rect;
  readonly textX: number;
}

export interface Wire {
  readonly segment: string;
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
  readonly style: "untagged" | "tagged" | "bundle" | "uplink" | "rail";
}

export interface Dot {
  readonly segment: string;
  readonly x: number;
  readonly y: number;
  readonly tagged: boolean;
}

export interface PlacedOutside {
  readonly id: OutsideNode["id"];
  readonly rect: Rect;
}

/** Machines side by side, with the bars above and below them. */
export interface PlacedRow {
  readonly cards: readonly PlacedCard[];
  readonly bars: readonly PlacedBar[];
  readonly bridges: readonly PlacedBridge[];
}
