import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STACK_FILE } from "../engines/libvirt/workspace";
import { lock } from "../engines/project/lock";
import { checkSynthesized } from "../engines/synth/check";
import { deploymentOrder, type Deployable } from "../engines/synth/order";
import { parseTarget, type Target } from "../engines/synth/target";
import { buildTarget } from "./build";
import type { Environment } from "./environment";
import type { LabOptions } from "./lab-options";
import { refuseEmbedded } from "./session";

/** What a file or a chapter declares, synthesized into the project. */
export interface Deployment {
  readonly target: Target;
  /** In the order they are deployed in. */
  readonly stacks: readonly Deployable[];
}

export interface DeployOptions extends LabOptions {
  /** Which of the stacks. @default - all */
  readonly only?: (stack: Deployable) => boolean;
}

/**
 * Synthesizes what a user named into the project and works on it, while no other labwright does.
 * @throws LabError LW4022 where one does
 */
export async function withDeployment(environment: Environment, name: string, options: DeployOptions, use: (deployment: Deployment) => Promise<void>): Promise<void> {
  const { project, directory, config } = environment;
  refuseEmbedded(environment);
  const target = parseTarget(name, options.variant, directory);
  const built = buildTarget(environment, target, { instance: config.instance ?? project.instance(), outdir: join(project.directory, "cdktf.out") });
  const stacks = deploymentOrder(built, options.stack).filter(options.only ?? (() => true));
  const locks: (() => void)[] = [];
  try {
    for (const { node } of stacks) locks.push(lock(project.lockOf(node.id), node.id));
    synthesize(() => built.app.synth(), stacks.map(({ node }) => join(project.workspace(node.id), STACK_FILE)));
    await use({ target, stacks });
  } finally {
    for (const unlock of locks.reverse()) unlock();
  }
}

/** What is wrong replaces nothing: a lab that is up is taken down by what it was synthesized to. */
function synthesize(synth: () => void, files: readonly string[]): void {
  const before = files.map((file) => (existsSync(file) ? readFileSync(file) : undefined));
  try {
    synth();
    files.forEach(checkSynthesized);
  } catch (error) {
    files.forEach((file, index) => {
      const kept = before[index];
      if (kept === undefined) rmSync(file, { force: true });
      else writeFileSync(file, kept);
    });
    throw error;
  }
}
