import { errorCatalogue, type ErrorCode, type ErrorEntry } from "./error-catalogue";
import { fill, type Language } from "./text";

/** One thing that is wrong: a code of the catalogue, where, and the values its text is filled with. */
export interface Problem {
  readonly code: ErrorCode;
  /** Construct path, or the name of whatever the problem is about. */
  readonly path?: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A problem in words. */
export interface RenderedProblem {
  readonly code: ErrorCode;
  readonly path?: string;
  readonly what: string;
  readonly rule: string;
  readonly fix: string;
}

/** Puts a problem into words of a language. */
export function renderProblem(problem: Problem, language: Language = "en"): RenderedProblem {
  const entry: ErrorEntry = errorCatalogue[problem.code];
  return {
    code: problem.code,
    path: problem.path,
    what: fill(entry.what[language], problem.values),
    rule: entry.rule ? fill(entry.rule[language], problem.values) : "",
    fix: fill(entry.fix[language], problem.values),
  };
}

/** A problem on one line: `LW1032 lab/fabric: VLAN ... ; rule. fix`. */
export function formatProblem(problem: Problem, language: Language = "en"): string {
  const { code, path, what, rule, fix } = renderProblem(problem, language);
  return `${code} ${path ? `${path}: ` : ""}${what}${rule ? `; ${rule}` : ""}. ${fix}`;
}

// Known by a mark and not by its class: the program and a lab file may each bring a labwright of their own.
const LAB_ERROR = Symbol.for("labwright.LabError");

/** The only error type labwright raises for what a user can put right. It carries every problem found, not just the first. */
export class LabError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && LAB_ERROR in value;
  }

  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem)).join("\n"));
    this.name = "LabError";
    Object.defineProperty(this, LAB_ERROR, { value: true });
    this.problems = problems;
  }

  /** A LabError with a single problem. */
  static of(code: ErrorCode, values: Problem["values"] = {}, path?: string): LabError {
    return new LabError([{ code, path, values }]);
  }
}

/** Shows any value in a message: short, on one line, and never throwing whatever the value is. */
export function show(value: unknown): string {
  const text = describe(value).replace(/[\r\n]+/g, " ");
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    // In the program's one file, a class that names itself is called _Class.
    const name = Object.getPrototypeOf(value) === null ? "" : safely(() => String(value.constructor.name).replace(/^_/, ""));
    if (name && name !== "Object") return `a ${name}`;
  }
  if (typeof value === "object") return safely(() => JSON.stringify(value) ?? "an object") ?? "an object";
  return safely(() => String(value)) ?? "a value";
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
