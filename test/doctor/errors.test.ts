import { errorCatalogue } from "../../constructs/core/error-catalogue";
import { formatProblem, type Problem } from "../../constructs/core/lab-error";
import { provocations } from "../audit/provocations/doctor";

const codes = Object.keys(errorCatalogue).filter((code) => /^LW20[0-5]/.test(code));

test("every code of a host that is not ready is provoked", () => {
  expect(Object.keys(provocations).sort()).toEqual(codes.sort());
});

test.each(codes)("%s: is raised, and says all it has to in both languages", async (code) => {
  const problems = (await provocations[code]?.()) as Problem[];
  expect(problems.map((problem) => problem.code)).toContain(code);
  for (const problem of problems) {
    for (const language of ["en", "zh"] as const) expect(formatProblem(problem, language)).not.toMatch(/\{\w+\}|undefined|NaN|: $/);
  }
});
