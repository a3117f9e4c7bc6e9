import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFileSync } from "node:fs";
import { searchPath } from "./requirements";

export interface SpawnOptions {
  /** Added to this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** @default - this process's working directory */
  readonly cwd?: string;
}

export interface RunOptions extends SpawnOptions {
  /** Given on standard input, which is closed after it. */
  readonly input?: string | Buffer;
  /** @default - no limit */
  readonly timeoutMs?: number;
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  /**
   * Reject when the exit code is not 0.
   * @default false
   */
  readonly check?: boolean;
}

export interface RunResult {
  /** The exit code; 128 when a signal ended the command. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class CommandError extends Error {
  constructor(readonly argv: readonly string[], readonly result: RunResult, reason = `exit code ${result.code}`) {
    super(`${argv.join(" ")}: ${reason}\n${result.stderr || result.stdout}`.trimEnd());
    this.name = "CommandError";
  }
}

/** A process group of its own: a terminal's Ctrl-C is for the caller, which then ends what it started. */
export function spawnGroup(argv: readonly string[], options: SpawnOptions = {}): ChildProcessWithoutNullStreams {
  const [command, ...args] = argv;
  if (command === undefined) throw new Error("no command given");
  const env = { ...process.env, PATH: searchPath, ...options.env };
  return spawn(command, args, { cwd: options.cwd, env, detached: true, stdio: "pipe" });
}

/**
 * Sends a signal to a command in the rig and all of its process group. Its nsenter is spared: it
 * passes the exit code on, and without it the kernel would leave a zombie to the machine's init.
 */
export function signalInside(nsenter: { readonly pid?: number | undefined }, signal: NodeJS.Signals): void {
  if (nsenter.pid === undefined) return;
  try {
    const children = readFileSync(`/proc/${nsenter.pid}/task/${nsenter.pid}/children`, "utf8").trim();
    process.kill(children === "" ? nsenter.pid : -Number(children.split(" ")[0]), signal);
  } catch {
    // It has ended already.
  }
}

/** Waits for a command of the rig and gathers what it says. */
export function collect(argv: readonly string[], child: ChildProcessWithoutNullStreams, options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => {
      timedOut = true;
      signalInside(child, "SIGKILL");
    }, options.timeoutMs);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      options.onStdout?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      options.onStderr?.(text);
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      const result = { code: code ?? 128, stdout, stderr };
      if (timedOut) reject(new CommandError(argv, result, `no end after ${options.timeoutMs} ms`));
      else if (options.check && result.code !== 0) reject(new CommandError(argv, result));
      else resolve(result);
    });
    // A command that does not read its input is no error.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}
