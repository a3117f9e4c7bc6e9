import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { shortHash } from "../../constructs/core/naming";
import { CONFIG_FILE } from "../config/config";

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
    const file = join(this.privateDirectory(), "instance");
    if (!existsSync(file)) writeFileSync(file, `${shortHash(randomBytes(32).toString("hex"))}\n`, { mode: 0o600 });
    return readFileSync(file, "utf8").trim();
  }

  /** Where a lab keeps its secrets and logs: readable by nobody else. */
  labDirectory(lab: string): string {
    return privately(join(this.privateDirectory(), lab));
  }

  /** Where Terraform runs: where cdktf puts a stack, so that both share one state. */
  workspace(stackId: string): string {
    return join(this.directory, "cdktf.out", "stacks", stackId);
  }

  /** cdktf's own place of a stack's local state. */
  stateFile(stackId: string): string {
    return join(this.directory, `terraform.${stackId}.tfstate`);
  }

  get lockFile(): string {
    return join(this.directory, "labwright.lock");
  }

  /** What is nobody else's: `.labwright`. */
  privateDirectory(): string {
    const directory = privately(join(this.directory, ".labwright"));
    const ignore = join(directory, ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
    return directory;
  }
}

function privately(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}
