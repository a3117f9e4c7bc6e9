import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RemoteShell } from "../../../engines/exercises/remote-shell";
import { run, type RunResult } from "../../../engines/process/run";

/** No machine: runs the very scripts in this machine's bash. Each machine is a folder, which takes the place of root's home. */
export class LocalBash implements RemoteShell {
  readonly root = mkdtempSync(join(tmpdir(), "labwright-bash-"));
  /** Machines, as they were asked. */
  readonly calls: string[] = [];

  folder(machine: string): string {
    const folder = join(this.root, machine);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  run(machine: string, script: string, seconds: number): Promise<RunResult> {
    this.calls.push(machine);
    const folder = this.folder(machine);
    return run(["timeout", "-k", "5", String(seconds), "bash", "-c", script.replaceAll("/root", folder)], { cwd: folder });
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
