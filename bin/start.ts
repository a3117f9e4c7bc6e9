import { existsSync } from "node:fs";
import { join } from "node:path";

/** What the build puts into one file: three hundred modules take longer to find than to run. */
type Program = "program" | "cdktf-app";

/** Runs a program out of that file, or from its own where nothing was built. */
export function start(program: Program): void {
  const bundle = join(__dirname, "labwright.bundle.js");
  if (existsSync(bundle)) (require(bundle) as Record<Program, () => unknown>)[program]();
  else require(`./${program}`);
}
