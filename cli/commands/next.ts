import type { Command } from "commander";
import type { Environment } from "../environment";
import { openExercises, plainExercise, showTask, undone } from "../exercises";

/** `labwright next`: the task of the next exercise that is not done, or of the one that is named. */
export function nextCommand(program: Command, environment: () => Environment): void {
  program.command("next").argument("[words...]", "[lab] [exercise]: its number or name")
    .description("show the task of the next exercise")
    .action((words: string[]) => next(environment(), words));
}

function next(environment: Environment, words: readonly string[]): void {
  const { output } = environment;
  const opened = openExercises(environment, words);
  const open = undone(opened);
  const shown = opened.wanted ?? open[0];
  const count = opened.all.length;
  if (shown === undefined) output.line(output.say("exercisesAllDone", { count }));
  else {
    if (opened.wanted === undefined) output.line(output.say("exercisesHead", { count, done: count - open.length }));
    showTask(output, shown);
  }
  output.result({
    lab: opened.session.spec.name, count, done: count - open.length,
    next: shown && plainExercise(shown),
  });
}
