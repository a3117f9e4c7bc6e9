import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { run, type RunOptions, type RunResult } from "../../../engines/process/run";
import { ROOT } from "../../support/installed";
import { searchPath } from "./rig/requirements";

/** A user without root, with a home of their own: made for a test that runs as root, else whoever runs the test. */
export class UnprivilegedUser {
  private constructor(readonly name: string, readonly home: string, private readonly isMade: boolean) {}

  static create(): UnprivilegedUser {
    const home = mkdtempSync(join(tmpdir(), "labwright-user-"));
    if (process.getuid?.() !== 0) return new UnprivilegedUser(userInfo().username, home, false);
    const name = `lw-test-${process.pid}`;
    // With a range of subordinate ids, as login.defs has it.
    execFileSync("useradd", ["--no-create-home", "--home-dir", home, "--shell", "/bin/sh", "--user-group", name]);
    const id = (option: string): number => Number(execFileSync("id", [option, name], { encoding: "utf8" }));
    chownSync(home, id("-u"), id("-g"));
    return new UnprivilegedUser(name, home, true);
  }

  /** Whether a user without root reads this repository: it may lie in root's home. */
  static canRead(): boolean {
    return process.getuid?.() !== 0 || spawnSync("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", "test", "-r", join(ROOT, "package.json")]).status === 0;
  }

  /** Words of a command line that runs a command as this user. */
  argv(...words: string[]): string[] {
    const env = ["env", "-u", "XDG_CACHE_HOME", "-u", "XDG_CONFIG_HOME", "-u", "XDG_STATE_HOME", `HOME=${this.home}`, `PATH=${searchPath}`];
    return [...(this.isMade ? ["setpriv", "--reuid", this.name, "--regid", this.name, "--init-groups"] : []), ...env, ...words];
  }

  run(words: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return run(this.argv(...words), { cwd: this.home, ...options });
  }

  /** `labwright ...`, compiled, in a process of its own. */
  labwright(words: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.run(this.labwrightWords(words), options);
  }

  labwrightWords(words: readonly string[]): string[] {
    return [process.execPath, join(ROOT, "dist", "bin", "labwright.js"), ...words];
  }

  remove(): void {
    if (this.isMade) spawnSync("userdel", [this.name]);
    rmSync(this.home, { recursive: true, force: true });
  }
}
