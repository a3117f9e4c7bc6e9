import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { keyFile } from "../project/ssh-key";
import type { LabFiles } from "./lab-files";

/** Snapshot that every lab gets once it is up. */
export const READY = "ready";

interface KeptReady {
  /** The lab's shape, with the QEMU that it ran on. */
  readonly key: string;
  readonly created: string;
}

const RECORD = "ready.json";

/**
 * Labs as they were when they first were up, kept in the user's cache after they are taken down: memory and disks, and the
 * key that their machines let in. One for each lab; a lab of another shape replaces it.
 */
export class ReadyStore {
  constructor(private readonly directory: string, private readonly spec: Pick<LabSpec, "id" | "machines">) {}

  /** When it was kept, where it is of this shape. */
  find(key: string): string | undefined {
    const kept = this.read();
    return kept?.key === key ? kept.created : undefined;
  }

  /** Bytes that it takes. */
  get size(): number {
    if (this.read() === undefined) return 0;
    return this.diskNames().reduce((sum, [machine, disk]) => sum + statSync(this.disk(machine, disk)).size, 0);
  }

  /** Copies the disks of machines that stand still. What is half copied is no snapshot: its record comes last. */
  keep(key: string, created: string, files: LabFiles, labDirectory: string): void {
    this.delete();
    mkdirSync(this.place, { recursive: true, mode: 0o700 });
    for (const [machine, disk] of this.diskNames()) clone(files.machine(machine).disk(disk), this.disk(machine, disk));
    copyKey(labDirectory, this.place);
    const record = join(this.place, RECORD);
    writeFileSync(`${record}.new`, JSON.stringify({ key, created } satisfies KeptReady), { mode: 0o600 });
    renameSync(`${record}.new`, record);
  }

  /** Lays the disks into a lab that has none. */
  restore(files: LabFiles): void {
    for (const [machine, disk] of this.diskNames()) {
      mkdirSync(files.machine(machine).directory, { recursive: true, mode: 0o700 });
      const path = files.machine(machine).disk(disk);
      clone(this.disk(machine, disk), `${path}.part`);
      renameSync(`${path}.part`, path);
    }
  }

  /** Lends the lab the key that its machines know, where it has none yet. */
  lendKey(labDirectory: string): void {
    if (this.read() !== undefined && !existsSync(keyFile(labDirectory))) copyKey(this.place, labDirectory);
  }

  delete(): void {
    rmSync(this.place, { recursive: true, force: true });
  }

  private read(): KeptReady | undefined {
    const file = join(this.place, RECORD);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as KeptReady) : undefined;
  }

  private get place(): string {
    return join(this.directory, this.spec.id);
  }

  private disk(machine: string, disk: string): string {
    return join(this.place, `${machine}.${disk}.qcow2`);
  }

  private diskNames(): [string, string][] {
    return this.spec.machines.flatMap(({ name, disks }) => disks.map((disk): [string, string] => [name, disk.name]));
  }
}

/** The key that was made for a lab, with what it knows of its machines. A key of the user's own is only pointed to: that has no copy. */
function copyKey(from: string, to: string): void {
  if (!existsSync(keyFile(from)) || lstatSync(keyFile(from)).isSymbolicLink()) return;
  for (const name of ["id_ed25519.pub", "known_hosts", "id_ed25519"]) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}

/** A copy that shares its blocks where the file system can. */
function clone(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}
