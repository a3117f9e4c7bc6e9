import { spawn } from "node:child_process";
import type { HostCommand } from "../../constructs/terraform/host-command";

export interface ScriptResult {
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

/** Runs a command as Terraform's `local-exec` does: `/bin/sh -c`, its values in the environment. */
export function runScript({ command, environment }: HostCommand, extra: Readonly<Record<string, string>> = {}): Promise<ScriptResult> {
  return new Promise((resolve) => {
    const child = spawn("/bin/sh", ["-c", command], { env: { PATH: process.env["PATH"], ...environment, ...extra }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
