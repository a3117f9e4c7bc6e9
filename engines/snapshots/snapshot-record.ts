import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";

/** What is kept of a snapshot beside what the disks have. */
export interface RecordedSnapshot {
  readonly name: string;
  /** What the disks call it. @default - its name */
  readonly tag?: string;
}

/** The snapshots of a lab, in a file of the user's alone that is whole at any moment. */
export class SnapshotRecord<T extends RecordedSnapshot> {
  constructor(private readonly file: string) {}

  all(): readonly T[] {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, "utf8")) as T[]) : [];
  }

  find(name: string): T | undefined {
    return this.all().find((one) => one.name === name);
  }

  /** @throws LabError LW3043 */
  need(name: string): T {
    const found = this.find(name);
    if (found === undefined) throw LabError.of("LW3043", { name, known: this.all().map((one) => one.name).join(", ") || "-" });
    return found;
  }

  /** In place of what has its name. */
  put(snapshot: T): void {
    this.write([...this.without(snapshot.name), snapshot]);
  }

  forget(name: string): void {
    this.write(this.without(name));
  }

  private without(name: string): T[] {
    return this.all().filter((one) => one.name !== name);
  }

  private write(all: readonly T[]): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

export function tagOf({ name, tag = name }: RecordedSnapshot): string {
  return tag;
}

/** What the disks are to call a snapshot: not what they call the one whose name it takes, which stays until it is there. */
export function tagFor(name: string, taken: RecordedSnapshot | undefined): string {
  return taken !== undefined && tagOf(taken) === name ? `${name}~` : name;
}
