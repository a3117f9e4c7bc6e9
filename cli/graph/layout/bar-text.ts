import type { Labels } from "../labels";
import type { BridgeNode, NetworkNode, SegmentNode } from "../model/topology";
import { FONTS, type FontName } from "./geometry";
import { ellipsize, textWidth } from "./text-metrics";

/** Between the parts of a line. */
export const RUN_GAP = 10;

/** Longest name and CIDR that are written out: a DNS label's 63 characters. */
const NAME_WIDTH = 620;
const CIDR_WIDTH = 320;

/** A part of a line of text in one font; the next part follows at a distance. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
}

/** What is written on a network's or VLAN's bar: `NAT  mgmt  10.20.4.0/24`. */
export function barRuns(segment: SegmentNode, network: NetworkNode, labels: Labels): Run[] {
  return runs(
    [labels.segmentKind(segment, network), "bar"], [ellipsize(segment.name, FONTS.barName, NAME_WIDTH), "barName"],
    [ellipsize(segment.cidrs.join("  "), FONTS.barCidr, CIDR_WIDTH), "barCidr"],
  );
}

/** Caption of an OVS bridge: what it is, its name, the networks on it where they are called otherwise, its name on the host. */
export function bridgeRuns(bridge: BridgeNode, networks: readonly NetworkNode[], labels: Labels): Run[] {
  const others = networks.map(({ name }) => name).filter((name) => name !== bridge.name).join(", ");
  const hostName = bridge.hostName === bridge.name ? "" : (bridge.hostName ?? "");
  return runs(
    [labels.text("ovsBridge"), "caption"], [ellipsize(bridge.name, FONTS.barName, NAME_WIDTH), "barName"],
    [ellipsize(others, FONTS.caption, NAME_WIDTH), "caption"], [ellipsize(hostName, FONTS.detail, CIDR_WIDTH), "detail"],
  );
}

/** Width of a line in pixels. */
export function runsWidth(line: readonly Run[]): number {
  return line.reduce((total, { text, font }) => total + textWidth(text, FONTS[font]), RUN_GAP * Math.max(0, line.length - 1));
}

function runs(...parts: readonly (readonly [string, FontName])[]): Run[] {
  return parts.filter(([text]) => text !== "").map(([text, font]) => ({ text, font }));
}
