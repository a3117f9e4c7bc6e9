import type { Arch } from "../constructs/core/arch";
import { SystemRunner } from "../engines/doctor/system-runner";
import { chooseHost } from "./build";
import type { Environment } from "./environment";
import { knowHost } from "./session";

const NAMES: Readonly<Record<string, Arch>> = { x86_64: "x86_64", amd64: "x86_64", aarch64: "aarch64", arm64: "aarch64" };

/**
 * The environment with the architecture of the chosen host, where that is another machine and nobody said it: a lab for a
 * server is not of the laptop's kind. A host that does not answer is told of later, where it is needed.
 */
export async function withHostArch(environment: Environment): Promise<Environment> {
  const { options, config, project } = environment;
  const host = chooseHost(environment);
  if (host.ssh === undefined || (options.arch ?? config.arch) !== undefined) return environment;
  knowHost(environment, project, host.ssh);
  const runner = new SystemRunner(host);
  try {
    const { code, stdout } = await runner.onHost({ argv: ["uname", "-m"] });
    const arch = code === 0 ? NAMES[stdout.trim()] : undefined;
    return arch === undefined ? environment : { ...environment, options: { ...options, arch } };
  } finally {
    await runner.close();
  }
}
