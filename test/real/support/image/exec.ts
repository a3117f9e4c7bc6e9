import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { searchPath } from "../rig/requirements";

const execFileAsync = promisify(execFile);

/** Runs a build tool; rejects with what it said when it fails. */
export async function exec(command: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, PATH: searchPath, LC_ALL: "C.UTF-8" };
  const { stdout } = await execFileAsync(command, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
