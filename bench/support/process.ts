import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What one fresh process took. */
export interface Sample {
  /** From its start to its end. */
  readonly wallMs: number;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  /** The most memory it ever had (resident set). */
  readonly memoryMiB: number;
  /** What the subject measured within itself. */
  readonly report: Readonly<Record<string, number>>;
}

export interface Command {
  /** Script and its arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Options of node itself. */
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PROBE = join(__dirname, "..", "subjects", "probe.cjs");

// What would change what a process does: a comparison is of defaults.
const DISTURBING = /^(CDKTF_|CDKTN_|NODE_OPTIONS$|NODE_COMPILE_CACHE$|SYNTH_HCL_OUTPUT$)/;

/** Runs a script in a node process of its own. @throws Error when it fails */
export function measure({ argv, cwd, execArgv = [], env = {} }: Command): Sample {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !DISTURBING.test(name)));
  const started = process.hrtime.bigint();
  const child = spawnSync(process.execPath, [...execArgv, "--require", PROBE, ...argv], {
    cwd, env: { ...inherited, CHECKPOINT_DISABLE: "1", ...env },
    stdio: ["ignore", "ignore", "pipe", "pipe"], encoding: "utf8", maxBuffer: 64 * 1024 * 1024,
  });
  const wallMs = Number(process.hrtime.bigint() - started) / 1e6;
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`${argv.join(" ")} ended with ${child.status ?? child.signal}:\n${child.stderr}`);
  return { wallMs, ...(JSON.parse(child.output[3] ?? "") as Omit<Sample, "wallMs">) };
}
