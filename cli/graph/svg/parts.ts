import { barRuns, bridgeRuns, RUN_GAP, runsWidth, type Run } from "../layout/bar-text";
import {
  FONTS, SPACE, type Dot, type FontName, type PlacedBar, type PlacedBridge, type PlacedCard, type PlacedOutside, type PlacedPort, type Rect, type Side, type Wire,
} from "../layout/geometry";
import type { Drawing } from "../layout/layout";
import type { LegendEntry } from "../layout/legend";
import type { Scene } from "../layout/scene";
import { ellipsize, textWidth } from "../layout/text-metrics";
import { icon } from "./icons";
import { NEUTRAL_INDEX } from "./palette";
import { content, element, type Attributes, type Markup } from "./markup";

/** Group whose texts lie within its first rectangle; the others lie free. */
const FITTING = "fit";

/** Of what belongs to several segments. */
const NEUTRAL = `c${NEUTRAL_INDEX}`;

/** Draws the parts of a layout, each in the colours of its segments. */
export class Parts {
  constructor(private readonly scene: Scene, private readonly colours: ReadonlyMap<string, number>) {}

  header({ title, subtitle }: Drawing): Markup[] {
    return [
      ...title.map((line) => text(line.text, "title", SPACE.page, line.y, "strong")),
      text(subtitle.text, "subtitle", SPACE.page, subtitle.y, "muted"),
    ];
  }

  hostFrame({ host: { frame } }: Drawing): Markup {
    return rect(frame, { class: "frame", rx: 14 });
  }

  // Above the uplinks: whatever goes out goes through the host.
  hostBand({ host: { band } }: Drawing): Markup {
    const { host } = this.scene.graph;
    const round = 14;
    const corner = (x: number, y: number): string => `a${round} ${round} 0 0 1 ${x} ${y}`;
    const bottom = band.y + band.height;
    const outline = `M${band.x} ${bottom}v${round - band.height}${corner(round, -round)}h${band.width - 2 * round}${corner(round, round)}v${band.height - round}z`;
    const line: Run[] = [
      { text: this.scene.labels.text("host"), font: "caption" },
      { text: ellipsize(host.name, FONTS.host, band.width - 300), font: "host" },
      { text: host.arch, font: "detail" },
    ];
    return fitting(
      element("title", {}, content(host.uri)),
      rect(band, { class: "band", fill: "none", "fill-opacity": 0 }),
      element("path", { class: "band", d: outline }),
      icon("server", band.x + 16, band.y + 11),
      runs(line, { x: band.x + 44, y: band.y + 25 }, (font) => (font === "host" ? "strong" : "muted")),
    );
  }

  outside({ id, rect: box }: PlacedOutside): Markup {
    const label = this.scene.labels.text(id);
    const start = Math.round(box.x + (box.width - 26 - textWidth(label, FONTS.outside)) / 2);
    return fitting(
      rect(box, { class: "outside", rx: box.height / 2 }),
      icon(id, start, box.y + 9),
      text(label, "outside", start + 26, box.y + 23, "strong"),
    );
  }

  bridge({ rect: box }: PlacedBridge): Markup {
    return rect(box, { class: "bridge", rx: 12 });
  }

  /** On a ground of its own: wires to what is farther away pass behind it. */
  caption({ id, rect: box, textX }: PlacedBridge): Markup {
    const bridge = this.scene.graph.bridges.find((candidate) => candidate.id === id);
    const line = bridge ? bridgeRuns(bridge, this.scene.networksOn(bridge), this.scene.labels) : [];
    const ground = { x: textX - 6, y: box.y + box.height - 24, width: Math.ceil(runsWidth(line)) + 12, height: 19 };
    return fitting(
      rect(ground, { class: "ground", rx: 6 }),
      runs(line, { x: textX, y: box.y + box.height - 10 }, (font) => (font === "barName" ? "strong" : "muted")),
    );
  }

  bar({ segment, rect: box, textX }: PlacedBar): Markup {
    const network = this.scene.network(segment.network);
    const line = barRuns(segment, network, this.scene.labels);
    const place = textX === undefined ? { x: box.x + box.width / 2, y: box.y + 21, "text-anchor": "middle" } : { x: textX, y: box.y + 21 };
    return fitting(
      element("title", {}, content([network.name, segment.name, ...segment.cidrs].join(" "))),
      rect(box, { class: `bar ${this.colour(segment.id)}`, rx: 8 }),
      runs(line, place, () => "on-bar"),
    );
  }

