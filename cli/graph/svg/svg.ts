import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { Language } from "../../../constructs/core/text";
import { Labels } from "../labels";
import { describe } from "../describe";
import { layout } from "../layout/layout";
import { Scene } from "../layout/scene";
import { buildTopology } from "../model/build";
import { summarise } from "../model/summary";
import { content, element, type Markup } from "./markup";
import { NEUTRAL_INDEX, segmentColours } from "./palette";
import { Parts } from "./parts";
import { rootClass, styleSheet, type Theme } from "./style";

export interface SvgOptions {
  readonly language: Language;
  /** @default "auto" - as the reader's system is set */
  readonly theme?: Theme;
}

const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

/** A lab's topology as a self-contained SVG. The same spec gives the same bytes. */
export function renderSvg(spec: LabSpec, { language, theme = "auto" }: SvgOptions): string {
  const graph = summarise(buildTopology(spec));
  const labels = new Labels(language);
  const scene = new Scene(graph, labels);
  const drawing = layout(scene);
  const colours = segmentColours(graph);
  const { width, height } = drawing;
  // Ids differ between labs and languages: several drawings can stand in one page.
  const id = `labwright-${graph.labId.replace(/[^A-Za-z0-9]/g, "")}-${language}-${theme}`;
  const svg = element("svg", {
    xmlns: "http://www.w3.org/2000/svg", "xml:lang": LANGUAGE_TAGS[language], lang: LANGUAGE_TAGS[language],
    width, height, viewBox: `0 0 ${width} ${height}`, style: "max-width:100%;height:auto",
    class: rootClass(theme), role: "img", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-desc`,
  },
    element("title", { id: `${id}-title` }, content(labels.text("topologyOf", { name: labels.title(graph) }))),
    element("desc", { id: `${id}-desc` }, content(describe(graph, labels))),
    element("style", {}, styleSheet(theme, [...colours.values(), NEUTRAL_INDEX]) as Markup),
    ...body(new Parts(scene, colours), drawing),
  );
  return `${svg}\n`;
}

// From back to front: wires pass behind the bars they do not belong to.
function body(parts: Parts, drawing: ReturnType<typeof layout>): Markup[] {
  const { rows, width, height } = drawing;
  const cards = rows.flatMap((row) => row.cards);
  return [
    element("rect", { class: "page", width, height, rx: 16 }),
    ...parts.header(drawing),
    parts.hostFrame(drawing),
    ...rows.flatMap((row) => row.bridges.map((bridge) => parts.bridge(bridge))),
    ...drawing.wires.map((wire) => parts.wire(wire)),
    ...rows.flatMap((row) => row.bridges.map((bridge) => parts.caption(bridge))),
    parts.hostBand(drawing),
    ...drawing.outsides.map((outside) => parts.outside(outside)),
    ...rows.flatMap((row) => row.bars.map((bar) => parts.bar(bar))),
    ...drawing.dots.map((dot) => parts.dot(dot)),
    ...cards.map((card) => parts.card(card)),
    ...cards.flatMap((card) => (["top", "bottom"] as const).flatMap((side) => card.ports[side].map((port) => parts.port(card, side, port)))),
    ...drawing.legend.map((entry) => parts.legend(entry)),
  ];
}
