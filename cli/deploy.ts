import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../constructs/core/lab-error";
import { STACK_FILE } from "../engines/libvirt/workspace";
import { lock } from "../engines/project/lock";
import { checkSynthesized } from "../engines/synth/check";
import { deploymentOrder, type Deployable } from "../engines/synth/order";
import { parseTarget, type Target } from "../engines/synth/target";
import type { Built } from "../engines/synth/build-app";
import { LabStack } from "../stacks/lab-stack";
import { buildTarget } from "./build";
import type { Environment } from "./environment";
import { chooseImages, type ImagePins } from "./choose-images";
import { chooseEngine, type EngineChoice } from "./engine-choice";
import type { LabOptions } from "./lab-options";
import { messages } from "./messages";

/** What a file or a chapter declares, synthesized into the project. */
export interface Deployment {
  readonly target: Target;
  readonly engine: EngineChoice;
  /** In the order they are deployed in. */
  readonly stacks: readonly Deployable[];
}

export interface DeployOptions extends LabOptions {
  /** Which of the stacks. @default - all */
  readonly only?: (stack: Deployable) => boolean;
  /** Whether an image may be built that cannot be had otherwise. @default false */
  readonly mayBuildImages?: boolean;
}

/**
 * Synthesizes what a user named into the project and works on it, while no other labwright does.
 * @throws LabError LW4022 where one does
 */
export async function withDeployment(environment: Environment, name: string, options: DeployOptions, use: (deployment: Deployment) => Promise<void>): Promise<void> {
  const { project, directory, config } = environment;
  const target = parseTarget(name, options.variant, directory);
  const declare = (images: ImagePins): { app: Built["app"]; stacks: readonly Deployable[] } => {
    const built = buildTarget({ ...environment, config: { ...config, images: { ...config.images, ...images } } }, target, { instance: config.instance ?? project.instance(), outdir: join(project.directory, "cdktf.out") });
    return { app: built.app, stacks: deploymentOrder(built, options.stack).filter(options.only ?? (() => true)) };
  };
  let { app, stacks } = declare({});
  const engine = await engineOf(environment, stacks);
  refuseHostStacks(engine, stacks);
  if (engine.engine === "embedded") {
    const pins = await chooseImages(environment, stacks.filter(LabStack.isLabStack).map((stack) => stack.spec()), options.mayBuildImages === true);
    if (Object.keys(pins).length > 0) ({ app, stacks } = declare(pins));
  }
  const locks: (() => void)[] = [];
  try {
    for (const { node } of stacks) locks.push(lock(project.lockOf(node.id), node.id));
    synthesize(() => app.synth(), stacks.map(({ node }) => join(project.workspace(node.id), STACK_FILE)));
    await use({ target, stacks, engine });
  } finally {
    for (const unlock of locks.reverse()) unlock();
  }
}

/** The engine of labs that are up, or the one for those that are not. */
async function engineOf(environment: Environment, stacks: readonly Deployable[]): Promise<EngineChoice> {
  const { registry, project, options } = environment;
  const ids = new Set(stacks.map(({ node }) => node.id));
  const up = registry.list().find((lab) => lab.project === project.directory && ids.has(lab.stackId));
  const isAsked = options.engine !== undefined && options.engine !== "auto";
  return up === undefined || isAsked ? chooseEngine(environment) : { engine: up.engine, why: messages.engineKept };
}

function refuseHostStacks({ engine }: EngineChoice, stacks: readonly Deployable[]): void {
  const host = stacks.find((stack) => !LabStack.isLabStack(stack));
  if (engine === "embedded" && host !== undefined) throw LabError.of("LW2091", { what: { en: "a HostStack prepares a KVM host, which needs libvirt", zh: "HostStack 用于准备 KVM 宿主机，需要 libvirt" } }, host.node.path);
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
