import type { Exercise, Expectation } from "../../../chapters/exercise";
import { verbatim } from "../../../constructs/core/text";

/** An exercise whose task is to have a file `done` with the word `yes` in it, but for what a test wants otherwise. */
export function exercise(props: Partial<Exercise> = {}): Exercise {
  const id = props.id ?? "write";
  return {
    id, title: verbatim(id), section: "1.1", task: verbatim("write"), machine: "box1",
    expectations: [expectation("cat done; grep -qx yes done")],
    solve: "echo yes > done",
    wrong: { why: verbatim("the other word"), run: "echo no > done" },
    ...props,
  };
}

export function expectation(check: string, machine?: string): Expectation {
  return { expect: { en: `that ${check}`, zh: `期望 ${check}` }, check, machine };
}
