import type { ErrorCode } from "./error-catalogue";
import { LabError, show, type Problem, type ProblemValues } from "./lab-error";
import { oneOf, rules, wholeNumber } from "./rules";
import type { Text } from "./text";

/** Collects what is wrong with a construct's properties, and goes on with a usable value, so that all of it is told at once. */
export class Checker {
  constructor(
    private readonly path: string,
    private readonly report: (problem: Problem) => void,
  ) {}

  problem(code: ErrorCode, values: ProblemValues): void {
    this.report({ code, path: this.path, values });
  }

  /** Runs something that may throw a LabError; its problems are kept under this construct's path. */
  attempt<T>(make: () => T, fallback: T): T {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      for (const problem of error.problems) this.report({ ...problem, path: this.path });
      return fallback;
    }
  }

  integer(property: string, value: unknown, range: { min: number; max: number; unit?: Text }, fallback: number): number {
    if (typeof value === "number" && Number.isInteger(value) && value >= range.min && value <= range.max) return value;
    this.problem("LW1001", { property, given: show(value), rule: wholeNumber(range.min, range.max, range.unit) });
    return fallback;
  }

  text(property: string, value: unknown, pattern: RegExp, rule: Text, fallback: string): string {
    if (typeof value === "string" && pattern.test(value)) return value;
    this.problem("LW1001", { property, given: show(value), rule });
    return fallback;
  }

  flag(property: string, value: unknown, fallback: boolean): boolean {
    if (value === undefined) return fallback;
    if (typeof value === "boolean") return value;
    this.problem("LW1001", { property, given: show(value), rule: rules.flag });
    return fallback;
  }

  oneOf<T extends string>(property: string, value: unknown, choices: readonly T[], fallback: T): T {
    if (choices.includes(value as T)) return value as T;
    this.problem("LW1001", { property, given: show(value), rule: oneOf(choices) });
    return fallback;
  }

  /** Checks that a value is an instance of a class; the fallback stands in for it otherwise. */
  instance<T>(property: string, value: unknown, type: Function & { readonly prototype: T }, rule: Text, fallback: T): T {
    if (value instanceof type) return value as T;
    this.problem("LW1001", { property, given: show(value), rule });
    return fallback;
  }

  list<T>(property: string, value: readonly T[] | undefined): readonly T[] {
    if (value === undefined) return [];
    // Holes would be skipped by some and seen by others of those who walk the list.
    if (Array.isArray(value)) return Array.from<T>(value);
    this.problem("LW1001", { property, given: show(value), rule: rules.list });
    return [];
  }

  mapping(property: string, value: unknown): Readonly<Record<string, unknown>> {
    if (value === undefined) return {};
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.problem("LW1001", { property, given: show(value), rule: rules.mapping });
    return {};
  }

  /** Reports every property that is not known: an untyped misspelling never disappears silently. */
  known(props: unknown, names: readonly string[], property = "options"): void {
    if (props === undefined || props === null) return;
    if (typeof props !== "object" || Array.isArray(props)) {
      this.problem("LW1001", { property, given: show(props), rule: { en: `a mapping of ${names.join(", ")}`, zh: `由 ${names.join("、")} 组成的映射` } });
      return;
    }
    for (const name of Object.keys(props)) {
      if (!names.includes(name)) this.problem("LW1002", { property: name, known: names.join(", ") });
    }
  }
}
