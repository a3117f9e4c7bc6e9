import { basename } from "node:path";
import type { App } from "cdktf";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { buildApp, type BuildOptions, type Built } from "./build-app";
import { resolveOwnPackages } from "./resolve-fallback";

/** What a lab file's default function is given beside the app. */
export interface LabFileOptions {
  /** Where the user wants it to run: `--host`, the configuration's, or this machine. */
  readonly host: KvmHost;
}

export type LabFile = (app: App, options: LabFileOptions) => void;

/**
 * Builds the labs that a file's default function declares.
 * @throws LabError LW4005 for a file that is no lab, and every problem of its labs
 */
export function buildFile({ id, path }: { readonly id: string; readonly path: string }, options: BuildOptions): Built {
  const declare = loadLabFile(path);
  return buildApp(id, options, (app, host) => {
    let answer: unknown;
    try {
      answer = declare(app, { host });
    } catch (error) {
      throw error instanceof LabError ? error : LabError.of("LW4005", { file: id, why: verbatim(whereAndWhy(error, path)) });
    }
    if (typeof (answer as { then?: unknown } | undefined)?.then === "function") {
      throw LabError.of("LW4005", { file: id, why: { en: "its function is asynchronous: constructs are declared before it returns", zh: "它的函数是异步的：构造必须在函数返回前声明完毕" } });
    }
  });
}

/** An error of the file's own code: what it says, and the first line of the file that it came through. */
function whereAndWhy(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const frame = (error.stack ?? "").split("\n").find((line) => /^\s+at /.test(line) && line.includes(path));
  const at = /:(\d+):\d+\)?$/.exec(frame ?? "")?.[1];
  return `${at === undefined ? "" : `${basename(path)}:${at}: `}${error.name}: ${firstLines(error)}`;
}

// A compiler says that it failed, then where and why.
function firstLines({ message }: Error): string {
  const [first = "", second = ""] = message.split("\n").filter((line) => line.trim() !== "");
  return first.endsWith(":") ? `${first} ${second.trim()}` : first;
}

function loadLabFile(path: string): LabFile {
  let loaded: unknown;
  try {
    // TypeScript is compiled as it is loaded, and so are ES modules: Node would look for their packages by itself.
    const compiled = path.endsWith(".cjs") ? undefined : (require("tsx/cjs/api") as typeof import("tsx/cjs/api")).register();
    const restore = resolveOwnPackages();
    try {
      loaded = require(path);
    } finally {
      restore();
      compiled?.();
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw LabError.of("LW4005", { file: path, why: verbatim(error instanceof Error && error.name !== "Error" ? whereAndWhy(error, path) : error instanceof Error ? firstLines(error) : String(error)) });
  }
  const exported = unwrap(loaded);
  if (typeof exported !== "function") throw LabError.of("LW4005", { file: path, why: { en: "it has no default export that is a function", zh: "它没有默认导出函数" } });
  return exported as LabFile;
}

// A CommonJS consumer sees an ES module's default as a property, twice when the module was compiled to CommonJS before.
function unwrap(loaded: unknown): unknown {
  let value = loaded;
  for (let depth = 0; depth < 2 && typeof value === "object" && value !== null && "default" in value; depth++) value = value.default;
  return value;
}
