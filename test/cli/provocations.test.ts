import { errorCatalogue } from "../../constructs/core/error-catalogue";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { provocations as cli } from "../audit/provocations/cli";
import { provocations as run } from "../audit/provocations/run";

async function codesOf(provoke: () => unknown): Promise<string[]> {
  try {
    return ((await provoke()) as readonly Problem[]).map(({ code }) => code);
  } catch (error) {
    if (error instanceof LabError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

test("every code of a run and of the command line has its provocation", () => {
  const codes = Object.keys(errorCatalogue).filter((code) => /^LW[34]/.test(code)).sort();
  expect(Object.keys({ ...run, ...cli }).sort()).toEqual(codes);
});

test.each(Object.entries({ ...run, ...cli }))("%s is raised by real code (other programs are faked)", async (code, provoke) => {
  expect(await codesOf(provoke)).toContain(code);
});
