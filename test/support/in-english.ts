import type { Problem } from "../../constructs/core/lab-error";
import { inWords } from "../../constructs/core/text";

/** A problem as an English reader has it. */
export interface ToldProblem {
  readonly code: string;
  readonly path?: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Problems with their values in English: most tests are about what is told, not about its translation. */
export function inEnglish(problems: readonly Problem[]): ToldProblem[] {
  return problems.map(({ values, ...problem }) => ({
    ...problem,
    values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, typeof value === "object" ? inWords(value, "en") : value]]))),
  }));
}
