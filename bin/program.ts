import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseLanguage, pathWithFirst, userDirectories, type Environment, type GlobalOptions } from "../cli/environment";
import { main } from "../cli/main";
import { Output } from "../cli/output";
import { loadConfig } from "../engines/config/config";
import { cacheFolders } from "../engines/images/build/cache-folders";
import { interruptAgain } from "../engines/process/run";
import { Project } from "../engines/project/project";
import { Registry } from "../engines/project/registry";
import { packageRoot } from "./package-root";

const READY_TIMEOUT_SECONDS = 900;

// The first Ctrl-C lets Terraform finish what it is doing and write its state, a second one does not wait for that. `npx` passes
// on what the terminal has sent here already: two within a second are one.
const interrupted = new AbortController();
let interruptedAt = 0;
process.on("SIGINT", () => {
  if (!interrupted.signal.aborted) interruptedAt = Date.now();
  else if (Date.now() - interruptedAt > 1000) interruptAgain();
  interrupted.abort();
});
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

// Whoever read has seen enough (`labwright show … | head -1`), or their terminal is gone. What is being done goes on to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  });
}

function outputFor(options: Partial<GlobalOptions>, language?: "en" | "zh"): Output {
  const { stdout, stderr, env } = process;
  return new Output({ json: options.json === true, language: chooseLanguage(options.lang, language, env), stdout, stderr, env });
}

function environmentFor(options: GlobalOptions): Environment {
  const directory = process.cwd();
  const project = Project.find(directory);
  const directories = userDirectories(process.env);
  const config = loadConfig(project.directory, join(directories.config, "config.json"));
  // cdktf keeps a stack's state in the folder it is run in: the project's, wherever in it the user is.
  process.chdir(project.directory);
  const seconds = Number(process.env["LABWRIGHT_READY_TIMEOUT"]) || READY_TIMEOUT_SECONDS;
  return {
    output: outputFor(options, config.language),
    project, config, options, directory,
    registry: new Registry(join(directories.state, "labs")),
    readyTimeoutMs: seconds * 1000,
    self: [process.execPath, ...process.execArgv, process.argv[1] ?? ""],
    runtimeDirectory: directories.runtime,
    caches: cacheFolders(directories.cache, config.cacheDirectory),
    signal: interrupted.signal,
    searchFirst: (folder) => {
      const path = process.env["PATH"] ?? "";
      process.env["PATH"] = pathWithFirst(path, folder(path));
    },
    // Loaded here: most commands ask nothing, and start the faster.
    ask: (question) => (require("../cli/ask") as typeof import("../cli/ask")).ask(question, process.stdin, process.stderr),
  };
}

const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };

main(process.argv.slice(2), {
  version,
  env: process.env,
  environment: environmentFor,
  report: (error, options) => outputFor(options).error(error),
}).then((code) => {
  process.exitCode = code;
}, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
