import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package's own folder, whether it runs compiled or from its sources. */
export function packageRoot(): string {
  for (let at = __dirname; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json")) || dirname(at) === at) return at;
  }
}
