import type { Arch } from "../../constructs/core/arch";
import { contextKeys } from "../../constructs/core/context";
import type { Language } from "../../constructs/core/text";
import type { Config } from "../config/config";
import { readLock } from "../images/lock";
import type { Project } from "../project/project";

/** What of the surroundings a synthesis is told; see `contextKeys`. */
export function synthContext(project: Project, config: Config, options: { instance?: string; language: Language; subnetBase?: string; arch?: Arch }): Record<string, unknown> {
  const context: Record<string, unknown> = {
    [contextKeys.language]: options.language,
    [contextKeys.images]: { ...readLock(project.lockFile), ...config.images },
    [contextKeys.localArch]: process.arch === "arm64" ? "aarch64" : "x86_64",
  };
  const set = (key: string, value: unknown): void => {
    if (value !== undefined) context[key] = value;
  };
  set(contextKeys.instance, options.instance);
  set(contextKeys.subnetBase, options.subnetBase ?? config.subnetBase);
  set(contextKeys.arch, options.arch ?? config.arch);
  set(contextKeys.uplink, config.uplink);
  set(contextKeys.mirrors, config.mirrors);
  set(contextKeys.backend, config.backend);
  return context;
}
