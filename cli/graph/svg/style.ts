import { FONTS } from "../layout/geometry";
import type { Font } from "../layout/text-metrics";
import { shade } from "./palette";

export type Theme = "light" | "dark" | "auto";

interface Surface {
  readonly page: string;
  readonly host: string;
  readonly frame: string;
  readonly band: string;
  readonly bridge: string;
  readonly bridgeLine: string;
  readonly card: string;
  readonly cardLine: string;
  readonly shadow: string;
  readonly text: string;
  readonly muted: string;
  readonly onBar: string;
  /** Whether bars are filled with their colour; else with a hint of it, as large bright areas dazzle on a dark page. */
  readonly solidBars: boolean;
  readonly badge: string;
  readonly onBadge: string;
}

const LIGHT: Surface = {
  page: "#ffffff", host: "#f8fafc", frame: "#cbd5e1", band: "#e2e8f0", bridge: "#eef2f7", bridgeLine: "#94a3b8", card: "#ffffff", cardLine: "#cbd5e1",
  shadow: "#0f172a;fill-opacity:.07", text: "#0f172a", muted: "#526077", onBar: "#ffffff", solidBars: true, badge: "#e0e7ff", onBadge: "#3730a3",
};

const DARK: Surface = {
  page: "#0d1117", host: "#131923", frame: "#30394a", band: "#1f2937", bridge: "#19212e", bridgeLine: "#4b5a70", card: "#1c2533", cardLine: "#3a465a",
  shadow: "#000000;fill-opacity:.35", text: "#e6edf3", muted: "#9fb0c6", onBar: "#f0f6fc", solidBars: false, badge: "#312e81", onBadge: "#c7d2fe",
};

const SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';
const MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono","PingFang SC","Microsoft YaHei","Noto Sans Mono CJK SC","Noto Sans CJK SC",monospace';

/** Class of the drawing's root. It carries the theme: drawings of several themes can stand in one page. */
export function rootClass(theme: Theme): string {
  return `labwright-${theme}`;
}

/** The style sheet, with rules only for colours that occur. */
export function styleSheet(theme: Theme, colours: Iterable<number>): string {
  const used = [...new Set(colours)].sort((a, b) => a - b);
  const root = `.${rootClass(theme)}`;
  const rules = [...shapeRules(), ...colourRules(theme === "dark" ? DARK : LIGHT, used, theme === "dark" ? "dark" : "light")];
  const scoped = (list: readonly string[]): string => list.map((rule) => `${root} ${rule}`).join("");
  const dark = theme === "auto" ? `@media (prefers-color-scheme:dark){${scoped(colourRules(DARK, used, "dark"))}}` : "";
  return scoped(rules) + dark;
}

function shapeRules(): string[] {
  const fonts: readonly (readonly [string, Font])[] = Object.entries(FONTS);
  return [
    ...fonts.map(([name, { size, bold, mono }]) => `.t-${name}{font:${bold ? 600 : 400} ${size}px ${mono ? MONO : SANS}}`),
    ".frame,.card,.bridge{stroke-width:1}", ".bridge{stroke-dasharray:5 4}",
    ".icon{fill:none;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}",
    ".wire{stroke-width:2}", ".tagged{stroke-dasharray:5 3.5}", ".bundle{stroke-width:5}",
    ".dot{stroke-width:1.5}", ".hollow{stroke-width:2}", ".term{font-weight:600}",
  ];
}

function colourRules(surface: Surface, used: readonly number[], tone: "light" | "dark"): string[] {
  return [
    `.page{fill:${surface.page}}`,
    `.frame{fill:${surface.host};stroke:${surface.frame}}`, `.band{fill:${surface.band}}`,
    `.bridge{fill:${surface.bridge};stroke:${surface.bridgeLine}}`, `.ground{fill:${surface.bridge}}`,
    `.outside{fill:${surface.page};stroke:${surface.bridgeLine}}`,
    `.card{fill:${surface.card};stroke:${surface.cardLine}}`, `.shadow{fill:${surface.shadow}}`,
    `.strong{fill:${surface.text}}`, `.muted{fill:${surface.muted}}`, `.icon{stroke:${surface.muted}}`,
    `.badge-box{fill:${surface.badge}}`, `.on-badge{fill:${surface.onBadge}}`,
    `.on-bar{fill:${surface.onBar}}`,
    `.hollow{fill:${surface.page}}`, `.sample{fill:${surface.muted};stroke:${surface.muted}}`, `.sample.hollow{fill:${surface.page}}`,
    ...used.flatMap((index) => {
      const colour = shade(index)[tone];
      return [
        `.c${index}{fill:${colour};stroke:${colour}}`,
        `.bar.c${index}{fill:${surface.solidBars ? colour : mix(colour, surface.page)}}`,
        `.dot.c${index}{stroke:${surface.card}}`,
        `.hollow.c${index}{fill:${surface.card};stroke:${colour}}`,
      ];
    }),
  ];
}

/** A third of a colour on a ground. */
function mix(colour: string, ground: string): string {
  const channels = [1, 3, 5].map((start) => {
    const [front, back] = [colour, ground].map((hex) => Number.parseInt(hex.slice(start, start + 2), 16));
    return Math.round((front ?? 0) * 0.34 + (back ?? 0) * 0.66).toString(16).padStart(2, "0");
  });
  return `#${channels.join("")}`;
}
