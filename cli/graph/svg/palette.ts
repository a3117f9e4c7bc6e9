import type { NetworkKind } from "../../../constructs/spec/lab-spec";
import type { TopologyGraph } from "../model/topology";

export interface Shade {
  /** Fill under text in the theme's bar text colour, which has at least 4.5:1 on it. */
  readonly light: string;
  readonly dark: string;
}

/** Colours that stay apart next to each other, in the order in which further networks take them. */
export const PALETTE: readonly Shade[] = [
  { light: "#2563eb", dark: "#60a5fa" }, // blue
  { light: "#7c3aed", dark: "#a78bfa" }, // violet
  { light: "#c2410c", dark: "#fb923c" }, // orange
  { light: "#be185d", dark: "#f472b6" }, // pink
  { light: "#15803d", dark: "#4ade80" }, // green
  { light: "#0e7490", dark: "#22d3ee" }, // cyan
  { light: "#a16207", dark: "#facc15" }, // yellow
  { light: "#4d7c0f", dark: "#a3e635" }, // lime
  { light: "#a21caf", dark: "#e879f9" }, // fuchsia
  { light: "#b91c1c", dark: "#f87171" }, // red
  { light: "#4338ca", dark: "#818cf8" }, // indigo
  { light: "#0f766e", dark: "#2dd4bf" }, // teal
];

/** For an OVS bridge's frames without a VLAN. */
const NEUTRAL: Shade = { light: "#475569", dark: "#94a3b8" };

/** Index of the neutral shade: it follows the colours. */
export const NEUTRAL_INDEX = PALETTE.length;

// What a kind of network looks like in one chapter, it looks like in the next.
const FIRST_CHOICE: Readonly<Record<NetworkKind, number | undefined>> = { nat: 0, bridged: 4, isolated: 6, macvtap: 5, routed: 11, ovs: undefined };
const VLAN_CHOICES: readonly number[] = [1, 2, 3, 7, 8, 9, 10];

/** A colour for each segment. A VLAN has one colour on all of a bridge's networks. */
export function segmentColours(graph: TopologyGraph): ReadonlyMap<string, number> {
  const uses = PALETTE.map(() => 0);
  const take = (wanted: readonly number[]): number => {
    const all = [...wanted, ...PALETTE.keys()];
    const fewest = Math.min(...uses);
    const index = all.find((candidate) => uses[candidate] === 0) ?? all.find((candidate) => uses[candidate] === fewest) ?? 0;
    uses[index] = (uses[index] ?? 0) + 1;
    return index;
  };
  const colours = new Map<string, number>();
  const vlanColours = new Map<string, number>();
  const first = graph.networks.filter(({ networkKind }) => networkKind !== "ovs");
  for (const network of [...first, ...graph.networks.filter((candidate) => !first.includes(candidate))]) {
    const choice = FIRST_CHOICE[network.networkKind];
    for (const segment of network.segments) {
      if (network.networkKind !== "ovs") colours.set(segment.id, take(choice === undefined ? [] : [choice]));
      else if (segment.tag === undefined) colours.set(segment.id, NEUTRAL_INDEX);
      else {
        const key = `${network.bridge} ${segment.tag}`;
        const colour = vlanColours.get(key) ?? take(VLAN_CHOICES);
        vlanColours.set(key, colour);
        colours.set(segment.id, colour);
      }
    }
  }
  return colours;
}

/** @param index as `segmentColours` gives it */
export function shade(index: number): Shade {
  return PALETTE[index] ?? NEUTRAL;
}
