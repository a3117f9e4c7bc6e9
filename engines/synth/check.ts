import { readFileSync } from "node:fs";
import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { LabError, type Problem } from "../../constructs/core/lab-error";

const NOTHING = { en: "nothing", zh: "空" };

/**
 * Checks a synthesized stack against the provider's schema, so that a wrong override is told here and not by a plan.
 * @throws LabError LW1090 with every problem
 */
export function checkSynthesized(file: string): void {
  const problems = checkTerraformJson(JSON.parse(readFileSync(file, "utf8")) as object);
  if (problems.length === 0) return;
  throw new LabError(problems.map((problem): Problem => ({
    code: "LW1090",
    path: problem.constructPath,
    values: { address: problem.address, attribute: problem.attribute, given: problem.given === "nothing" ? NOTHING : problem.given, rule: problem.words },
  })));
}
