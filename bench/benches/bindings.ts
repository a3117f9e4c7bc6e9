import { join } from "node:path";
import { measure } from "../support/process";
import { result, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";

/** What importing all the bindings costs in a process that has imported cdktf. */
export function importBindings({ root, scratch, rounds, code: { execArgv, env } }: Settings): Outcome[] {
  const samples = Array.from({ length: rounds }, () =>
    measure({ argv: [join(root, "bench", "subjects", "import.cjs")], cwd: scratch, execArgv, env }));
  const times = (name: string): number[] => samples.map(({ report }) => report[name] ?? Number.NaN);
  return [
    result({ bench: "import", what: "all bindings, over cdktf", unit: "ms", target: { atMost: 15 } }, times("bindingsMs")),
    result({ bench: "import", what: "the same in CPU time", unit: "ms" }, times("bindingsCpuMs")),
    result({ bench: "import", what: "cdktf itself", unit: "ms" }, times("cdktfMs")),
  ];
}
