import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type ErrorCode, type ErrorEntry, errorCatalogue } from "../../constructs/core/error-catalogue";
import { formatProblem, LabError, type Problem, type RenderedProblem, renderProblem } from "../../constructs/core/lab-error";
import { inWords, type Language } from "../../constructs/core/text";
import { englishIn, ownWords, pairsIn, sourceFiles } from "./english";

/** As a value of ours, or as the command line's JSON tells it. */
type Told = Problem | RenderedProblem;

/**
 * Each area keeps a file of provocations: `export const provocations: Record<code, () => problems>`, where a provocation
 * gives or throws what real code raises. A code without one, or one that raises something else, fails here.
 */
type Provocations = Readonly<Record<string, () => unknown>>;

const FOLDER = join(__dirname, "provocations");
const LANGUAGES: readonly Language[] = ["en", "zh"];
const catalogue: Readonly<Record<string, ErrorEntry>> = errorCatalogue;
const codes = Object.keys(catalogue);
const areas = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ area: basename(file, ".ts"), provocations: (require(join(FOLDER, file)) as { provocations: Provocations }).provocations }));

async function raisedBy(provoke: () => unknown): Promise<readonly Told[]> {
  try {
    return ((await provoke()) ?? []) as readonly Told[];
  } catch (error) {
    if (error instanceof LabError) return error.problems;
    throw error;
  }
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
const texts = (entry: ErrorEntry, language: Language): string[] => [entry.what[language], entry.rule?.[language] ?? "", entry.fix[language]];
const HAN = /\p{Script=Han}/u;

describe("the catalogue", () => {
  test("keeps its codes in the four ranges, each once", () => {
    for (const code of codes) expect(code).toMatch(/^LW[1-4]\d{3}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("is made of tables that have no code twice: the later one would hide the other", () => {
    const folder = join(__dirname, "../../constructs/core");
    const tables = readdirSync(folder).filter((file) => /-errors\.ts$/.test(file)).flatMap((file) => Object.values(require(join(folder, file)) as Record<string, object>));
    expect(tables.length).toBeGreaterThanOrEqual(5);
    expect(tables.flatMap(Object.keys).sort()).toEqual([...codes].sort());
  });

  test("has a provocation for every code, in one area only", () => {
    const provoked = areas.flatMap(({ provocations }) => Object.keys(provocations));
    expect([...provoked].sort()).toEqual([...codes].sort());
  });

  test.each(codes)("%s says what, how to fix it and, of a description, by what rule: in English and Chinese", (code) => {
    const entry = catalogue[code] as ErrorEntry;
    for (const language of LANGUAGES) {
      expect(entry.what[language].trim()).not.toBe("");
      expect(entry.fix[language].trim()).not.toBe("");
      if (code.startsWith("LW1")) expect(entry.rule?.[language].trim()).toBeTruthy();
      // Ends without a full stop: the line it is put into has its own.
      for (const text of texts(entry, language)) expect(text).not.toMatch(/[.。]$/);
    }
    expect(texts(entry, "en").join("")).not.toMatch(HAN);
    for (const text of texts(entry, "zh").map((one) => one.replace(/\{\w+\}|https?:\/\/\S+|`[^`]*`/g, ""))) if (/[A-Za-z]{4}/.test(text)) expect(text).toMatch(HAN);
  });

  test.each(codes)("%s fills the same values in both languages", (code) => {
    const entry = catalogue[code] as ErrorEntry;
    const names = LANGUAGES.map((language) => [...new Set(texts(entry, language).flatMap(placeholders))]);
    expect(names[1]?.sort()).toEqual(names[0]?.sort());
  });
});

describe.each(areas)("provocations of $area", ({ provocations }) => {
  test.each(Object.entries(provocations))("%s is raised, and told in full", async (code, provoke) => {
    const problems = await raisedBy(provoke);
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const problem of problems.filter((one) => one.code === code)) {
      expectTold(problem);
      if ("values" in problem) expect(englishIn(ownWords(problem))).toEqual([]);
    }
  });
});

/** Every value shows, nothing is left to fill, and nothing of the language's own shines through. */
function expectTold(problem: Told): void {
  if (!("values" in problem)) return expectWhole(problem);
  for (const language of LANGUAGES) {
    expectWhole(renderProblem(problem, language));
    const line = formatProblem(problem, language);
    expect(line.startsWith(`${problem.code} `)).toBe(true);
    for (const name of new Set(texts(catalogue[problem.code] as ErrorEntry, language).flatMap(placeholders))) {
      expect(problem.values).toHaveProperty(name);
      expect(line).toContain(inWords(problem.values[name] ?? "", language));
      expect(line).not.toContain(`{${name}}`);
    }
  }
}

function expectWhole({ code, what, rule, fix }: RenderedProblem): void {
  expect(catalogue).toHaveProperty(code);
  expect([what.trim(), fix.trim()]).not.toContain("");
  if (catalogue[code]?.rule !== undefined) expect(rule.trim()).not.toBe("");
  for (const text of [what, rule, fix]) expect(text).not.toMatch(/\n|\[object |\bundefined\b|\bNaN\b/);
}

test("words that fill a text are a type: English alone does not compile", () => {
  // @ts-expect-error a rule is told in both languages
  const problem: Problem = { code: "LW1001", values: { property: "vcpus", given: 0, rule: "a whole number" } };
  expect(englishIn(ownWords({ ...problem, values: { ...problem.values, rule: { en: "a number of CPUs", zh: "a number of CPUs, 整数" } } }))).toEqual(["a", "of"]);
});

describe("the sources", () => {
  const files = sourceFiles();

  test("have words of their own in both languages", () => {
    const pairs = files.flatMap((file) => pairsIn(readFileSync(file, "utf8")).map((pair) => ({ file, ...pair })));
    expect(pairs.length).toBeGreaterThan(500);
    expect(pairs.filter(({ zh }) => englishIn(zh).length > 0)).toEqual([]);
    expect(pairs.filter(({ en, zh }) => englishIn(en).length > 0 && !HAN.test(zh))).toEqual([]);
  });

  test("leave only others' words as they are", () => {
    expect(files.filter((file) => /\bverbatim\(\s*["'`]/.test(readFileSync(file, "utf8").replace("verbatim(`\\`${path}\\``)", "")))).toEqual([]);
  });
});

test("a code of the catalogue is a type: a misspelt one does not compile", () => {
  const code: ErrorCode = "LW1001";
  // @ts-expect-error there is no such code
  const misspelt: ErrorCode = "LW0001";
  expect([code in catalogue, misspelt in catalogue]).toEqual([true, false]);
});
