import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChapterDefinition } from "../../../chapters/chapter";
import type { Exercise } from "../../../chapters/exercise";

const FOLDER = join(__dirname, "..", "..", "..", "docs", "results", "chapters");

/** One exercise, proven on machines made from nothing. */
export interface ProvenExercise {
  /** Of what was run: another check, solution or wrong attempt has another. */
  readonly scripts: string;
  readonly seconds: number;
  readonly date: string;
  readonly commit: string;
}

/** What is known of a variant. */
export interface VariantProof {
  readonly machine: string;
  /** Of the last run: from nothing to SSH, and until nothing is left, which a run that was cut does not know. */
  readonly seconds: { readonly up: number; readonly down?: number };
  /** By their ids. */
  readonly exercises: Readonly<Record<string, ProvenExercise>>;
}

/** What `npm run test:chapters` keeps of a chapter. */
export interface ChapterProof {
  readonly chapter: string;
  readonly variants: Readonly<Record<string, VariantProof>>;
}

/** Names what an exercise runs on machines; its words may change without being proven anew. */
export function scriptsOf({ machine, expectations, solve, wrong }: Exercise): string {
  const run = [machine, expectations.map((one) => [one.machine ?? machine, one.check]), solve, wrong.run];
  return createHash("sha256").update(JSON.stringify(run)).digest("hex").slice(0, 16);
}

export function readProof(chapter: Pick<ChapterDefinition, "id">): ChapterProof {
  const file = fileOf(chapter.id);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ChapterProof) : { chapter: chapter.id, variants: {} };
}

export function writeProof(proof: ChapterProof): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(proof.chapter), `${JSON.stringify(proof, undefined, 2)}\n`);
}

/** Every chapter that something is kept of. */
export function provenChapters(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).map((name) => (JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as ChapterProof).chapter).sort();
}

/** Exercises of a variant that were not proven as they are now: there, or on another variant. */
export function unproven({ variants }: ChapterProof, exercises: readonly Exercise[], variant?: string): Exercise[] {
  const proven = Object.entries(variants).filter(([name]) => variant === undefined || name === variant).map(([, one]) => one.exercises);
  return exercises.filter((exercise) => !proven.some((known) => known[exercise.id]?.scripts === scriptsOf(exercise)));
}

function fileOf(chapter: string): string {
  return join(FOLDER, `${chapter.replace("/", "-")}.json`);
}
