import type { Exercise } from "../../chapters/exercise";
import { checkExercises, type Finding } from "./check";
import { perform, ScriptFailed } from "./perform";
import type { RemoteShell } from "./remote-shell";

/** What an exercise has to show: not done at first, nor after the wrong attempt, and done when it is solved. */
export const PROOF_STEPS = ["before", "wrong", "solve"] as const;

export interface Proof {
  readonly exercise: Exercise;
  readonly proven: boolean;
  /** The step that went otherwise. */
  readonly failed?: (typeof PROOF_STEPS)[number];
  /** What was seen then. */
  readonly detail?: string;
  readonly seconds: number;
}

/**
 * Shows on real machines that an exercise's check tells done from not done, and that its solution does it.
 * @throws NotAnswering where a machine does not answer
 */
export async function proveExercise(exercise: Exercise, shell: RemoteShell): Promise<Proof> {
  const started = Date.now();
  const proof = (failed?: Proof["failed"], detail?: string): Proof => ({ exercise, proven: failed === undefined, failed, detail, seconds: Math.round((Date.now() - started) / 1000) });
  const check = async (): Promise<{ done: boolean; words: string }> => {
    const [verdict] = await checkExercises([exercise], shell);
    return { done: verdict?.done === true, words: wordsOf(verdict?.findings ?? []) };
  };
  let step: NonNullable<Proof["failed"]> = "before";
  try {
    if ((await check()).done) return proof("before", "the check is content with a fresh machine");
    step = "wrong";
    await perform(exercise, exercise.wrong.run, shell);
    if ((await check()).done) return proof("wrong", "the check is content with the wrong attempt");
    step = "solve";
    await perform(exercise, exercise.solve, shell);
    const solved = await check();
    return solved.done ? proof() : proof("solve", solved.words);
  } catch (error) {
    if (!(error instanceof ScriptFailed)) throw error;
    return proof(step, error.message);
  }
}

function wordsOf(findings: readonly Finding[]): string {
  return findings.map(({ expectation, holds, seen, timedOut }) => `${holds ? "holds" : timedOut ? "took too long" : "does not hold"}: ${expectation.expect.en}${seen ? ` (seen: ${seen})` : ""}`).join("; ");
}
