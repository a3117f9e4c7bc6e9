import { buildTopology } from "../../cli/graph";
import { NEUTRAL_INDEX, PALETTE, segmentColours, shade } from "../../cli/graph/svg/palette";
import { styleSheet, type Theme } from "../../cli/graph/svg/style";
import { kinds, lab, thirty, trunks, vlans } from "./samples";

const all = [...PALETTE.keys(), NEUTRAL_INDEX];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function fill(theme: Theme, selector: string): string {
  const css = styleSheet(theme, all);
  const found = new RegExp(`\\.labwright-${theme} ${selector.replaceAll(".", "\\.")}\\{fill:(#[0-9a-f]{6})`).exec(css)?.[1];
  if (found === undefined) throw new Error(`no fill of ${selector}`);
  return found;
}

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  test.each(all)("text on a bar of colour %i can be read", (index) => {
    expect(contrast(fill(theme, ".on-bar"), fill(theme, `.bar.c${index}`))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(all)("a wire of colour %i stands out", (index) => {
    for (const ground of [".frame", ".bridge"]) expect(contrast(shade(index)[theme], fill(theme, ground))).toBeGreaterThanOrEqual(3);
  });

  test.each([
    [".strong", ".card"], [".muted", ".card"], [".muted", ".frame"], [".muted", ".band"], [".muted", ".bridge"], [".muted", ".page"], [".on-badge", ".badge-box"],
  ])("%s can be read on %s", (text, ground) => {
    expect(contrast(fill(theme, text), fill(theme, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

describe("colours", () => {
  test.each([["docker-cloud-4", vlans], ["pinnacle-14", kinds], ["campus", thirty], ["trunks", trunks]])("differ between all segments of %s", (_, spec) => {
    const colours = [...segmentColours(buildTopology(spec)).values()];
    expect(new Set(colours).size).toBe(colours.length);
  });

  test("are the same for a kind of network in every lab", () => {
    const colour = (spec: typeof vlans, name: string): number | undefined => {
      const graph = buildTopology(spec);
      return segmentColours(graph).get(graph.networks.find((network) => network.name === name)?.segments[0]?.id ?? "");
    };
    expect(colour(vlans, "mgmt")).toBe(colour(kinds, "nat"));
  });

  test("are the same for a VLAN on all networks of its bridge", () => {
    const on = (bridge: string, vlan: string) => ({ kind: "ovs", bridge, vlans: { [vlan]: [10] } }) as const;
    const graph = buildTopology(lab("shared", { networks: { a: on("ovs0", "x"), b: on("ovs0", "y"), c: on("ovs1", "z") } }));
    const [a, b, c] = [...segmentColours(graph).values()];
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  test("of ports without VLAN are grey", () => {
    expect([...segmentColours(buildTopology(trunks)).values()].at(-1)).toBe(NEUTRAL_INDEX);
  });

  test("are taken again, evenly, when all are taken", () => {
    const networks = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, { kind: "nat" as const }]));
    const used = [...segmentColours(buildTopology(lab("many", { networks }))).values()];
    expect(Math.max(...all.map((index) => used.filter((colour) => colour === index).length))).toBe(3);
  });
});
