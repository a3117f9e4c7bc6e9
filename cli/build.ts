import { LabError } from "../constructs/core/lab-error";
import { KvmHost } from "../constructs/host/kvm-host";
import { synthContext } from "../engines/synth/context";
import type { Built, HostChoice } from "../engines/synth/build-app";
import { build, type Target } from "../engines/synth/target";
import type { LabStack } from "../stacks/lab-stack";
import type { Environment } from "./environment";

/** Where labs run: `--host`, the configuration's host, or this machine. */
export function chooseHost(environment: Environment): KvmHost {
  const { given, props } = hostChoice(environment);
  return KvmHost.parse(given, props);
}

function hostChoice({ options, config }: Environment): HostChoice {
  return { given: options.host ?? config.host ?? "local", props: { storagePath: config.storagePath, accelerator: config.accelerator } };
}

/** Builds all that a target declares, without synthesizing it. @throws LabError */
export function buildTarget(environment: Environment, target: Target, options: { instance?: string; outdir: string }): Built {
  const { project, config, output, options: { subnetBase } } = environment;
  const context = synthContext(project, config, { language: output.language, subnetBase, instance: options.instance });
  return build(target, { host: hostChoice(environment), context, outdir: options.outdir });
}

/** Builds and synthesizes one lab from what the user named. @throws LabError */
export function buildLab(environment: Environment, target: Target, options: { instance?: string; outdir: string; stack?: string }): LabStack {
  const { app, stacks } = buildTarget(environment, target, options);
  const named = options.stack === undefined ? stacks : stacks.filter(({ node }) => node.id === options.stack);
  const [stack] = named;
  if (!stack || named.length > 1) {
    throw LabError.of("LW4002", { count: stacks.length, known: stacks.map(({ node }) => `--stack ${node.id}`).join(", ") });
  }
  app.synth();
  return stack;
}
