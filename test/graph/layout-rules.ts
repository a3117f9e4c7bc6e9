import fc from "fast-check";
import type { LabSpec, NetworkKind } from "../../constructs/spec/lab-spec";
import { FONTS, type Rect } from "../../cli/graph/layout/geometry";
import type { Drawing } from "../../cli/graph/layout/layout";
import { textWidth } from "../../cli/graph/layout/text-metrics";
import { lab } from "./samples";

const cardsOf = ({ rows }: Drawing): Rect[] => rows.flatMap(({ cards }) => cards.map(({ rect }) => rect));
const barsOf = ({ rows }: Drawing): Rect[] => rows.flatMap(({ bars }) => bars.map(({ rect }) => rect));

/** Boxes of the NIC labels, as they are measured. */
function labelsOf({ rows }: Drawing): Rect[] {
  return rows.flatMap(({ cards }) => cards.flatMap(({ rect, ports }) => (["top", "bottom"] as const).flatMap((side) => ports[side].map(({ label, labelX }) => {
    const height = label.length * 15;
    const width = Math.max(...label.map((line) => textWidth(line, FONTS.nicDetail)));
    return { x: labelX, y: side === "top" ? rect.y - 8 - height : rect.y + rect.height + 8, width, height };
  }))));
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function within(box: Rect, outer: Rect): boolean {
  return box.x >= outer.x && box.y >= outer.y && box.x + box.width <= outer.x + outer.width && box.y + box.height <= outer.y + outer.height;
}

function pairs<T>(items: readonly T[], bad: (a: T, b: T) => boolean): [T, T][] {
  return items.flatMap((a, index) => items.slice(index + 1).filter((b) => bad(a, b)).map((b): [T, T] => [a, b]));
}

/** What holds for every drawing: each rule gives what is against it. */
export const rules: Readonly<Record<string, (drawing: Drawing) => readonly unknown[]>> = {
  "no two cards, bars or places outside are on each other": (drawing) =>
    pairs([...cardsOf(drawing), ...barsOf(drawing), ...drawing.outsides.map(({ rect }) => rect)], overlap),
  "no two bridges are on each other": ({ rows }) => pairs(rows.flatMap(({ bridges }) => bridges.map(({ rect }) => rect)), overlap),
  "every bar of a bridge is within it, above its caption, and no other is": ({ rows }) => rows.flatMap(({ bars, bridges }) => bars.filter(({ rect, segment }) => {
    const around = bridges.filter((bridge) => overlap(bridge.rect, rect));
    return segment.tag === undefined ? around.some((bridge) => !within(rect, bridge.rect)) : around.length !== 1 || !around.every((bridge) => within(rect, { ...bridge.rect, height: bridge.rect.height - 24 }));
  })),
  "no label is on another, or on a card or bar": (drawing) => {
    const labels = labelsOf(drawing);
    return [...pairs(labels, overlap), ...labels.filter((label) => [...cardsOf(drawing), ...barsOf(drawing)].some((box) => overlap(label, box)))];
  },
  "no wire goes through a label or a card": (drawing) => {
    const boxes = [...labelsOf(drawing), ...cardsOf(drawing)];
    const lines = drawing.wires.map(({ x, y1, y2 }) => ({ x: x - 1, y: y1 + 0.1, width: 2, height: y2 - y1 - 0.2 }));
    return lines.filter((line) => boxes.some((box) => overlap(line, box)));
  },
  "no wires of two networks are on each other": ({ wires }) => {
    const lines = wires.map((wire) => ({ segment: wire.segment, x: wire.x - 2, y: wire.y1, width: 4, height: wire.y2 - wire.y1 }));
    return pairs(lines, (a, b) => a.segment !== b.segment && overlap(a, b));
  },
  "a wire to the outside keeps away from others": ({ wires }) => {
    const uplinks = wires.filter(({ style }) => style === "uplink");
    return uplinks.flatMap((a) => wires.filter((b) => a !== b && Math.abs(a.x - b.x) < 12 && a.segment !== b.segment && a.y1 < b.y2 && b.y1 < a.y2).map((b) => [a, b]));
  },
  "every wire ends at its own bar": ({ wires, rows }) => {
    const bars = rows.flatMap((row) => row.bars);
    return wires.filter(({ segment, x, y1, y2 }) => !bars.some(({ segment: own, rect }) =>
      own.id === segment && x >= rect.x && x <= rect.x + rect.width && [y1, y2].some((y) => y === rect.y || y === rect.y + rect.height)));
  },
  "all is within the host, and the host within the page": (drawing) => {
    const { frame } = drawing.host;
    const inside = [...cardsOf(drawing), ...barsOf(drawing), ...drawing.rows.flatMap(({ bridges }) => bridges.map(({ rect }) => rect))];
    const page = { x: 0, y: 0, width: drawing.width, height: drawing.height };
    const sky = { ...frame, y: 0, height: frame.y };
    return [...inside.filter((box) => !within(box, frame)), ...[frame].filter((box) => !within(box, page)), ...drawing.outsides.filter(({ rect }) => !within(rect, sky))];
  },
};

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
const network = fc.record({
  kind: fc.constantFrom<NetworkKind>("nat", "routed", "isolated", "bridged", "macvtap", "ovs"),
  cidr: fc.constantFrom(undefined, "10.0.0.0/8", "fd12:3456:789a:bcde::/64"),
  bridge: fc.constantFrom("ovs0", "ovs1"),
  tags: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 9 }),
});
const nic = fc.record({
  network: fc.nat(5), name,
  addresses: fc.array(fc.constantFrom("10.1.2.3/8", "fd12:3456:789a:bcde::1/64"), { maxLength: 3 }),
  vlans: fc.array(fc.nat(8), { maxLength: 8 }),
  mode: fc.constantFrom("access" as const, "trunk" as const, undefined),
});
const machine = fc.record({ nics: fc.array(nic, { maxLength: 5 }), vcpus: fc.integer({ min: 1, max: 512 }), disks: fc.integer({ min: 1, max: 4 }), nested: fc.boolean() });

/** Labs of any shape, small enough to draw each machine. */
export const anyLab: fc.Arbitrary<LabSpec> = fc.record({
  names: fc.uniqueArray(name, { minLength: 24, maxLength: 24 }),
  networks: fc.array(network, { maxLength: 6 }),
  machines: fc.array(machine, { maxLength: 16 }),
}).map(({ names, networks, machines }) => {
  const networkName = (index: number): string => names[index % Math.max(1, networks.length)] ?? "";
  return lab("any", {
    networks: Object.fromEntries(networks.map(({ kind, cidr, bridge, tags }, index) => [networkName(index), {
      kind, cidr, bridge, device: "eth0", vlans: kind === "ovs" ? Object.fromEntries(tags.map((tag) => [`v${tag}`, [tag, cidr] as const])) : undefined,
    }])),
    machines: Object.fromEntries(machines.map((given, index) => [names[index + 8] ?? "", {
      ...given,
      nics: given.nics.map(({ network: at, vlans, mode, ...rest }) => {
        const tags = networks[at % Math.max(1, networks.length)]?.tags ?? [];
        const carried = [...new Set(vlans.map((vlan) => `v${tags[vlan % Math.max(1, tags.length)]}`))].slice(0, mode === "access" ? 1 : undefined);
        return { ...rest, network: networkName(at), vlan: mode && { mode, vlans: carried, native: mode === "trunk" && carried.length > 1 ? carried[0] : undefined } };
      }),
    }])),
  });
});
