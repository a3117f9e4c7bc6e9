import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { checkExercises, type Finding, type Verdict } from "../../engines/exercises/check";
import { junitReport } from "../../engines/exercises/junit";
import { writing } from "../../engines/project/folders";
import type { Environment } from "../environment";
import { openExercises, titleWidth, withMachines, type ExerciseSession } from "../exercises";
import { exitCodes } from "../exit-codes";
import { pad, type Output } from "../output";

interface VerifyOptions {
  readonly junit?: string;
}

/** `labwright verify`: which exercises are done, and of the first that is not, what is still missing. */
export function verifyCommand(program: Command, environment: () => Environment): void {
  program.command("verify").argument("[words...]", "[lab] [exercise]: its number or name")
    .description("check the exercises of a lab on its machines")
    .option("--junit <file>", "also write the results as JUnit XML")
    .action((words: string[], options: VerifyOptions) => verify(environment(), words, options));
}

async function verify(environment: Environment, words: readonly string[], { junit }: VerifyOptions): Promise<void> {
  const { output, directory } = environment;
  const opened = openExercises(environment, words);
  const chosen = opened.wanted === undefined ? opened.all : [opened.wanted];
  const verdicts = await withMachines(environment, "", () => checkExercises(chosen.map(({ exercise }) => exercise), opened.shell));
  for (const { exercise, done } of verdicts) opened.progress.note(exercise.id, done);
  showVerdicts(output, opened, verdicts);
  if (junit !== undefined) {
    const file = resolve(directory, junit);
    const cases = verdicts.map((verdict) => ({ name: verdict.exercise.id, failure: failureOf(output, verdict) }));
    writing(file, () => writeFileSync(file, junitReport(opened.session.registered.target, cases)));
  }
  output.result({ lab: opened.session.spec.name, exercises: verdicts.map((verdict) => plain(opened, verdict)) });
  if (verdicts.some(({ done }) => !done)) process.exitCode = exitCodes.undone;
}

/** One line for each that is done, all about the first that is not, and the numbers of the others. */
export function showVerdicts(output: Output, opened: ExerciseSession, verdicts: readonly Verdict[]): void {
  const { language, colours } = output;
  const numberOf = (verdict: Verdict): number => opened.all.find(({ exercise }) => exercise === verdict.exercise)?.number ?? 0;
  const solved = opened.progress.read();
  const width = titleWidth(output, opened.all);
  const rest: number[] = [];
  let isTold = false;
  for (const verdict of verdicts) {
    const { exercise, done, findings } = verdict;
    const head = `${numberOf(verdict)}  ${pad(exercise.title[language], width)} `;
    const last = findings.at(-1);
    if (done) output.line(`${colours.green("✓")} ${head} ${last?.expectation.expect[language] ?? ""}${solved[exercise.id]?.solved === true ? `  (${output.say("bySolution")})` : ""}`.trimEnd());
    else if (isTold || last === undefined) rest.push(numberOf(verdict));
    else {
      isTold = true;
      output.line(`${colours.red("✗")} ${head.trimEnd()}`);
      output.paragraph(`${output.say("expected")}: ${last.expectation.expect[language]}`, 5);
      for (const line of seenLines(output, last)) output.line(`     ${line}`);
    }
  }
  if (rest.length > 0) output.line(`  ${output.say("exercisesRest", { numbers: rest.join(", ") })}`);
  if (verdicts.length < opened.all.length) return;
  const undone = verdicts.filter(({ done }) => !done);
  const count = verdicts.length;
  const [next] = undone;
  output.paragraph(next === undefined ? output.say("exercisesAllDone", { count }) : output.say("exercisesDone", { done: count - undone.length, count, number: numberOf(next) }), 0);
}

function seenLines(output: Output, { seen, timedOut }: Finding): string[] {
  const lines = seen.split("\n").filter(Boolean).slice(0, 6);
  const words = timedOut ? [output.say("tookTooLong"), ...lines] : lines.length > 0 ? lines : [output.say("seenNothing")];
  return words.map((line, index) => (index === 0 ? `${output.say("seen")}: ${line}` : `  ${line}`));
}

function failureOf(output: Output, { done, findings }: Verdict): { message: string; detail: string } | undefined {
  const last = findings.at(-1);
  if (done || last === undefined) return undefined;
  return { message: last.expectation.expect[output.language], detail: seenLines(output, last).join("\n") };
}

function plain({ all }: ExerciseSession, { exercise, done, findings }: Verdict): unknown {
  return {
    number: all.find((one) => one.exercise === exercise)?.number,
    id: exercise.id, title: exercise.title, section: exercise.section, machine: exercise.machine, done,
    expectations: exercise.expectations.map(({ expect }, index) => ({ expect, holds: findings[index]?.holds, seen: findings[index]?.seen, timedOut: findings[index]?.timedOut })),
  };
}
