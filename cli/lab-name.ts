import { readdirSync } from "node:fs";
import { LabError } from "../constructs/core/lab-error";
import type { Environment } from "./environment";

const LAB_FILE = /^lab\.[cm]?[jt]s$/;

/**
 * The lab a command is about where none was named: the one that is up here, the folder's `lab.ts`, or the only one that is
 * up anywhere.
 * @throws LabError LW4002
 */
export function labNameOr(environment: Environment, name: string | undefined): string {
  if (name !== undefined) return name;
  const { registry, project, directory, output } = environment;
  const up = registry.list();
  const here = up.filter((lab) => lab.project === project.directory);
  const targets = (labs: typeof up): string[] => [...new Set(labs.map(({ target }) => target))];
  const files = readdirSync(directory).filter((file) => LAB_FILE.test(file)).map((file) => `./${file}`);
  for (const candidates of [targets(here), files, targets(up)]) {
    const [only, ...others] = candidates;
    if (only !== undefined && others.length === 0) return only;
    if (only !== undefined) throw LabError.of("LW4002", { known: candidates.join(", ") });
  }
  throw LabError.of("LW4002", { known: output.say("noLabs") });
}
