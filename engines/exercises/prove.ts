import type { Language, Text } from "../../constructs/core/text";
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
  readonly detail?: Text;
  readonly seconds: number;
}

/**
 * Shows on real machines that an exercise's check tells done from not done, and that its solution does it.
 * @throws NotAnswering where a machine does not answer
 */
export async function proveExercise(exercise: Exercise, shell: RemoteShell): Promise<Proof> {
  const started = Date.now();
  const proof = (failed?: Proof["failed"], detail?: Text): Proof => ({ exercise, proven: failed === undefined, failed, detail, seconds: Math.round((Date.now() - started) / 1000) });
  const check = async (): Promise<{ done: boolean; words: Text }> => {
    const [verdict] = await checkExercises([exercise], shell);
    return { done: verdict?.done === true, words: { en: wordsOf(verdict?.findings ?? [], "en"), zh: wordsOf(verdict?.findings ?? [], "zh") } };
  };
  let step: NonNullable<Proof["failed"]> = "before";
  try {
    if ((await check()).done) return proof("before", CONTENT_AT_ONCE);
    step = "wrong";
    await perform(exercise, exercise.wrong.run, shell);
    if ((await check()).done) return proof("wrong", CONTENT_WITH_WRONG);
    step = "solve";
    await perform(exercise, exercise.solve, shell);
    const solved = await check();
    return solved.done ? proof() : proof("solve", solved.words);
  } catch (error) {
    if (!(error instanceof ScriptFailed)) throw error;
    const { machine, why } = error;
    return proof(step, { en: `the script did not run to its end on ${machine}: ${why.en}`, zh: `脚本在 ${machine} 上未能执行完毕：${why.zh}` });
  }
}

const CONTENT_AT_ONCE: Text = { en: "the check is content with a fresh machine", zh: "在未做任何操作的虚拟机上检查就已通过" };
const CONTENT_WITH_WRONG: Text = { en: "the check is content with the wrong attempt", zh: "错误的做法也通过了检查" };
const HOLDS: Text = { en: "holds", zh: "成立" };
const FAILS: Text = { en: "does not hold", zh: "不成立" };
const TOO_LONG: Text = { en: "took too long", zh: "检查超时" };
const SEEN: Text = { en: "seen", zh: "实际" };

function wordsOf(findings: readonly Finding[], language: Language): string {
  return findings.map(({ expectation, holds, seen, timedOut }) => {
    const state = holds ? HOLDS : timedOut ? TOO_LONG : FAILS;
    return `${state[language]}: ${expectation.expect[language]}${seen ? ` (${SEEN[language]}: ${seen})` : ""}`;
  }).join("; ");
}
