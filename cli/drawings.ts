import type { Language } from "../constructs/core/text";
import type { LabSpec } from "../constructs/spec/lab-spec";

/** A lab's drawings in a language, with the file names they are kept under. */
export function drawings(spec: LabSpec, language: Language): { readonly name: string; readonly text: string }[] {
  // Loaded here: most commands draw nothing, and start the faster.
  const { renderDot, renderMermaid, renderSvg } = require("./graph") as typeof import("./graph");
  return [
    { name: `topology.${language}.svg`, text: renderSvg(spec, { language }) },
    { name: `topology.${language}.mmd`, text: renderMermaid(spec, { language }) },
    { name: `topology.${language}.dot`, text: renderDot(spec, { language }) },
  ];
}
