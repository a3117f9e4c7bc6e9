import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Language } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { renderSvg, type Theme } from "../../cli/graph";

/** An element of a drawing: attributes, children in order, and the text of all of it. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly SvgElement[];
  readonly text: string;
}

type RawNode = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "", trimValues: false, processEntities: true, parseTagValue: false, parseAttributeValue: false });

/** Parses a drawing, which has to be well-formed. */
export function parseSvg(xml: string): SvgElement {
  expect(XMLValidator.validate(xml)).toBe(true);
  const roots = (parser.parse(xml) as RawNode[]).map(convert).filter(({ name }) => name === "svg");
  expect(roots).toHaveLength(1);
  return roots[0] as SvgElement;
}

const drawn = new Map<string, SvgElement>();

/** A parsed drawing. Equal drawings are parsed once. */
export function draw(spec: LabSpec, language: Language = "en", theme?: Theme): SvgElement {
  const xml = renderSvg(spec, { language, theme });
  const known = drawn.get(xml) ?? parseSvg(xml);
  drawn.set(xml, known);
  return known;
}

/** All elements below one that a test accepts, in document order. */
export function find(root: SvgElement, accept: (element: SvgElement) => boolean): SvgElement[] {
  return root.children.flatMap((child) => [...(accept(child) ? [child] : []), ...find(child, accept)]);
}

export function withClass(root: SvgElement, ...names: readonly string[]): SvgElement[] {
  return find(root, ({ attributes }) => names.every((name) => (attributes.class ?? "").split(" ").includes(name)));
}

/** The texts of a drawing that a reader sees; parts of a line are set apart by a space. */
export function texts(root: SvgElement): string[] {
  return find(root, ({ name }) => name === "text").map((element) => {
    const parts = element.children.filter(({ name }) => name === "tspan");
    return parts.length > 0 ? parts.map(({ text }) => text).join(" ") : element.text;
  });
}

/** The group that holds a text together with its box. */
export function boxOf(root: SvgElement, text: string): SvgElement {
  const groups = withClass(root, "fit").filter((group) => texts(group).some((candidate) => candidate.includes(text)));
  expect(groups.length).toBeGreaterThan(0);
  return groups[0] as SvgElement;
}

function convert(node: RawNode): SvgElement {
  const name = Object.keys(node).find((key) => key !== ":@") ?? "";
  if (name === "#text") return { name, attributes: {}, children: [], text: String(node[name]) };
  const children = Array.isArray(node[name]) ? (node[name] as RawNode[]).map(convert) : [];
  return { name, attributes: (node[":@"] ?? {}) as Record<string, string>, children, text: children.map(({ text }) => text).join("") };
}
