export interface Font {
  /** In pixels. */
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
}

// Nobody knows which font a reader's browser takes. These are widths (in em) of DejaVu Sans, the widest of the usual
// system fonts: what fits by them fits everywhere.
const NARROW = /[.,:;'|!`"iljtfrI()[\]/\\ ·-]/u;
const WIDE = /[mwMW@%]/u;
const UPPER = /[\p{Lu}+=<>#~^&$]/u;
const EM = { narrow: 0.45, wide: 1, upper: 0.85, other: 0.645, mono: 0.61, full: 1, emoji: 1.3, unknown: 1.1, bold: 1.12 };

/** Width of a line of text in pixels, never less than what a browser makes of it. */
export function textWidth(text: string, { size, bold = false, mono = false }: Font): number {
  const known = mono ? WIDTHS.mono : bold ? WIDTHS.bold : WIDTHS.regular;
  let em = 0;
  for (const character of text) {
    let width = known.get(character);
    if (width === undefined) known.set(character, (width = characterWidth(character, bold, mono)));
    em += width;
  }
  return em * size;
}

// A drawing measures the same few characters thousands of times.
const WIDTHS = { regular: new Map<string, number>(), bold: new Map<string, number>(), mono: new Map<string, number>() };

// The characters of most drawings, whose widths need none of the large tables of the others.
const LATIN = /[\u0020-\u007e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u024f\u2013\u2014\u2026]/;
const CHINESE = /[\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]/;

function characterWidth(character: string, bold: boolean, mono: boolean): number {
  if (CHINESE.test(character)) return EM.full;
  if (!LATIN.test(character)) {
    const rare = rareWidth(character);
    if (rare !== undefined) return rare;
  }
  if (mono) return EM.mono;
  const width = NARROW.test(character) ? EM.narrow : WIDE.test(character) ? EM.wide : UPPER.test(character) ? EM.upper : EM.other;
  return bold ? width * EM.bold : width;
}

function rareWidth(character: string): number | undefined {
  const stringWidth = require("string-width") as typeof import("string-width");
  const columns = stringWidth(character);
  if (columns === 0) return 0;
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(character)) return EM.emoji;
  if (columns === 2) return EM.full;
  // Scripts without a column width of their own, and signs that are drawn as a box where no font has them.
  return /[\u00a0-\u024F]/.test(character) ? undefined : EM.unknown;
}

/** The text, or as much of it as fits, with an ellipsis. */
export function ellipsize(text: string, font: Font, maxWidth: number): string {
  if (textWidth(text, font) <= maxWidth) return text;
  const room = maxWidth - textWidth("…", font);
  let kept = "";
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += textWidth(grapheme, font);
    if (width > room) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in lines that fit; the last of at most `maxLines` ends with an ellipsis if there is more. */
export function wrap(text: string, font: Font, maxWidth: number, maxLines: number): string[] {
  if (maxLines > 0 && textWidth(text, font) <= maxWidth && !/^\s*$/.test(text)) return [text.trimEnd()];
  const words = breakable(text).flatMap((word) => (textWidth(word, font) > maxWidth ? graphemes(word) : [word]));
  const byWords = fillLines(words, font, maxWidth);
  // Better broken within a word than not shown at all.
  const lines = byWords.length > maxLines ? fillLines(graphemes(text), font, maxWidth) : byWords;
  const shown = lines.length > maxLines ? [...lines.slice(0, maxLines - 1), lines.slice(maxLines - 1).join("")] : lines;
  return shown.map((line) => ellipsize(line.trimEnd(), font, maxWidth));
}

function fillLines(pieces: readonly string[], font: Font, maxWidth: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && textWidth((line + piece).trimEnd(), font) > maxWidth) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}

// Lines may break after a space, a dash or a dot, and on either side of a Chinese or Japanese character.
function breakable(text: string): string[] {
  const wide = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}";
  return text.match(new RegExp(`[${wide}][，。、：；！？）》」]*|[^\\s.${wide}-]*[\\s.-]+|[^\\s.${wide}-]+`, "gu")) ?? [];
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}
