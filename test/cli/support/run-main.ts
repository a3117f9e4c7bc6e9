import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../../../cli/ask";
import { chooseLanguage, pathWithFirst, type Environment, type GlobalOptions } from "../../../cli/environment";
import { main } from "../../../cli/main";
import { Output } from "../../../cli/output";
import type { Problem } from "../../../constructs/core/lab-error";
import { loadConfig } from "../../../engines/config/config";
import { cacheFolders } from "../../../engines/images/build/cache-folders";
import { Project } from "../../../engines/project/project";
import { Registry } from "../../../engines/project/registry";

export interface MainResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Codes of the errors that were told, in order. */
  readonly codes: readonly string[];
}

export interface MainExtras {
  readonly env?: NodeJS.ProcessEnv;
  /** What is answered when asked; without it there is no terminal. */
  readonly answer?: boolean;
  readonly signal?: AbortSignal;
}

/** A user's folders: a project and a home, both empty and temporary, in which command lines are run by `main()`. */
export class CommandLine {
  readonly root = mkdtempSync(join(tmpdir(), "labwright-cli-"));
  readonly directory = mkdtempSync(join(this.root, "project-"));
  readonly registry = new Registry(join(this.root, "labs"));

  /** Runs `labwright ...argv` in the project folder. */
  async run(argv: readonly string[], { env = {}, answer, signal }: MainExtras = {}): Promise<MainResult> {
    const stdout = new Capture();
    const stderr = new Capture();
    const output = (options: Partial<GlobalOptions>, language?: "en" | "zh"): Output =>
      new Output({ json: options.json === true, language: chooseLanguage(options.lang, language, env), stdout: stdout.stream, stderr: stderr.stream, env });
    const environment = (options: GlobalOptions): Environment => {
      const project = Project.find(this.directory);
      const config = loadConfig(project.directory, join(this.root, "config.json"));
      return {
        output: output(options, config.language),
        project, config, options, directory: this.directory,
        registry: this.registry,
        readyTimeoutMs: 1000,
        self: ["labwright"],
        runtimeDirectory: join(this.root, "run"),
        caches: cacheFolders(join(this.root, "cache"), config.cacheDirectory),
        signal: signal ?? new AbortController().signal,
        searchFirst: (folder) => {
          const path = process.env["PATH"] ?? "";
          process.env["PATH"] = pathWithFirst(path, folder(path));
        },
        ask: (question) => (answer === undefined ? ask(question, { isTTY: false } as NodeJS.ReadStream, stderr.stream) : Promise.resolve(answer)),
      };
    };
    // Commander prints help by itself; a command may leave an exit code in the process.
    const writes = [jest.spyOn(process.stdout, "write").mockImplementation(stdout.write), jest.spyOn(process.stderr, "write").mockImplementation(stderr.write)];
    const before = process.exitCode;
    try {
      const code = await main(argv, { version: "1.2.3", env, environment, report: (error, options) => output(options).error(error) });
      return { code, stdout: stdout.text, stderr: stderr.text, codes: [...stderr.text.matchAll(/\bLW\d{4}\b/g)].map(([found]) => found) };
    } finally {
      process.exitCode = before;
      writes.forEach((write) => write.mockRestore());
    }
  }

  /** Writes the project's configuration. */
  configure(config: Readonly<Record<string, unknown>>): void {
    writeFileSync(join(this.directory, "labwright.config.json"), JSON.stringify(config));
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Runs one command line in folders of its own. */
export async function runMain(argv: readonly string[], extras?: MainExtras): Promise<MainResult> {
  const line = new CommandLine();
  try {
    return await line.run(argv, extras);
  } finally {
    line.close();
  }
}

/** The problems that `--json` told on standard error. */
export function problemsOf({ stderr }: MainResult): Problem[] {
  return (JSON.parse(stderr) as { error: { problems: Problem[] } }).error.problems;
}

class Capture {
  text = "";
  readonly write = (chunk: unknown): boolean => {
    this.text += String(chunk);
    return true;
  };
  readonly stream = { write: this.write, isTTY: false } as unknown as NodeJS.WriteStream;
}
