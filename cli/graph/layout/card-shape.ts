import type { Labels } from "../labels";
import type { MachineNode, NicEdge } from "../model/topology";
import { FONTS, SPACE, type FontName, type Side, type Strand } from "./geometry";
import { ellipsize, textWidth, wrap } from "./text-metrics";

/** Widest text of a card: a name of 63 characters takes three lines of it, or four where it breaks badly. */
const TEXT_WIDTH = 240;
const MIN_WIDTH = 204;
const NAME_LINES = 4;
const NAME_HEIGHT = 20;
const LINE_HEIGHT = 19;
const BADGE_PADDING = 16;

/** Tagged and untagged wires that a trunk draws side by side; one with more VLANs draws a single thick wire. */
const STRANDS = 6;

/** Room for an icon and the distance to its text. */
export const ICON = { name: 26, stat: 17, statGap: 11 } as const;

export interface CardText {
  readonly text: string;
  readonly font: FontName;
  readonly x: number;
  /** Baseline, from the card's upper edge. */
  readonly y: number;
  readonly icon?: "cpu" | "memory" | "disk";
}

/** A machine's card before it has a place: what is written on it, how large it is and where its NICs are. */
export interface CardShape {
  readonly machine: MachineNode;
  readonly texts: readonly CardText[];
  readonly badge?: { readonly text: string; readonly width: number };
  readonly width: number;
  readonly height: number;
  readonly ports: Readonly<Record<Side, readonly PortShape[]>>;
}

export interface PortShape {
  readonly nic: NicEdge;
  /** Wires from left to right, the first at 0. */
  readonly strands: readonly Strand[];
  readonly label: readonly string[];
  readonly strandsWidth: number;
  readonly labelWidth: number;
}

export function cardShape(machine: MachineNode, nics: readonly NicEdge[], labels: Labels, sideOf: (nic: NicEdge) => Side): CardShape {
  const group = machine.members !== undefined;
  const ports = nics.map((nic) => portShape(nic, labels.nic(nic, group)));
  const sides = { top: ports.filter(({ nic }) => sideOf(nic) === "top"), bottom: ports.filter(({ nic }) => sideOf(nic) === "bottom") };
  const badgeText = labels.text("nested");
  const badge = machine.nested ? { text: badgeText, width: Math.ceil(textWidth(badgeText, FONTS.badge)) + BADGE_PADDING } : undefined;
  const { texts, width, height } = cardTexts(machine, labels, badge?.width ?? 0);
  const wanted = Math.max(MIN_WIDTH, width + 2 * SPACE.card, sideWidth(sides.top), sideWidth(sides.bottom));
  return { machine, texts, badge, width: Math.ceil(wanted), height, ports: sides };
}

/** Width that the NICs of one side need. */
function sideWidth(ports: readonly PortShape[]): number {
  return ports.reduce((total, port) => total + slotWidth(port), 0);
}

/** A port's share of its card's edge: its wires, its label, and air. */
export function slotWidth({ strandsWidth, labelWidth }: PortShape): number {
  return SPACE.label * 3.5 + strandsWidth + labelWidth;
}

function portShape(nic: NicEdge, label: readonly string[]): PortShape {
  const strands: Strand[] = nic.links.length > STRANDS
    ? [{ x: 0, segments: nic.links.map(({ segment }) => segment), tagged: true }]
    : nic.links.map(({ segment, tagged }, index) => ({ x: index * SPACE.strand, segments: [segment], tagged }));
  const labelWidth = Math.max(...label.map((line, index) => textWidth(line, index === 0 ? FONTS.nic : FONTS.nicDetail)));
  return { nic, strands, label, labelWidth: Math.ceil(labelWidth), strandsWidth: (strands.length - 1) * SPACE.strand };
}

function cardTexts(machine: MachineNode, labels: Labels, badgeWidth: number): { texts: CardText[]; width: number; height: number } {
  const texts: CardText[] = [];
  let y: number = SPACE.card;
  let width = 0;
  const add = (text: string, font: FontName, lineHeight: number, indent = 0): void => {
    y += lineHeight;
    texts.push({ text, font, x: SPACE.card + indent, y: y - 4 });
    width = Math.max(width, indent + textWidth(text, FONTS[font]));
  };
  const { members } = machine;
  const name = members ? labels.text("machines", { count: members.count }) : machine.name;
  for (const line of wrap(name, FONTS.machine, TEXT_WIDTH, NAME_LINES)) add(line, "machine", NAME_HEIGHT, ICON.name);
  for (const member of members?.names ?? []) add(ellipsize(member, FONTS.detail, TEXT_WIDTH), "detail", LINE_HEIGHT, ICON.name);
  const more = labels.moreMembers(machine);
  if (more) add(more, "detail", LINE_HEIGHT, ICON.name);
  y += LINE_HEIGHT + 5;
  const stats = statTexts(machine, labels, y - 4);
  texts.push(...stats.texts);
  width = Math.max(width, stats.width);
  if (machine.image !== undefined || badgeWidth > 0) {
    // The badge is at the end of this line.
    const image = ellipsize(machine.image ?? "", FONTS.detail, TEXT_WIDTH - badgeWidth);
    add(image, "detail", LINE_HEIGHT);
    width = Math.max(width, textWidth(image, FONTS.detail) + ICON.statGap + badgeWidth);
  }
  return { texts: texts.filter(({ text }) => text !== ""), width, height: y + SPACE.card - 3 };
}

function statTexts(machine: MachineNode, labels: Labels, y: number): { texts: CardText[]; width: number } {
  const stats = [["cpu", labels.text("vcpus", { count: machine.vcpus })], ["memory", labels.memory(machine)], ["disk", labels.disk(machine)]] as const;
  let x = 0;
  const texts = stats.map(([icon, text]): CardText => {
    const placed = { text, font: "stat", icon, x: SPACE.card + x + ICON.stat, y } as const;
    x += ICON.stat + textWidth(text, FONTS.stat) + ICON.statGap;
    return placed;
  });
  return { texts, width: x - ICON.statGap };
}
