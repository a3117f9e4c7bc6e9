import stringWidth from "string-width";
import type { ChapterDefinition } from "../chapters/chapter";
import { exercisesOf, type Exercise } from "../chapters/exercise";
import { LabError } from "../constructs/core/lab-error";
import { NotAnswering } from "../engines/exercises/check";
import { ScriptFailed } from "../engines/exercises/perform";
import { Progress } from "../engines/exercises/progress";
import { SshShell, type RemoteShell } from "../engines/exercises/remote-shell";
import { parseTarget } from "../engines/synth/target";
import type { Environment } from "./environment";
import type { Output } from "./output";
import { isCalled, needKey, openRegistered, type Session } from "./session";

/** An exercise with the number that readers call it by. */
export interface Numbered {
  readonly number: number;
  readonly exercise: Exercise;
}

/** The exercises of a lab that is up. */
export interface ExerciseSession {
  readonly session: Session;
  readonly all: readonly Numbered[];
  /** The one that was named. */
  readonly wanted?: Numbered;
  readonly shell: RemoteShell;
  readonly progress: Progress;
}

/**
 * What `[lab] [exercise]` means: the lab may be left out where one is up, and the exercise is a number or a name.
 * @throws LabError LW4002, LW4003, LW4023, LW4041, LW4042
 */
export function openExercises(environment: Environment, words: readonly string[]): ExerciseSession {
  const [first, second] = words;
  const namesLab = first !== undefined && (second !== undefined || environment.registry.list().some((lab) => isCalled(lab, first, environment.directory)) || /[/.:]/.test(first));
  const session = openRegistered(environment, namesLab ? first : undefined);
  const all = numbered(session.registered.target, environment.directory);
  if (all.length === 0) throw LabError.of("LW4041", { lab: session.registered.target });
  const word = namesLab ? second : first;
  needKey(session);
  return {
    session, all,
    wanted: word === undefined ? undefined : find(all, word, session.registered.target),
    shell: new SshShell((machine) => session.engine.endpoint(machine), environment.signal),
    progress: new Progress(session.labDirectory),
  };
}

/** The exercises of a chapter; a lab file has none. */
export function numbered(target: string, directory: string): readonly Numbered[] {
  const parsed = parseTarget(target, undefined, directory);
  if (parsed.kind === "file") return [];
  return numberedOf(parsed.chapter, parsed.variant);
}

/** The exercises of a chapter's variant. */
export function numberedOf(chapter: ChapterDefinition, variant: string | undefined): readonly Numbered[] {
  return exercisesOf(chapter, variant).map((exercise, index) => ({ number: index + 1, exercise }));
}

/** What `--json` tells of an exercise: its scripts would give its solution away. */
export function plainExercise({ number, exercise: { id, title, section, machine, task } }: Numbered): object {
  return { number, id, title, section, machine, task };
}

function find(all: readonly Numbered[], word: string, lab: string): Numbered {
  const found = all.find(({ number, exercise }) => String(number) === word || exercise.id === word);
  if (found === undefined) throw LabError.of("LW4042", { given: word, lab, known: all.map(({ number, exercise }) => `${number} ${exercise.id}`).join(", ") });
  return found;
}

/** Exercises that are not known to be done, in their order. */
export function undone({ all, progress }: Pick<ExerciseSession, "all" | "progress">): Numbered[] {
  const known = progress.read();
  return all.filter(({ exercise }) => known[exercise.id]?.done !== true);
}

/** Columns of the widest title. */
export function titleWidth({ language }: Output, all: readonly Numbered[]): number {
  return Math.max(...all.map(({ exercise }) => stringWidth(exercise.title[language])));
}

/** Prints a task. */
export function showTask(output: Output, { number, exercise }: Numbered): void {
  const { language } = output;
  output.line(`  ${number}  ${output.colours.bold(exercise.title[language])}   §${exercise.section} · ${exercise.machine}`);
  output.paragraph(exercise.task[language], 5);
}

/** Runs what talks to machines for an exercise. @throws LabError LW3040, LW3041, LW3002 */
export async function withMachines<T>({ signal }: Pick<Environment, "signal">, exercise: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw LabError.of("LW3002");
    if (error instanceof NotAnswering) throw LabError.of("LW3040", { machine: error.machine, why: error.why });
    if (error instanceof ScriptFailed) throw LabError.of("LW3041", { exercise, machine: error.machine, why: error.why });
    throw error;
  }
}
