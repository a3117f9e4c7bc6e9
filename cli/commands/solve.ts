import type { Command } from "commander";
import { checkExercises } from "../../engines/exercises/check";
import { perform } from "../../engines/exercises/perform";
import type { Environment } from "../environment";
import { openExercises, undone, withMachines } from "../exercises";
import { exitCodes } from "../exit-codes";
import { showVerdicts } from "./verify";

/** `labwright solve`: does an exercise for the reader, and checks it. */
export function solveCommand(program: Command, environment: () => Environment): void {
  program.command("solve").argument("[words...]", "[lab] [exercise]: its number or name; the next one where none is named")
    .description("do an exercise for you, and check it")
    .action((words: string[]) => solve(environment(), words));
}

async function solve(environment: Environment, words: readonly string[]): Promise<void> {
  const { output } = environment;
  const opened = openExercises(environment, words);
  const chosen = opened.wanted ?? undone(opened)[0];
  if (chosen === undefined) {
    output.line(output.say("exercisesAllDone", { count: opened.all.length }));
    output.result({ lab: opened.session.spec.name, exercises: [] });
    return;
  }
  const { exercise, number } = chosen;
  output.line(output.say("solving", { title: `${number}  ${exercise.title[output.language]}` }));
  const verdicts = await withMachines(environment, exercise.id, async () => {
    await perform(exercise, exercise.solve, opened.shell);
    return checkExercises([exercise], opened.shell);
  });
  const done = verdicts.every((verdict) => verdict.done);
  opened.progress.note(exercise.id, done, true);
  showVerdicts(output, opened, verdicts);
  output.result({ lab: opened.session.spec.name, exercises: [{ number, id: exercise.id, done }] });
  if (!done) process.exitCode = exitCodes.undone;
}
