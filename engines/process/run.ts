import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from "node:child_process";

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** A command that writes what it reads; where it fails its error is said too. */
  readonly inputFrom?: readonly string[];
  /** Milliseconds until the process is killed. @default - none */
  readonly timeoutMs?: number;
  /** Called for each whole line of standard output, or of standard error. */
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
  readonly signal?: AbortSignal;
  /**
   * For a program that ends well by itself when it is interrupted, once: it is put out of reach of the terminal's Ctrl-C and
   * gets a single SIGINT when `signal` says so. Any other program gets SIGTERM.
   */
  readonly endsWhenInterrupted?: boolean;
  /** For a program that SIGTERM does not end, and that has nothing to end well: it gets SIGKILL. */
  readonly endsOnlyKilled?: boolean;
  /** An open file that the program has as its descriptor 3. */
  readonly descriptor?: number;
}

const interruptible = new Set<ChildProcess>();

/** Insists: programs that end by themselves when interrupted get another SIGINT, and most then give up. */
export function interruptAgain(): void {
  for (const child of interruptible) child.kill("SIGINT");
}

export interface RunResult {
  /** Exit code; 127 when the command does not exist, 124 when it ran out of time, 128 + n for a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. It never throws for what the command does: the result says it. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [command = "", ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ? { ...process.env, ...options.env } : process.env,
      stdio: ["pipe", "pipe", "pipe", ...(options.descriptor === undefined ? [] : [options.descriptor])],
      detached: options.endsWhenInterrupted === true,
    }) as ChildProcessWithoutNullStreams;
    if (options.endsWhenInterrupted) interruptible.add(child);
    let timedOut = false;
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, options.timeoutMs);
    const stop = (): void => void child.kill(options.endsOnlyKilled ? "SIGKILL" : options.endsWhenInterrupted ? "SIGINT" : "SIGTERM");
    options.signal?.addEventListener("abort", stop, { once: true });
    // A signal that was given before tells no listener.
    if (options.signal?.aborted) stop();
    const stdout = collect(child.stdout, (line) => options.onLine?.(line, "stdout"));
    const stderr = collect(child.stderr, (line) => options.onLine?.(line, "stderr"));
    const finish = (code: number, message = ""): void => {
      clearTimeout(timer);
      interruptible.delete(child);
      options.signal?.removeEventListener("abort", stop);
      resolve({ code, stdout: stdout(), stderr: stderr() + message });
    };
    child.on("error", (error: NodeJS.ErrnoException) => finish(error.code === "ENOENT" ? 127 : 126, error.message));
    child.on("close", (code, signal) => finish(timedOut ? 124 : (code ?? 128 + signalNumber(signal))));
    child.stdin.on("error", () => undefined);
    if (options.inputFrom === undefined) child.stdin.end(options.input ?? "");
    else feed(child.stdin, options.inputFrom, () => child.kill());
  });
}

/** What is half written must not look whole. */
function feed(into: NodeJS.WritableStream, [command = "", ...args]: readonly string[], onFailure: () => void): void {
  const source = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  source.stdout.pipe(into);
  source.on("error", onFailure);
  source.on("close", (code) => {
    if (code !== 0) onFailure();
  });
  into.on("close", () => source.kill());
}

function collect(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => string {
  let text = "";
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream.on("end", () => {
    if (rest) onLine(rest);
  });
  return () => text;
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === "SIGINT" ? 2 : signal === "SIGKILL" ? 9 : 15;
}
