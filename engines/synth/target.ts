import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { App } from "cdktf";
import type { ChapterDefinition } from "../../chapters/chapter";
import { chapters, findChapter } from "../../chapters/registry";
import { LabError } from "../../constructs/core/lab-error";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { ChapterStack } from "../../stacks/chapter-stack";
import { LabStack } from "../../stacks/lab-stack";
import { resolveOwnPackages } from "./resolve-fallback";

/** What a user names a lab by. */
export type Target =
  | { readonly kind: "chapter"; readonly id: string; readonly chapter: ChapterDefinition; readonly variant?: string }
  | { readonly kind: "file"; readonly id: string; readonly path: string };

/** What a lab file's default function is given beside the app. */
export interface LabFileOptions {
  /** Where the user wants it to run: `--host`, the configuration's, or this machine. */
  readonly host: KvmHost;
}

export type LabFile = (app: App, options: LabFileOptions) => void;

/**
 * A chapter, with its variant as an option or behind a colon (`docker-cloud/4:access`), or a lab file.
 * @throws LabError LW4001 for what is neither a chapter nor a file
 */
export function parseTarget(text: string, variant: string | undefined, directory: string): Target {
  const [id = "", named] = text.split(":");
  if (chapters.some((chapter) => chapter.id === id)) return { kind: "chapter", id, chapter: findChapter(id), variant: variant ?? named };
  const path = resolve(directory, text);
  if (/\.[cm]?[jt]s$/.test(text) && existsSync(path) && statSync(path).isFile()) return { kind: "file", id: text, path };
  if (/^[a-z][a-z0-9-]*\/[\w.-]+$/i.test(text) && !existsSync(path)) findChapter(text);
  throw LabError.of("LW4001", { given: text });
}

export interface BuildOptions {
  readonly host: KvmHost;
  readonly context: Readonly<Record<string, unknown>>;
  readonly outdir: string;
}

/**
 * Builds a target's constructs in an app of its own.
 * @throws LabError LW4005 for a file that is no lab, and every problem of the lab
 */
export function build(target: Target, options: BuildOptions): { app: App; stacks: LabStack[] } {
  const app = new App({ outdir: options.outdir, context: { ...options.context } });
  if (target.kind === "chapter") new ChapterStack(app, target.id, { host: options.host, variant: target.variant });
  else loadLabFile(target.path)(app, { host: options.host });
  const stacks = app.node.children.filter(LabStack.isLabStack);
  if (stacks.length === 0) throw LabError.of("LW4005", { file: target.id, why: "it declares no LabStack in the app it was given" });
  const problems = stacks.flatMap((stack) => stack.lab.findProblems());
  if (problems.length > 0) throw new LabError(problems);
  return { app, stacks };
}

function loadLabFile(path: string): LabFile {
  let loaded: unknown;
  try {
    // TypeScript is compiled as it is loaded; only those who bring a lab of their own pay for it.
    const compiled = /\.[cm]?ts$/.test(path) ? (require("tsx/cjs/api") as typeof import("tsx/cjs/api")).register() : undefined;
    const restore = resolveOwnPackages();
    try {
      loaded = require(path);
    } finally {
      restore();
      compiled?.();
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw LabError.of("LW4005", { file: path, why: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) });
  }
  const exported = unwrap(loaded);
  if (typeof exported !== "function") throw LabError.of("LW4005", { file: path, why: "it has no default export that is a function" });
  return exported as LabFile;
}

// A CommonJS consumer sees an ES module's default as a property, twice when the module was compiled to CommonJS before.
function unwrap(loaded: unknown): unknown {
  let value = loaded;
  for (let depth = 0; depth < 2 && typeof value === "object" && value !== null && "default" in value; depth++) value = value.default;
  return value;
}
