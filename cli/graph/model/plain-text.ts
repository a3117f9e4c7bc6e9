/**
 * A text as one clean line: no line breaks, no control or formatting characters (which could reverse the text behind
 * them, and XML forbids some), no halves of surrogate pairs, no towers of accents. Names of a lab are clean already; titles and specs written
 * by others need not be.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
}
