import type { Problem } from "../../constructs/core/lab-error";

// What runs under Terraform has only its output to say what went wrong; the words are made where the reader is.
const MARK = "labwright: problems ";

/** A line that tells problems to the labwright that runs Terraform. */
export function tellProblems(problems: readonly Problem[]): string {
  return `${MARK}${JSON.stringify(problems)}\n`;
}

/** The problems that a line of output tells; none where it tells something else. */
export function readProblems(line: string): Problem[] {
  const at = line.indexOf(MARK);
  if (at < 0) return [];
  try {
    const problems: unknown = JSON.parse(line.slice(at + MARK.length));
    return Array.isArray(problems) ? problems.filter(isProblem) : [];
  } catch {
    return [];
  }
}

function isProblem(value: unknown): value is Problem {
  const { code, values } = Object(value) as Partial<Problem>;
  return typeof code === "string" && typeof values === "object" && values !== null;
}
