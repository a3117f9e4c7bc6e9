import { homedir } from "node:os";
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
  /** The user's own folder of what can be made or fetched again. */
  readonly cache: string;
  readonly options: GlobalOptions;
  /** Folder the user is in. */
  readonly directory: string;
  /** How long machines may take to be ready. */
  readonly readyTimeoutMs: number;
  /** The command that Terraform calls labwright by. */
  readonly self: string;
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
export function userDirectories(env: NodeJS.ProcessEnv): { config: string; state: string; cache: string } {
  const home = env["HOME"] || homedir();
  return {
    config: join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "labwright"),
    state: join(env["XDG_STATE_HOME"] || join(home, ".local", "state"), "labwright"),
    cache: join(env["XDG_CACHE_HOME"] || join(home, ".cache"), "labwright"),
  };
}

/** The language of a reader: `--lang`, the configuration, or the locale. */
export function chooseLanguage(option: string | undefined, config: Language | undefined, env: NodeJS.ProcessEnv): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  if (option === "en" || option === "zh") return option;
  return config ?? (locale.toLowerCase().startsWith("zh") ? "zh" : "en");
}
