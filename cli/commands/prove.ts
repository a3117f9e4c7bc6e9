import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { junitReport } from "../../engines/exercises/junit";
import { proveExercise, type Proof } from "../../engines/exercises/prove";
import { writing } from "../../engines/project/folders";
import type { Environment } from "../environment";
import { openExercises, titleWidth, withMachines } from "../exercises";
import { exitCodes } from "../exit-codes";
import type { MessageKey } from "../messages";
import { pad, type Output } from "../output";

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
    showProof(output, number, proof, titleWidth(output, all));
  }
  if (junit !== undefined) {
    const file = resolve(directory, junit);
    const cases = proofs.map(({ exercise, seconds, failed, detail }) => ({ name: exercise.id, seconds, failure: failed && { message: output.say(FAILED[failed]), detail: detail?.[output.language] ?? "" } }));
    writing(file, () => writeFileSync(file, junitReport(session.registered.target, cases)));
  }
  output.result({ lab: session.spec.name, exercises: proofs.map(({ exercise, ...proof }) => ({ id: exercise.id, ...proof })) });
  if (proofs.some(({ proven }) => !proven)) process.exitCode = exitCodes.undone;
}

/** What is said of the step that went otherwise. */
const FAILED: Readonly<Record<NonNullable<Proof["failed"]>, MessageKey>> = { before: "failedBefore", wrong: "failedWrong", solve: "failedSolve" };

function showProof(output: Output, number: number, { exercise, failed, detail, seconds }: Proof, width: number): void {
  const { language, colours } = output;
  const mark = failed === undefined ? colours.green("✓") : colours.red("✗");
  output.line(`${mark} ${number}  ${pad(exercise.title[language], width)}  ${output.say(failed === undefined ? "proven" : FAILED[failed])}  ${seconds} s`);
  if (detail !== undefined) output.paragraph(detail[language], 5);
}
