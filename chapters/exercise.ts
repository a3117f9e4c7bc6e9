import type { Text } from "../constructs/core/text";

/** Commands for bash, run as root: on the exercise's machine, or on each named one in turn. */
export type Script = string | readonly MachineScript[];

export interface MachineScript {
  readonly machine: string;
  readonly run: string;
}

/** Something that holds once the task is done. */
export interface Expectation {
  /** What is expected: it says what, and never how. */
  readonly expect: Text;
  /** Ends with 0 where it holds. What it prints is what was seen: evidence, shown where it does not hold. */
  readonly check: string;
  /** @default - the exercise's */
  readonly machine?: string;
}

/** A task of a chapter, and how to tell that it is done. */
export interface Exercise {
  /** Unique in its chapter, such as `uts-namespace`. */
  readonly id: string;
  readonly title: Text;
  /** Section of the book that it practises. */
  readonly section: string;
  readonly task: Text;
  readonly machine: string;
  /** In the order they come true in; those after the first that fails say little. */
  readonly expectations: readonly [Expectation, ...Expectation[]];
  /** Does the task as a reader would. It writes none of what the check reads, unless the task is to write that. */
  readonly solve: Script;
  /** A plausible attempt that fails: the check must not be content with it, and `solve` must still work after it. */
  readonly wrong: { readonly why: Text; readonly run: Script };
  /** Variants that have it. @default - all */
  readonly variants?: readonly string[];
  /** Seconds that a single check may take. @default 20 */
  readonly checkSeconds?: number;
  /** Seconds that solving may take. @default 300 */
  readonly solveSeconds?: number;
  /** Why nobody has yet run it from start to end; what it declares is checked all the same. @default - it was run */
  readonly notRun?: NotRun;
}

/** What could not be had where nothing but package registries is reached: an exercise that needs it was not run there. */
export interface NotRun {
  /** Container images by their full names, Helm charts, or hardware. */
  readonly reason: "images" | "charts" | "hardware";
  readonly needs: readonly [string, ...string[]];
}

/** The exercises of a variant, in the order that they are numbered from 1. */
export function exercisesOf({ exercises = [], variants }: { readonly exercises?: readonly Exercise[]; readonly variants: readonly [{ readonly name: string }, ...unknown[]] }, variant: string | undefined): readonly Exercise[] {
  const name = variant ?? variants[0].name;
  return exercises.filter((exercise) => exercise.variants?.includes(name) ?? true);
}
