import { join } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import { Project } from "../../engines/project/project";
import type { RegisteredLab } from "../../engines/project/registry";
import { isOnMachine } from "../../engines/synth/order";
import { parseTarget } from "../../engines/synth/target";
import { HostStack } from "../../stacks/host-stack";
import { buildTarget } from "../build";
import { confirm } from "../confirm";
import { withDeployment } from "../deploy";
import type { Environment } from "../environment";
import { counted, leftWords } from "../owned-words";
import { locked } from "../locked";
import { ProgressView } from "../progress";
import { findRegistered, isCalled, openRegistered, readyStore, type Session } from "../session";
import { undoHost } from "./prepare-host";

interface DownOptions {
  readonly hosts?: boolean;
  readonly all?: boolean;
}

/** `labwright down`: removes a lab, and shows that nothing is left. */
export function downCommand(program: Command, environment: () => Environment): void {
  program.command("down").argument("[lab]", "chapter id, path of a lab file, or nothing when one lab is up")
    .description("remove a lab and all it made, and list what is left of it on the host: nothing")
    .option("--hosts", "also take back what the file's HostStacks prepared on their hosts")
    .option("--all", "also what is kept for the next `up`: the lab's `ready` snapshot")
    .action((lab: string | undefined, options: DownOptions) => down(environment(), lab, options));
}

async function down(environment: Environment, lab: string | undefined, { hosts = false, all = false }: DownOptions): Promise<void> {
  const { output } = environment;
  const labs = labsToRemove(environment, lab, hosts || all);
  const question = labs.length === 1 ? output.say("confirmDown") : output.say("confirmDownAll", { count: labs.length, labs: labs.map(({ stackId }) => stackId).join(", ") });
  if (labs.length > 0) await confirm(environment, question);
  const results: unknown[] = [];
  for (const registered of labs) results.push(await labDown(environment, registered, all));
  if (all && labs.length === 0 && lab !== undefined) results.push(...(await removeKept(environment, lab, hosts)));
  const target = lab ?? labs[0]?.target;
  if (hosts && target !== undefined) {
    await withDeployment(environment, target, { only: HostStack.isHostStack }, async ({ stacks }) => {
      for (const stack of stacks.filter(HostStack.isHostStack).reverse()) await undoHost(environment, stack);
    });
  }
  output.result(results.length === 1 ? results[0] : results);
}

async function labDown(environment: Environment, registered: RegisteredLab, all: boolean): Promise<unknown> {
  const session = openRegistered(environment, registered.spec.id);
  return locked(registered, () => remove(environment, session, new Project(registered.project), all));
}

async function remove(environment: Environment, { engine, spec, registered, log }: Session, project: Project, all: boolean): Promise<unknown> {
  const { output, registry } = environment;
  const view = new ProgressView(output);
  const { removed, left } = await engine.down(view.update).finally(() => view.stop());
  if (left.length > 0) throw LabError.of("LW3006", { host: spec.host.name, left: { en: leftWords(left, "en"), zh: leftWords(left, "zh") }, log: log.file });
  registry.remove(spec.id);
  project.removeStack(registered.stackId);
  const counts = Object.entries(removed).filter(([kind]) => kind !== "directory").map(([kind, count]) => counted(kind, count, output.language));
  if (counts.length > 0) output.field(output.say("removed"), counts.join(", "));
  output.field(output.say("audit"), output.say(counts.length > 0 ? "auditClean" : "auditNothing", { lab: registered.target, host: spec.host.name }));
  const ready = readyStore(environment, spec);
  if (all) ready.delete();
  else if (ready.size > 0) output.field(output.say("kept"), output.say("keptReady", { size: formatBytes(ready.size), lab: registered.target }));
  return { lab: spec.name, id: spec.id, removed, left, kept: all ? 0 : ready.size };
}

/** What is kept of labs that are down. @throws LabError LW4003 where that is nothing */
async function removeKept(environment: Environment, name: string, mayBeNone: boolean): Promise<unknown[]> {
  const { output, project, config, directory } = environment;
  const target = parseTarget(name, undefined, directory);
  const { stacks } = buildTarget(environment, target, { instance: config.instance ?? project.instance(), outdir: join(project.directory, "cdktf.out") });
  const kept = stacks.map((stack) => stack.spec()).map((spec) => ({ spec, store: readyStore(environment, spec) })).filter(({ store }) => store.size > 0);
  if (kept.length === 0 && !mayBeNone) throw LabError.of("LW4003", { given: name });
  const size = formatBytes(kept.reduce((sum, { store }) => sum + store.size, 0));
  if (kept.length > 0) await confirm(environment, output.say("confirmKept", { lab: name, size }));
  for (const { store } of kept) store.delete();
  if (kept.length > 0) output.field(output.say("removed"), output.say("readySnapshot", { size }));
  return kept.map(({ spec }) => ({ lab: spec.name, removed: { snapshot: 1 }, left: [], kept: 0 }));
}

/**
 * What a name means, all labs of a file, and the labs on their machines; the last that came up goes first.
 * @throws LabError LW4002, LW4003
 */
function labsToRemove(environment: Environment, name: string | undefined, mayBeNone: boolean): RegisteredLab[] {
  const { registry, project, directory } = environment;
  const all = registry.list();
  const called = name === undefined ? all : all.filter((lab) => isCalled(lab, name, directory));
  const here = called.filter((lab) => lab.project === project.directory);
  const candidates = here.length > 0 ? here : called;
  if (candidates.length === 0 && mayBeNone && name !== undefined) return [];
  const [first] = candidates;
  const file = candidates.filter((lab) => lab.target === first?.target && lab.project === first.project);
  const wanted = new Set(file.length > 0 && (name !== undefined || file.length === candidates.length) ? file : [findRegistered(environment, name)]);
  for (const lab of wanted) {
    for (const other of all) if (isOnLab(other, lab)) wanted.add(other);
  }
  // A lab on another's machines came up after it, though it may have been registered within the same second.
  return [...wanted].sort((a, b) => (isOnLab(a, b) ? -1 : isOnLab(b, a) ? 1 : b.since.localeCompare(a.since)));
}

function isOnLab(lab: RegisteredLab, other: RegisteredLab): boolean {
  const { ssh } = lab.spec.host;
  return ssh !== undefined && lab !== other && other.spec.machines.some((machine) => isOnMachine(ssh, machine));
}
