import fc from "fast-check";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { buildTopology, renderDot, renderMermaid, renderSvg } from "../../cli/graph";
import { plainText } from "../../cli/graph/model/plain-text";
import { parseDot, unescapeDot } from "./dot-grammar";
import { parseMermaid } from "./mermaid-grammar";
import { kinds, single } from "./samples";
import { parseSvg, texts, withClass } from "./svg-support";

// What breaks out of XML, of quotes, of Mermaid's labels and directives, or of a line.
const NASTY: readonly string[] = [
  "<script>alert(1)</script>", "</title></svg>", "]]>", "<!--", "&lt;", "&#0;", "&", "'", '"', '"]', "\\", '\\"', "\\N", "\\n", "\n", "\r\n", "\u2028", "\t",
  "\u0000", "\u0008", "\u001B[31m", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\u202E", "\u200B", "\uFEFF", "🚀", "👩‍👩‍👧", "🇨🇳", "e\u0301\u0301\u0301\u0301\u0301", "虚拟机",
  "%%{init: {}}%%", "end", "style a fill:#f00;", "classDef x:#1;", ":::evil", "#quot;", "#35;", "`code`", "1. list", "- list", "--- heading", "click a href", "|", "{}", "[[", "))", "$$x$$", "url(http://x)", "x".repeat(300), "",
];

const hostile = fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 8 })), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));

const RUNS = { numRuns: 40 };

/** A lab in which every free text is hostile. Names that are keys stay unique. */
const hostileLab = fc.record({ texts: fc.array(hostile, { minLength: 12, maxLength: 12 }), id: hostile }).map(({ texts: words, id }): LabSpec => {
  const word = (index: number): string => words[index % words.length] ?? "";
  const named = (kind: string, name: string, index: number): string => `${word(index)}${kind}${name}`;
  return {
    ...kinds, id, name: word(0), title: { en: word(1), zh: word(2) },
    host: { ...kinds.host, name: word(3), uri: word(4) },
    bridges: kinds.bridges.map((bridge) => ({ ...bridge, name: word(5) })),
    images: kinds.images.map((image) => ({ ...image, name: word(6) })),
    networks: kinds.networks.map((network, index) => ({
      ...network, name: named("net", network.name, index),
      bridge: network.kind === "bridged" ? word(7) : network.bridge, device: network.device && word(8),
      subnets: network.subnets.map((subnet) => ({ ...subnet, cidr: word(9) })),
      vlans: network.vlans.map((vlan) => ({ ...vlan, name: named("vlan", vlan.name, 10) })),
    })),
    machines: kinds.machines.map((machine, index) => ({
      ...machine, name: word(index + 3),
      nics: machine.nics.map((nic) => ({
        ...nic, name: word(11), addresses: nic.addresses.map(() => word(9)),
        network: named("net", nic.network, kinds.networks.findIndex(({ name }) => name === nic.network)),
        vlan: nic.vlan && { ...nic.vlan, vlans: nic.vlan.vlans.map((name) => named("vlan", name, 10)), native: nic.vlan.native && named("vlan", nic.vlan.native, 10) },
      })),
    })),
  };
});

describe("hostile names and titles", () => {
  test("SVG stays well-formed, with exactly the elements it should have", () => {
    fc.assert(fc.property(hostileLab, fc.constantFrom("en" as const, "zh" as const), (spec, language) => {
      const svg = parseSvg(renderSvg(spec, { language }));
      expect(new Set(withClass(svg, "bar").map(({ attributes }) => attributes.class)).size).toBe(7);
      expect(withClass(svg, "card").length).toBe(4);
      expect(svg.children.filter(({ name }) => name === "style")).toHaveLength(1);
      expect(renderSvg(spec, { language })).not.toMatch(/<(?!\/?(?:svg|title|desc|style|rect|g|path|circle|text|tspan)[ />])/);
    }), RUNS);
  });

  test.each(NASTY.filter((name) => plainText(name) !== "" && name.length < 40).map((name) => [JSON.stringify(name), name]))("SVG shows the name %s as it is", (_, name) => {
    const spec = { ...single, machines: single.machines.map((machine) => ({ ...machine, name })) };
    const shown = withClass(parseSvg(renderSvg(spec, { language: "en" })), "t-machine").map(({ text }) => text);
    expect(shown.join("").replace(/\s/gu, "")).toBe(plainText(name).replace(/\s/gu, ""));
  });

  test("DOT stays valid, and each label says what it should", () => {
    fc.assert(fc.property(hostileLab, (spec) => {
      const dot = parseDot(renderDot(spec, { language: "en" }));
      expect(dot.edges).toHaveLength(4 + 11);
      buildTopology(spec).machines.forEach(({ id, name }) => expect(unescapeDot(dot.nodes.get(id)?.label ?? "")[0]).toBe(name));
    }), RUNS);
  });

  test("Mermaid stays valid, and each label says what it should", () => {
    fc.assert(fc.property(hostileLab, (spec) => {
      const mermaid = parseMermaid(renderMermaid(spec, { language: "zh" }));
      expect(mermaid.edges).toHaveLength(4 + 11);
      buildTopology(spec).machines.forEach(({ id, name }) => expect(mermaid.nodes.get(id)?.[0]).toBe(name));
    }), RUNS);
  });

  test("a drawing's texts are those of the lab, not markup", () => {
    const spec = { ...kinds, title: { en: "<script>alert(1)</script>", zh: "" } };
    const svg = parseSvg(renderSvg(spec, { language: "en" }));
    expect(texts(svg)[0]).toBe("<script>alert(1)</script>");
    expect(texts(parseSvg(renderSvg(spec, { language: "zh" })))[0]).toBe("pinnacle-14");
  });
});
