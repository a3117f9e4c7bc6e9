import { relative, sep } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { LabPlan } from "../../engines/engine";
import { Progress } from "../../engines/exercises/progress";
import type { RegisteredLab } from "../../engines/project/registry";
import type { Target } from "../../engines/synth/target";
import { LabStack } from "../../stacks/lab-stack";
import { confirm } from "../confirm";
import { withDeployment } from "../deploy";
import type { EngineChoice } from "../engine-choice";
import type { Environment } from "../environment";
import { withHostArch } from "../host-arch";
import { numbered, showTask, undone } from "../exercises";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";
import type { MessageKey } from "../messages";
import { nicWords, pad, stateWords } from "../output";
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
  return withDeployment(await withHostArch(environment), labNameOr(environment, lab), { ...options, mayBuildImages: true }, async ({ target, stacks, engine }) => {
    const results: unknown[] = [];
    for (const stack of stacks) {
      if (LabStack.isLabStack(stack)) results.push(await labUp(environment, target, stack, engine));
      else {
        await prepareHost(environment, stack);
        results.push({ host: stack.host.uri, stack: stack.node.id });
      }
    }
    environment.output.result(results.length === 1 ? results[0] : results);
  });
}

async function labUp(environment: Environment, target: Target, stack: LabStack, { engine, why }: EngineChoice): Promise<unknown> {
  const { output, registry } = environment;
  const started = Date.now();
  const session = await openStack(environment, target, stack, engine);
  showHead(environment, session);
  output.field(output.say("engine"), `${engine} (${why[output.language]})`);
  const isFirst = !registry.list().some((lab) => lab.spec.id === session.spec.id);
  output.closing = isFirst ? output.say("nothingCreated") : undefined;
  await session.engine.preflight();
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
    await session.fetchImages(view.update);
    await session.engine.up(view.update);
  } finally {
    view.stop();
  }
  registry.save({ ...session.registered, finished: new Date().toISOString(), unfinished: undefined });
  writeSshConfig(session);
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

async function showReady(environment: Environment, { engine, spec, registered, labDirectory }: Session, seconds: number): Promise<unknown> {
  const { output } = environment;
  const machines = await engine.status();
  const nics = new Map(spec.machines.map((machine) => [machine.name, machine.nics.map(nicWords).join("  ")]));
  output.line();
  output.table([output.say("colName"), output.say("colState"), output.say("colAddress")], machines.map(({ name, state }) => [name, stateWords(output, state), nics.get(name) ?? ""]));
  output.line();
  output.line(output.say("upDone", { count: spec.machines.filter(({ ssh }) => ssh !== undefined).length, seconds }));
  showUnchecked(output, spec.machines);
  showNext(environment, registered.target, spec.machines.find(({ ssh }) => ssh !== undefined)?.name, new Progress(labDirectory));
  const unchecked = spec.machines.filter(({ ssh }) => ssh === undefined).map(({ name }) => name);
  return { lab: spec.name, id: spec.id, seconds, machines, unchecked };
}

/** The task that comes next, if the lab has any, and what can be done now: a command on each line, as it is typed here. */
function showNext({ output, directory }: Environment, target: string, machine: string | undefined, progress: Progress): void {
  const all = numbered(target, directory);
  const open = undone({ all, progress });
  const [first] = open;
  if (first !== undefined) {
    output.line();
    output.line(output.say("exercisesHead", { count: all.length, done: all.length - open.length }));
    showTask(output, first);
  }
  const lab = target.startsWith(`${directory}${sep}`) ? `./${relative(directory, target)}` : target;
  const on = first?.exercise.machine ?? machine;
  const commands: [string, MessageKey][] = [
    ...(on === undefined ? [] : [[`ssh ${lab} ${on}`, "nextSsh"] satisfies [string, MessageKey]]),
    ...(first === undefined ? [[`graph ${lab}`, "nextGraph"] satisfies [string, MessageKey]] : [[`verify ${lab}`, "nextVerify"], [`solve ${lab} ${first.number}`, "nextSolve"]] satisfies [string, MessageKey][]),
    [`down ${lab}`, "nextDown"],
  ];
  const width = Math.max(...commands.map(([words]) => words.length));
  output.line();
  for (const [index, [words, key]] of commands.entries()) output.field(index === 0 ? output.say("next") : "", `labwright ${pad(words, width)}   ${output.colours.dim(output.say(key))}`);
}
