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
  return buildApp(id, options, (app, host) => declare(app, { host }));
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
    throw LabError.of("LW4005", { file: path, why: verbatim(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)) });
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
