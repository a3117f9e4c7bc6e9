import { importBindings } from "./benches/bindings";
import { boot } from "./benches/boot";
import { compile } from "./benches/compile";
import { scale } from "./benches/scale";
import { switches } from "./benches/switch";
import { synthOne } from "./benches/synth-one";
import type { Outcome } from "./support/result";
import type { Settings } from "./support/settings";

/** By the name they are asked for on the command line. */
export const benches: Readonly<Record<string, (settings: Settings) => Outcome[]>> = {
  "synth-one": synthOne,
  scale,
  import: importBindings,
  compile,
  boot,
  switch: switches,
};

export function runBenches(settings: Settings, names: readonly string[]): Outcome[] {
  return names.flatMap((name) => {
    settings.progress(`bench: ${name}`);
    return benches[name]?.(settings) ?? [];
  });
}