  wire({ segment, x, y1, y2, style }: Wire): Markup {
    return element("path", { class: `wire ${style} ${style === "bundle" ? NEUTRAL : this.colour(segment)}`, d: `M${x} ${y1}V${y2}` });
  }

  dot({ segment, x, y, tagged }: Dot): Markup {
    return element("circle", { class: `dot ${this.colour(segment)}${tagged ? " hollow" : ""}`, cx: x, cy: y, r: tagged ? 4.5 : 5 });
  }

  card({ shape, rect: box }: PlacedCard): Markup {
    const { machine, badge } = shape;
    const stack = machine.members ? [8, 4].map((offset) => rect({ ...box, x: box.x + offset, y: box.y - offset }, { class: "card", rx: 10 })) : [];
    const texts = shape.texts.flatMap(({ text: line, font, x, y, icon: name }) => [
      ...(name ? [icon(name, box.x + x - 17, box.y + y - 11)] : []),
      text(line, font, box.x + x, box.y + y, font === "machine" ? "strong" : "muted"),
    ]);
    const badgeBox = badge && { x: box.x + box.width - SPACE.card - badge.width, y: box.y + shape.height - SPACE.card - 15, width: badge.width, height: 20 };
    return element("g", {},
      rect({ ...box, y: box.y + 2 }, { class: "shadow", rx: 10 }), stack,
      fitting(
        element("title", {}, content(machine.members ? machine.members.names.join(", ") : machine.name)),
        rect(box, { class: "card", rx: 10 }),
        icon("machine", box.x + SPACE.card - 1, box.y + SPACE.card),
        ...texts,
      ),
      badge && badgeBox ? fitting(rect(badgeBox, { class: "badge-box", rx: 10 }), element("text", {
        class: "t-badge on-badge", x: badgeBox.x + badgeBox.width / 2, y: badgeBox.y + 14, "text-anchor": "middle",
      }, content(badge.text))) : [],
    );
  }

  /** A NIC: its socket on the card's edge, and what it is called. */
  port(card: PlacedCard, side: Side, port: PlacedPort): Markup {
    const edge = side === "top" ? card.rect.y : card.rect.y + card.rect.height;
    const [first, last] = [port.strands[0]?.x ?? 0, port.strands.at(-1)?.x ?? 0];
    const segment = port.strands[0]?.segments[0] ?? "";
    const box = { x: first - 7, y: edge - 4, width: last - first + 14, height: 8 };
    const top = side === "top" ? edge - SPACE.label - port.label.length * SPACE.nicLine + 8 : edge + SPACE.label + 14;
    const several = port.nic.links.length > 1;
    return element("g", {}, rect(box, { class: several ? NEUTRAL : this.colour(segment), rx: 2.5 }), port.label.map((line, index) =>
      text(line, index === 0 ? "nic" : "nicDetail", port.labelX, top + index * SPACE.nicLine, index === 0 ? "strong" : "muted")));
  }

  legend({ x, y, symbol, term, note }: LegendEntry): Markup {
    const parts = [...(term ? [element("tspan", { class: "strong term" }, content(term))] : []), element("tspan", { dx: term ? RUN_GAP : undefined }, content(note))];
    const sample = symbol ? [
      element("path", { class: `wire sample ${symbol}`, d: `M${x} ${y - 4}h15` }),
      element("circle", { class: `dot sample${symbol === "tagged" ? " hollow" : ""}`, cx: x + 15, cy: y - 4, r: 4 }),
    ] : [];
    return element("g", {}, sample, element("text", { class: "t-legend muted", x: symbol ? x + 28 : x, y }, parts));
  }

  private colour(segment: string): string {
    return `c${this.colours.get(segment) ?? 0}`;
  }
}

function fitting(...children: readonly (Markup | readonly Markup[])[]): Markup {
  return element("g", { class: FITTING }, ...children);
}

function rect({ x, y, width, height }: Rect, attributes: Readonly<Record<string, string | number>>): Markup {
  return element("rect", { x, y, width, height, ...attributes });
}

function text(line: string, font: FontName, x: number, y: number, tone: string): Markup {
  return element("text", { class: `t-${font} ${tone}`, x, y }, content(line));
}

// Parts that follow each other in one text: their distance stays the same, however wide the reader's font is.
function runs(line: readonly Run[], place: Attributes, tone: (font: FontName) => string): Markup {
  return element("text", place, line.map((run, index) => element("tspan", { class: `t-${run.font} ${tone(run.font)}`, dx: index > 0 ? RUN_GAP : undefined }, content(run.text))));
}
