import { spawnSync } from "node:child_process";
import type { ChapterDefinition } from "../../chapters/chapter";
import { exercisesOf, type Exercise, type Script } from "../../chapters/exercise";
import type { Text } from "../../constructs/core/text";
import { synthesize } from "./support";

/** What is wrong with the exercises of a chapter, whatever chapter it is. */
export function faultsOf(chapter: ChapterDefinition): string[] {
  const { exercises = [] } = chapter;
  return [...twice(exercises.map(({ id }) => id)), ...exercises.flatMap((exercise) => faultsOfOne(chapter, exercise).map((fault) => `${exercise.id}: ${fault}`)), ...strangers(chapter)];
}

function faultsOfOne({ sections, variants }: ChapterDefinition, exercise: Exercise): string[] {
  const { id, title, section, task, expectations, solve, wrong } = exercise;
  const checks = expectations.map(({ check }) => check);
  const scripts = [...checks, ...[solve, wrong.run].flatMap(textsOf)];
  return [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) ? [] : ["its id is not kebab-case"]),
    ...[title, task, wrong.why, ...expectations.map(({ expect }) => expect)].flatMap(untold),
    ...(sections.some(({ number }) => number === section) ? [] : [`the chapter has no section ${section}`]),
    ...(exercise.variants ?? []).filter((name) => !variants.some((variant) => variant.name === name)).map((name) => `the chapter has no variant ${name}`),
    ...(normal(solve) === normal(wrong.run) ? ["the wrong attempt is the solution"] : []),
    ...scripts.flatMap(syntaxErrors),
    ...checks.filter((check) => linesOf(solve).some((line) => check.includes(line))).map((check) => `a check has a line of the solution in it: ${check}`),
    ...checks.filter((check) => !canFail(check)).map((check) => `a check cannot fail: ${check}`),
  ];
}

/** Machines that an exercise names, and a variant that has it does not. */
function strangers(chapter: ChapterDefinition): string[] {
  return chapter.variants.flatMap(({ name: variant }) => {
    const exercises = exercisesOf(chapter, variant);
    if (exercises.length === 0) return [];
    const there = synthesize({ chapter, variant }).spec.machines.map(({ name }) => name);
    return exercises.flatMap((exercise) => machinesOf(exercise).filter((name) => !there.includes(name)).map((name) => `${exercise.id}: variant ${variant} has no machine ${name}`));
  });
}

function machinesOf({ machine, expectations, solve, wrong }: Exercise): string[] {
  const ofScript = (script: Script): string[] => (typeof script === "string" ? [] : script.map((one) => one.machine));
  return [...new Set([machine, ...expectations.flatMap((one) => one.machine ?? []), ...ofScript(solve), ...ofScript(wrong.run)])];
}

function untold({ en, zh }: Text): string[] {
  return /^\S.*\S$/s.test(en) && !/\p{Script=Han}/u.test(en) && /\p{Script=Han}/u.test(zh) ? [] : [`not in both languages: ${en} / ${zh}`];
}

function textsOf(script: Script): string[] {
  return typeof script === "string" ? [script] : script.map(({ run }) => run);
}

function normal(script: Script): string {
  return textsOf(script).join("\n").split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
}

/** Lines of a script that say something by themselves: `done` and `fi` are in many. */
function linesOf(script: Script): string[] {
  return normal(script).split("\n").filter((line) => /\S\s+\S/.test(line));
}

function syntaxErrors(script: string): string[] {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
  return status === 0 && stderr === "" ? [] : [`no bash: ${stderr.trim()}`];
}

/** One that nowhere ends with an error fails by its last command, which then is none that always succeeds. */
function canFail(check: string): boolean {
  if (/\bexit ([1-9]|"?\$)/.test(check)) return true;
  const last = check.trim().split(/;|\n|\|\|/).at(-1)?.trim() ?? "";
  return last !== "" && !/^(true|:|exit 0|exit|echo|printf|sleep)\b|^:$/.test(last);
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `there are two exercises ${id}`);
}
