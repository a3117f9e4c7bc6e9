import { errorCatalogue, type ErrorCode, type ErrorEntry } from "./error-catalogue";
import { knownByMark } from "./known-by-mark";
import { fill, type Language, type Text, type Value, type Values } from "./text";

/** Placeholders that stand for words: a plain string there would be told in one language only. */
type InWords = "rule" | "why" | "hint" | "fix" | "what" | "said";

/** What a problem's text is filled with. */
export type ProblemValues = Values & { readonly [name in InWords]?: Text };

/** One thing that is wrong: a code of the catalogue, where, and the values its text is filled with. */
export interface Problem {
  readonly code: ErrorCode;
  /** Construct path, or the name of whatever the problem is about. */
  readonly path?: string;
  readonly values: ProblemValues;
}

/** A problem in words. */
export interface RenderedProblem {
  readonly code: ErrorCode;
  readonly path?: string;
  readonly what: string;
  readonly rule: string;
  readonly fix: string;
}

// A lab's own labwright may be newer than the one that tells its problems.
const UNKNOWN: ErrorEntry = {
  what: { en: "an error that this labwright does not know", zh: "当前 labwright 无法识别的错误" },
  fix: { en: "update labwright", zh: "请更新 labwright" },
};

/** Puts a problem into words of a language. */
export function renderProblem(problem: Problem, language: Language = "en"): RenderedProblem {
  const entry = Object.hasOwn(errorCatalogue, problem.code) ? (errorCatalogue[problem.code] as ErrorEntry) : UNKNOWN;
  return {
    code: problem.code,
    path: problem.path,
    what: fill(entry.what[language], problem.values, language),
    rule: entry.rule ? fill(entry.rule[language], problem.values, language) : "",
    fix: fill(entry.fix[language], problem.values, language),
  };
}

/** A problem on one line: `LW1032 lab/fabric: VLAN ... ; rule. fix`. */
export function formatProblem(problem: Problem, language: Language = "en"): string {
  const { code, path, what, rule, fix } = renderProblem(problem, language);
  return `${code} ${path ? `${path}: ` : ""}${what}${rule ? `; ${rule}` : ""}. ${fix}`;
}

/** The only error type labwright raises for what a user can put right. It carries every problem found, not just the first. */
export class LabError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem)).join("\n"));
    this.name = "LabError";
    this.problems = problems;
  }

  /** A LabError with a single problem. */
  static of(code: ErrorCode, values: ProblemValues = {}, path?: string): LabError {
    return new LabError([{ code, path, values }]);
  }
}

knownByMark(LabError, "LabError");

/** Shows any value in a message: short, on one line, and never throwing whatever the value is. */
export function show(value: unknown): Value {
  if (typeof value === "string") return short(JSON.stringify(value));
  if (typeof value === "function") return { en: "a function", zh: "函数" };
  if (typeof value !== "object") return short(safely(() => String(value)) ?? "?");
  const name = value === null || Array.isArray(value) || Object.getPrototypeOf(value) === null ? "" : className(value);
  if (name && name !== "Object") return { en: `a ${name}`, zh: `${name} 对象` };
  const json = safely(() => JSON.stringify(value));
  return json === undefined ? { en: "an object", zh: "对象" } : short(json);
}

// In the program's one file, a class that names itself is called _Class.
function className(value: object): string {
  return short(safely(() => String(value.constructor.name)) ?? "").slice(0, 60).replace(/^_/, "");
}

const LONGEST = 80;

function short(text: string): string {
  // A password before a host's name is not told again.
  const line = text.replace(/[\r\n]+/g, " ").replace(/(:\/\/)[^\s/@"']+@/g, "$1…@");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
