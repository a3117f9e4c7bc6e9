import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { shortHash } from "../../constructs/core/naming";
import { CONFIG_FILE } from "../config/config";
import { childOf, makeFolder } from "./folders";

const MARKERS = [CONFIG_FILE, "cdktf.json", ".labwright", "labwright.lock"];

/** The folder a reader works in: where labs keep their keys, their Terraform state and what was synthesized. */
export class Project {
  constructor(readonly directory: string) {}

  /** The nearest folder above that is a labwright project; the folder itself when there is none. */
  static find(from: string): Project {
    for (let at = resolve(from); ; at = dirname(at)) {
      if (MARKERS.some((marker) => existsSync(join(at, marker)))) return new Project(at);
      if (dirname(at) === at) return new Project(resolve(from));
    }
  }

  /** Tells this project's labs from those of the same name on the same host; made once, at the first run that needs it. */
  instance(): string {
    const file = join(this.makePrivateDirectory(), "instance");
    if (!existsSync(file)) writeFileSync(file, `${shortHash(randomBytes(32).toString("hex"))}\n`, { mode: 0o600 });
    return readFileSync(file, "utf8").trim();
  }

  /** Where a lab keeps its secrets and logs. Only what brings it up makes the folder: `makeLabDirectory`. */
  labDirectory(stackId: string): string {
    return childOf(this.privateDirectory(), stackId);
  }

  /** Readable by nobody else. */
  makeLabDirectory(stackId: string): string {
    const directory = this.labDirectory(stackId);
    this.makePrivateDirectory();
    makeFolder(directory, 0o700);
    return directory;
  }

  /** Where Terraform runs: where cdktf puts a stack, so that both share one state. */
  workspace(stackId: string): string {
    return childOf(join(this.directory, "cdktf.out", "stacks"), stackId);
  }

  /** cdktf's own place of a stack's local state. */
  stateFile(stackId: string): string {
    return childOf(this.directory, `terraform.${stackId}.tfstate`);
  }

  get lockFile(): string {
    return join(this.directory, "labwright.lock");
  }

  /** What is nobody else's. */
  privateDirectory(): string {
    return join(this.directory, ".labwright");
  }

  /** Held by what changes a stack, or plans to. */
  lockOf(stackId: string): string {
    return join(this.labDirectory(stackId), "lock");
  }

  /** Removes all that is kept of a stack; its own folder, which holds its lock, at the end. */
  removeStack(stackId: string): void {
    rmSync(this.workspace(stackId), { recursive: true, force: true });
    for (const suffix of ["", ".backup"]) rmSync(this.stateFile(stackId) + suffix, { force: true });
    rmSync(this.labDirectory(stackId), { recursive: true, force: true });
  }

  private makePrivateDirectory(): string {
    const directory = this.privateDirectory();
    makeFolder(directory, 0o700);
    const ignore = join(directory, ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
    return directory;
  }
}
