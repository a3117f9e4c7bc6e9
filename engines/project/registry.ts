import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { API_VERSION, type LabSpec } from "../../constructs/spec/lab-spec";
import type { EngineName, RunHistory } from "../engine";
import { makeFolder } from "./folders";
import { RunLog } from "./run-log";

/** What is remembered of a lab that was brought up, so that it can be taken down from anywhere. */
export interface RegisteredLab extends RunHistory {
  readonly apiVersion: typeof API_VERSION;
  readonly engine: EngineName;
  /** Where the embedded engine has its sockets. */
  readonly runtime?: string;
  /** What the user typed: a chapter id, or the path of a lab file. */
  readonly target: string;
  readonly stackId: string;
  readonly project: string;
  /** ISO 8601. */
  readonly since: string;
  readonly spec: LabSpec;
}

/** The labs of this user, one file each, under `~/.local/state/labwright`. */
export class Registry {
  constructor(private readonly directory: string) {}

  /** The log of a lab whose own folder is gone. */
  logOf(labId: string): RunLog {
    return new RunLog(this.directory, `${labId}.log`);
  }

  /** Written whole or not at all: a rename is atomic. */
  save(lab: RegisteredLab): void {
    makeFolder(this.directory, 0o700);
    const file = this.fileOf(lab.spec.id);
    writeFileSync(`${file}.new`, `${JSON.stringify(lab, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  remove(labId: string): void {
    rmSync(join(this.directory, `${labId}.log`), { force: true });
    rmSync(this.fileOf(labId), { force: true });
  }

  /** @throws LabError LW4011 for an entry made by a newer labwright, LW4010 for one that is no JSON */
  list(): RegisteredLab[] {
    if (!existsSync(this.directory)) return [];
    const files = readdirSync(this.directory).filter((name) => name.endsWith(".json")).sort();
    return files.map((name) => this.read(join(this.directory, name)));
  }

  private read(file: string): RegisteredLab {
    let lab: RegisteredLab;
    try {
      lab = JSON.parse(readFileSync(file, "utf8")) as RegisteredLab;
    } catch (error) {
      throw LabError.of("LW4010", { why: verbatim(error instanceof Error ? error.message : String(error)) }, file);
    }
    if (lab.apiVersion !== API_VERSION) throw LabError.of("LW4011", { given: String(lab.apiVersion), known: API_VERSION }, file);
    return lab;
  }

  private fileOf(labId: string): string {
    return join(this.directory, `${labId}.json`);
  }
}
