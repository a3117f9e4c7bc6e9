import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { errorCatalogue, type ErrorCode } from "../../constructs/core/error-catalogue";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { RunLog } from "../project/run-log";
import { run, type RunResult } from "../process/run";
import { readProblems } from "../runner/problems";
import { hostWords } from "./host-words";
import { parseEvent, type TerraformEvent } from "./events";
import type { PlanJson, StateJson } from "./plan-json";

export interface TerraformOptions {
  readonly binary: string;
  /** The stack's folder: cdktf.out/stacks/<id>. */
  readonly directory: string;
  readonly log: RunLog;
  readonly signal?: AbortSignal;
}

/** Terraform's path, or OpenTofu's where there is no Terraform; undefined when neither is in PATH. */
export function findTerraform(path = process.env["PATH"] ?? ""): string | undefined {
  for (const name of ["terraform", "tofu"]) {
    for (const directory of path.split(delimiter)) {
      const file = join(directory, name);
      if (directory && isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** Drives terraform or tofu in a stack's folder, reading what they say as JSON. */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  async init(): Promise<void> {
    const result = await this.call(["init", "-no-color", "-reconfigure"]);
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    if (result.code !== 0) throw this.failed("init", firstError(result.stderr || result.stdout));
  }

  /** Plans into a file. @returns whether anything would change, and the plan */
  async plan(planFile: string, onEvent?: (event: TerraformEvent) => void): Promise<PlanJson> {
    await this.stream(["plan", "-json", "-lock-timeout=30s", `-out=${planFile}`], onEvent);
    const shown = await this.call(["show", "-json", planFile], { quiet: true });
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    if (shown.code !== 0) throw this.failed("show", firstError(shown.stderr));
    return JSON.parse(shown.stdout) as PlanJson;
  }

  async apply(planFile: string, parallelism: number, onEvent?: (event: TerraformEvent) => void): Promise<void> {
    await this.stream(["apply", "-json", `-parallelism=${parallelism}`, planFile], onEvent);
  }

  async destroy(parallelism: number, onEvent?: (event: TerraformEvent) => void): Promise<void> {
    await this.stream(["destroy", "-json", "-auto-approve", "-lock-timeout=30s", `-parallelism=${parallelism}`], onEvent);
  }

  /** The state, without resources when there is none. @throws LabError LW3001: silence is not an empty state */
  async state(): Promise<StateJson> {
    const shown = await this.call(["show", "-json"], { quiet: true });
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    if (shown.code !== 0) throw this.failed("show", firstError(shown.stderr));
    return JSON.parse(shown.stdout) as StateJson;
  }

  /** Addresses of all that the state has. It needs no provider. @throws LabError LW3001 */
  async stateList(): Promise<string[]> {
    const listed = await this.call(["state", "list"], { quiet: true });
    if (listed.code !== 0 && /no state file was found/i.test(listed.stderr)) return [];
    if (listed.code !== 0) throw this.failed("state list", firstError(listed.stderr));
    return listed.stdout.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  private async stream(args: readonly string[], onEvent?: (event: TerraformEvent) => void): Promise<void> {
    const errors: string[] = [];
    const said: string[] = [];
    const result = await this.call(args, {
      onLine: (line) => {
        const event = parseEvent(line);
        if (!event) return;
        if (event.type === "diagnostic" && event.diagnostic.severity === "error") {
          said.push(event.diagnostic.detail ?? "");
          errors.push([event.diagnostic.summary, event.diagnostic.detail].filter(Boolean).join(": "));
        }
        if (event.type === "provision_progress") said.push(event.output ?? "");
        onEvent?.(event);
      },
    });
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    const problems = problemsSaid(said);
    if (result.code !== 0 && problems.length > 0) throw new LabError(problems);
    if (result.code !== 0) throw this.failed(args[0] ?? "", errors.join("\n") || firstError(result.stderr || result.stdout));
  }

  private call(args: readonly string[], extra: { quiet?: boolean; onLine?: (line: string) => void } = {}): Promise<RunResult> {
    const { binary, directory, log, signal } = this.options;
    log.write(`$ ${[binary, ...args].join(" ")}`);
    return run([binary, ...args], {
      cwd: directory,
      // No call home, no prompts; a lab of its own never takes a workspace or arguments from the caller's environment.
      env: { LABWRIGHT_ERRORS: "json", CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0", TF_CLI_ARGS: "", TF_WORKSPACE: "" },
      signal,
      endsWhenInterrupted: true,
      onLine: (line, stream) => {
        if (!extra.quiet || stream === "stderr") log.write(inWords(line));
        if (stream === "stdout") extra.onLine?.(line);
      },
    });
  }

  private failed(command: string, why: string): LabError {
    return LabError.of("LW3001", { command, why: why.trim() ? verbatim(why.trim()) : { en: "no reason given", zh: "未给出原因" }, log: this.options.log.file });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What went wrong in what Terraform ran: said by a script on the host, `labwright: LW2062 apt cannot install: nginx`, or by
 * labwright itself, which waits for machines.
 */
function problemsSaid(output: readonly string[]): Problem[] {
  const found = new Map<string, Problem>();
  for (const line of output.flatMap((text) => text.split("\n"))) {
    for (const problem of readProblems(line)) found.set(JSON.stringify(problem), problem);
  }
  for (const [, code, said = ""] of output.flatMap((text) => [...text.matchAll(/^.*labwright: (LW20[678]\d) (.*)$/gm)])) {
    if (Object.hasOwn(errorCatalogue, code ?? "")) found.set(`${code} ${said}`, { code: code as ErrorCode, values: { said: hostWords(said) } });
  }
  return [...found.values()];
}

// The events are JSON for machines; a log is for people.
function inWords(line: string): string {
  if (!line.startsWith("{")) return line;
  try {
    const event = JSON.parse(line) as { "@message"?: string; diagnostic?: { detail?: string } };
    return [event["@message"] ?? line, event.diagnostic?.detail].filter(Boolean).join(": ");
  } catch {
    return line;
  }
}

// Terraform frames its messages; the first line that begins with Error: is what happened.
function firstError(output: string): string {
  const lines = output.split("\n").map((line) => line.replace(/^[\s│╷╵]+/, "").trimEnd()).filter(Boolean);
  const at = lines.findIndex((line) => line.startsWith("Error:"));
  return lines.slice(Math.max(0, at), Math.max(0, at) + 4).join(" ");
}
