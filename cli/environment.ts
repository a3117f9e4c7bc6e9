import { homedir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import type { Arch } from "../constructs/core/arch";
import type { Language } from "../constructs/core/text";
import type { Config } from "../engines/config/config";
import type { Project } from "../engines/project/project";
import type { Registry } from "../engines/project/registry";
import type { Output } from "./output";

/** What every command is given. Made once, in `bin/`, the only place that reads the process environment. */
export interface Environment {
  readonly output: Output;
  readonly project: Project;
  readonly config: Config;
  readonly registry: Registry;
  readonly options: GlobalOptions;
  /** Folder the user is in. */
  readonly directory: string;
  /** How long machines may take to be ready. */
  readonly readyTimeoutMs: number;
  /** Words of a command line that runs labwright. */
  readonly self: readonly string[];
  /** Where sockets of this user's labs are. */
  readonly runtimeDirectory: string;
  /** Folders of what may be fetched or made again, the user's own at the end; one before it may be shared, and read-only. */
  readonly caches: readonly string[];
  readonly signal: AbortSignal;
  ask(question: string): Promise<boolean>;
  /** Puts a folder to the front of PATH for all that is called from here: it is given PATH as it is. */
  searchFirst(folder: (path: string) => string): void;
}

/** PATH with a folder at its front, once. */
export function pathWithFirst(path: string, folder: string): string {
  return [folder, ...path.split(delimiter).filter((entry) => entry !== folder)].join(delimiter);
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly yes: boolean;
  readonly json: boolean;
  readonly lang?: Language;
  readonly host?: string;
  readonly engine?: "auto" | "libvirt" | "embedded";
  readonly subnetBase?: string;
  readonly arch?: Arch;
}

/** The directories of a user, after the XDG base directory specification. */
export function userDirectories(env: NodeJS.ProcessEnv): { config: string; state: string; cache: string; runtime: string } {
  const home = env["HOME"] || homedir();
  return {
    cache: join(env["XDG_CACHE_HOME"] || join(home, ".cache"), "labwright"),
    // Short: a socket's path has at most about 104 bytes, which macOS' own temporary folder half fills.
    runtime: env["XDG_RUNTIME_DIR"] ? join(env["XDG_RUNTIME_DIR"], "labwright") : `/tmp/labwright-${userInfo().uid}`,
    config: join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "labwright"),
    state: join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), "labwright"),
  };
}

/** The language of a reader: `--lang`, the configuration, or the locale. */
export function chooseLanguage(option: string | undefined, config: Language | undefined, env: NodeJS.ProcessEnv): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  if (option === "en" || option === "zh") return option;
  return config ?? (locale.toLowerCase().startsWith("zh") ? "zh" : "en");
}
