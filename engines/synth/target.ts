import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { ChapterDefinition } from "../../chapters/chapter";
import { chapters, findChapter } from "../../chapters/registry";
import { LabError } from "../../constructs/core/lab-error";
import { ChapterStack } from "../../stacks/chapter-stack";
import { buildApp, type BuildOptions, type Built } from "./build-app";

/** What a user names a lab by. */
export type Target =
  | { readonly kind: "chapter"; readonly id: string; readonly chapter: ChapterDefinition; readonly variant?: string }
  | { readonly kind: "file"; readonly id: string; readonly path: string };

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

/**
 * Builds a target's constructs in an app of its own.
 * @throws LabError LW4005 for a file that is no lab, and every problem of the lab
 */
export function build(target: Target, options: BuildOptions): Built {
  if (target.kind === "chapter") {
    return buildApp(target.id, options, (app, host) => new ChapterStack(app, target.id, { host, variant: target.variant }));
  }
  // Loaded here: only those who bring a lab of their own pay for it.
  const { buildFile } = require("./lab-file") as typeof import("./lab-file");
  return buildFile(target, options);
}
