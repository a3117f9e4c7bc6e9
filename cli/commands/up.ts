import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { LabPlan } from "../../engines/engine";
import { fetchLabImages } from "../../engines/images/lab-images";
import { preflightLab } from "../../engines/libvirt/preflight";
import type { RegisteredLab } from "../../engines/project/registry";
import type { Target } from "../../engines/synth/target";
import { LabStack } from "../../stacks/lab-stack";
import { confirm } from "../confirm";
import { withDeployment } from "../deploy";
import type { Environment } from "../environment";
import { withHostArch } from "../host-arch";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";
import { nicWords, stateWords } from "../output";
import { showHead, showPlan } from "../plan-view";
import { ProgressView } from "../progress";
import { openStack, type Session } from "../session";
import { writeSshConfig } from "../ssh-config";
import { showUnchecked } from "../unchecked";
import { prepareHost } from "./prepare-host";

/** `labwright up`: from nothing to machines that answer SSH. */
export function upCommand(program: Command, environment: () => Environment): void {
  labOptions(program.command("up").argument("[lab]", "chapter id, or path of a lab file")
    .description("bring a lab up: networks, machines, and wait until every machine answers SSH"), "one of several labs of a file, with what it depends on")
    .action((lab: string | undefined, options: LabOptions) => up(environment(), lab, options));
}

async function up(environment: Environment, lab: string | undefined, options: LabOptions): Promise<void> {
  return withDeployment(await withHostArch(environment), labNameOr(environment, lab), options, async ({ target, stacks }) => {
    const results: unknown[] = [];
    for (const stack of stacks) {
      if (LabStack.isLabStack(stack)) results.push(await labUp(environment, target, stack));
      else {
        await prepareHost(environment, stack);
        results.push({ host: stack.host.uri, stack: stack.node.id });
      }
    }
    environment.output.result(results.length === 1 ? results[0] : results);
  });
}

async function labUp(environment: Environment, target: Target, stack: LabStack): Promise<unknown> {
  const { output, registry } = environment;
  const started = Date.now();
  const session = await openStack(environment, target, stack);
  showHead(environment, session.spec);
  const isFirst = !registry.list().some((lab) => lab.spec.id === session.spec.id);
  output.closing = isFirst ? output.say("nothingCreated") : undefined;
  await preflightLab(session.spec, stack.lab.host);
  const planning = new ProgressView(output);
  const found = await session.engine.plan(planning.update).finally(() => planning.stop()).catch((error: unknown) => {
    keepKnown(environment, session, error);
    throw error;
  });
  // Until somebody said yes nothing is fetched, made or remembered.
  if (found.changes.length > 0) {
    showPlan(environment, found);
    await confirm(environment, output.say("confirmUp"));
  }
  output.closing = undefined;
  registry.save({ ...session.registered, finished: finishedBefore(session.registered, found), unfinished: true });
  const view = new ProgressView(output);
  try {
    await fetchLabImages(environment, session.spec, view.update);
    await session.engine.up(view.update);
  } finally {
    view.stop();
  }
  registry.save({ ...session.registered, finished: new Date().toISOString(), unfinished: undefined });
  writeSshConfig(session.spec, session.labDirectory);
  return showReady(environment, session, Math.round((Date.now() - started) / 1000));
}

/** When the lab was last brought up well, be it by another user, plain Terraform, or a labwright that kept no account of it. */
function finishedBefore({ finished, unfinished, since }: RegisteredLab, { isThere }: LabPlan): string | undefined {
  return finished ?? (isThere && unfinished !== true ? since : undefined);
}

/** A lab that is there and that nobody remembers has to be known, for `down` to be a way on. */
function keepKnown({ registry }: Environment, { registered }: Session, error: unknown): void {
  const isThere = error instanceof LabError && error.problems.some(({ code }) => code === "LW3011");
  if (isThere && !registry.list().some(({ spec }) => spec.id === registered.spec.id)) registry.save(registered);
}

async function showReady({ output }: Environment, { engine, spec, registered }: Session, seconds: number): Promise<unknown> {
  const machines = await engine.status();
  const nics = new Map(spec.machines.map((machine) => [machine.name, machine.nics.map(nicWords).join("  ")]));
  output.line();
  output.table([output.say("colName"), output.say("colState"), output.say("colAddress")], machines.map(({ name, state }) => [name, stateWords(output, state), nics.get(name) ?? ""]));
  output.line();
  output.line(output.say("upDone", { count: spec.machines.filter(({ ssh }) => ssh !== undefined).length, seconds }));
  showUnchecked(output, spec.machines);
  const first = spec.machines.find(({ ssh }) => ssh !== undefined)?.name;
  output.field(output.say("next"), `${first === undefined ? "" : `labwright ssh ${registered.target} ${first} · `}labwright graph ${registered.target} · labwright down ${registered.target}`);
  const unchecked = spec.machines.filter(({ ssh }) => ssh === undefined).map(({ name }) => name);
  return { lab: spec.name, id: spec.id, seconds, machines, unchecked };
}
