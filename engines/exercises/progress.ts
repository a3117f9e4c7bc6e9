import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What was last found of an exercise, and when. */
export interface ExerciseProgress {
  readonly done: boolean;
  /** ISO 8601. */
  readonly at: string;
  /** How often it was checked. */
  readonly tries: number;
  /** Whether labwright solved it, and not the reader. */
  readonly solved?: boolean;
}

/** A reader's progress in a lab, kept with it: it ends with the lab, as what was done on its machines does. */
export class Progress {
  private readonly file: string;

  constructor(labDirectory: string) {
    this.file = join(labDirectory, "progress.json");
  }

  read(): Readonly<Record<string, ExerciseProgress>> {
    if (!existsSync(this.file)) return {};
    return JSON.parse(readFileSync(this.file, "utf8")) as Record<string, ExerciseProgress>;
  }

  /** @param solved whether labwright did it, if it is done */
  note(id: string, done: boolean, solved = false): void {
    const all = this.read();
    const known = all[id];
    const one: ExerciseProgress = { done, at: new Date().toISOString(), tries: (known?.tries ?? 0) + 1, solved: (solved && done) || known?.solved === true ? true : undefined };
    this.write({ ...all, [id]: one });
  }

  /** The machines are as they were at first, and nothing is done. */
  clear(): void {
    this.write({});
  }

  private write(all: Readonly<Record<string, ExerciseProgress>>): void {
    writeFileSync(`${this.file}.new`, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}
