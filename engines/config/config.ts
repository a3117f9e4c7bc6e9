import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Arch } from "../../constructs/core/arch";
import type { Mirrors } from "../../constructs/core/context";
import { compile } from "../../constructs/core/json-schema";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { verbatim, type Language, type Text } from "../../constructs/core/text";
import type { ImagePin } from "../../constructs/image/image";
import type { BackendContext } from "../../stacks/backend";

/** Settings of a user or a project. Every property is optional; what nobody sets has a default where it is used. */
export interface Config {
  readonly host?: string;
  readonly engine?: "auto" | "libvirt" | "embedded";
  readonly language?: Language;
  /** What tells this project's labs from others of their name; shared by all who work on the same state. */
  readonly instance?: string;
  /** A private key for all labs, instead of one made for each. */
  readonly sshKey?: string;
  readonly cacheDirectory?: string;
  readonly storagePath?: string;
  readonly subnetBase?: string;
  readonly arch?: Arch;
  readonly accelerator?: "kvm" | "tcg";
  readonly ovsDatapath?: "system" | "netdev";
  readonly uplink?: string;
  /** Folder that Kubernetes' programs, images and charts are taken from, in place of upstream. */
  readonly bundle?: string;
  readonly mirrors?: Mirrors;
  readonly images?: Readonly<Record<string, ImagePin>>;
  readonly backend?: BackendContext;
}

export const CONFIG_FILE = "labwright.config.json";

/**
 * The user's settings with the project's over them.
 * @throws LabError LW4010 for a file that cannot be read or says what the schema does not allow; all problems at once
 */
export function loadConfig(projectDirectory: string, userConfigFile: string): Config {
  const problems: Problem[] = [];
  const read = (file: string): Config => readConfig(file, problems);
  const merged = { ...read(userConfigFile), ...read(join(projectDirectory, CONFIG_FILE)) };
  if (problems.length > 0) throw new LabError(problems);
  return merged;
}

function readConfig(file: string, problems: Problem[]): Config {
  if (!existsSync(file)) return {};
  const refuse = (why: Text): Config => {
    problems.push({ code: "LW4010", path: file, values: { why } });
    return {};
  };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return refuse(verbatim(error instanceof Error ? error.message : String(error)));
  }
  const errors = compile(require("./config.schema.json") as object)(content);
  if (errors.length === 0) return content as Config;
  for (const error of errors) refuse(error);
  return {};
}
