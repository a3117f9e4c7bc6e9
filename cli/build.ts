import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const { project, config, output, options: { subnetBase, arch } } = environment;
  const context = synthContext(project, config, { language: output.language, subnetBase, arch, instance: options.instance });
  return build(target, { host: hostChoice(environment), context, outdir: options.outdir });
}

/** The labs of what was built, or the one that is wanted. @throws LabError LW4005, LW4014 */
function labsOf({ id, stacks }: Built, wanted?: string): readonly LabStack[] {
  if (stacks.length === 0) throw LabError.of("LW4005", { file: id, why: { en: "it prepares hosts, and declares no lab", zh: "它只准备宿主机，没有声明实验环境" } });
  const labs = wanted === undefined ? stacks : stacks.filter(({ node }) => node.id === wanted);
  if (labs.length === 0) throw LabError.of("LW4014", { file: id, given: wanted ?? "", known: stacks.map(({ node }) => node.id).join(", ") });
  return labs;
}

/** Builds and synthesizes one lab to look at it: nothing of it is kept. @throws LabError LW4005, LW4013, LW4014 */
export function buildLab(environment: Environment, target: Target, wanted?: string, instance?: string): LabStack {
  const outdir = mkdtempSync(join(tmpdir(), "labwright-lab-"));
  try {
    const built = buildTarget(environment, target, { outdir, instance });
    const labs = labsOf(built, wanted);
    const [stack] = labs;
    if (!stack || labs.length > 1) {
      throw LabError.of("LW4013", { file: built.id, count: labs.length, known: labs.map(({ node }) => `--stack ${node.id}`).join(", ") });
    }
    built.app.synth();
    return stack;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
