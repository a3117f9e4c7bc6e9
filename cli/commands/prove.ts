import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { junitReport } from "../../engines/exercises/junit";
import { proveExercise, type Proof } from "../../engines/exercises/prove";
import { writing } from "../../engines/project/folders";
import type { Environment } from "../environment";
import { openExercises, withMachines } from "../exercises";
import { exitCodes } from "../exit-codes";
import { pad } from "../output";

interface ProveOptions {
  readonly junit?: string;
}

/** `labwright prove`: for authors and CI. Every exercise is seen not to be done, attempted wrongly, solved, and seen to be done. */
export function proveCommand(program: Command, environment: () => Environment): void {
  program.command("prove").argument("[words...]", "[lab] [exercise]: its number or name")
    .description("show on fresh machines that each exercise's check, wrong attempt and solution do what they should")
    .option("--junit <file>", "also write the results as JUnit XML")
    .action((words: string[], options: ProveOptions) => prove(environment(), words, options));
}

async function prove(environment: Environment, words: readonly string[], { junit }: ProveOptions): Promise<void> {
  const { output, directory } = environment;
  const { session, all, wanted, shell, progress } = openExercises(environment, words);
  const proofs: Proof[] = [];
  for (const { number, exercise } of wanted === undefined ? all : [wanted]) {
    const proof = await withMachines(environment, exercise.id, () => proveExercise(exercise, shell));
    proofs.push(proof);
    if (proof.proven) progress.note(exercise.id, true, true);
    const mark = proof.proven ? output.colours.green("✓") : output.colours.red("✗");
    output.line(`${mark} ${number}  ${pad(exercise.title[output.language], 26)} ${proof.proven ? output.say("proven") : `${proof.failed}: ${proof.detail}`}  ${proof.seconds} s`);
  }
  if (junit !== undefined) {
    const file = resolve(directory, junit);
    const cases = proofs.map(({ exercise, seconds, proven, failed, detail = "" }) => ({ name: exercise.id, seconds, failure: proven ? undefined : { message: String(failed), detail } }));
    writing(file, () => writeFileSync(file, junitReport(session.registered.target, cases)));
  }
  output.result({ lab: session.spec.name, exercises: proofs.map(({ exercise, ...proof }) => ({ id: exercise.id, ...proof })) });
  if (proofs.some(({ proven }) => !proven)) process.exitCode = exitCodes.undone;
}
