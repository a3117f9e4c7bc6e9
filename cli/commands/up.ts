import type { Command } from "commander";
import pc from "picocolors";
import { LabError } from "../../constructs/core/lab-error";
import { formatBytes } from "../../constructs/core/size";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { LabPlan } from "../../engines/engine";
import { fetchLabImages } from "../../engines/images/lab-images";
import { preflightLab } from "../../engines/libvirt/preflight";
import type { Environment } from "../environment";
import { nicWords } from "../output";
import { ProgressView } from "../progress";
import { chooseHost } from "../build";
import { openFromCode, type Session } from "../session";
import { writeSshConfig } from "../ssh-config";

interface UpOptions {
  readonly variant?: string;
  readonly stack?: string;
}

/** `labwright up`: from nothing to machines that answer SSH. */
export function upCommand(program: Command, environment: () => Environment): void {
  program.command("up").argument("[lab]", "chapter id, or path of a lab file")
    .description("bring a lab up: networks, machines, and wait until every machine answers SSH")
    .option("--variant <name>", "another shape of the chapter's environment")
    .option("--stack <id>", "one of several labs of a file")
    .action((lab: string | undefined, options: UpOptions) => up(environment(), lab, options));
}

/** `labwright plan`: what `up` would do, and why. */
export function planCommand(program: Command, environment: () => Environment): void {
  program.command("plan").argument("[lab]", "chapter id, or path of a lab file")
    .description("say what `up` would create, rebuild, restart or remove, and why")
    .option("--variant <name>", "another shape of the chapter's environment")
    .option("--stack <id>", "one of several labs of a file")
    .action((lab: string | undefined, options: UpOptions) => plan(environment(), lab, options));
}

async function plan(environment: Environment, lab: string | undefined, options: UpOptions): Promise<void> {
  const session = await openFromCode(environment, labName(environment, lab), options);
  const view = new ProgressView(environment.output);
  const found = await session.engine.plan(view.update).finally(() => view.stop());
  showPlan(environment, found);
  environment.output.result({ lab: session.spec.name, changes: found.changes });
}

async function up(environment: Environment, lab: string | undefined, options: UpOptions): Promise<void> {
  const { output, registry } = environment;
  const started = Date.now();
  const session = await openFromCode(environment, labName(environment, lab), options);
  showHead(environment, session.spec);
  await preflightLab(session.spec, chooseHost(environment));
  const planning = new ProgressView(output);
  const found = await session.engine.plan(planning.update).finally(() => planning.stop());
  // Until somebody said yes nothing is fetched, made or remembered.
  if (found.changes.length > 0 && !(await agree(environment, found))) throw LabError.of("LW3002");
  registry.save(session.registered);
  const view = new ProgressView(output);
  try {
    await fetchLabImages(environment, session.spec, view.update);
    await session.engine.up(view.update);
  } finally {
    view.stop();
  }
  writeSshConfig(session.spec, session.labDirectory);
  await showReady(environment, session, Math.round((Date.now() - started) / 1000));
}

/** Inside a lab's folder the id may be left out. */
function labName(environment: Environment, lab: string | undefined): string {
  if (lab !== undefined) return lab;
  const here = environment.registry.list().filter(({ project }) => project === environment.project.directory);
  const [only] = here;
  if (only && here.length === 1) return only.target;
  throw LabError.of("LW4002", { count: here.length, known: here.map(({ target }) => target).join(", ") || "labwright list" });
}

async function agree(environment: Environment, found: LabPlan): Promise<boolean> {
  showPlan(environment, found);
  if (environment.options.yes) return true;
  const yes = await environment.ask(environment.output.say("confirmUp"));
  if (!yes) environment.output.line(environment.output.say("nothingDone"));
  return yes;
}

function showHead({ output }: Environment, spec: LabSpec): void {
  const sum = (of: (machine: LabSpec["machines"][number]) => number): number => spec.machines.reduce((total, machine) => total + of(machine), 0);
  const size = output.say("machines", {
    count: spec.machines.length,
    vcpus: sum(({ vcpus }) => vcpus),
    memory: formatBytes(sum(({ memoryMiB }) => memoryMiB) * 1024 * 1024),
    disk: formatBytes(sum(({ disks }) => disks.reduce((total, { bytes }) => total + bytes, 0))),
  });
  output.line(`${pc.bold(spec.title?.[output.language] ?? spec.name)}   ${size}`);
  output.field(output.say("host"), `${spec.host.name}   ${spec.host.uri}`);
}

function showPlan({ output }: Environment, { changes }: LabPlan): void {
  if (changes.length === 0) output.field(output.say("plan"), output.say("planEmpty"));
  for (const { what, name, kind, why } of changes) {
    const reasons = why.map((text) => text[output.language]).join("; ");
    const line = `${symbolOf(kind)} ${output.say(what)} ${pc.bold(name)}  ${output.say(kind)}${reasons ? ` (${reasons})` : ""}`;
    output.field(output.say("plan"), line);
  }
}

function symbolOf(kind: string): string {
  if (kind === "create") return pc.green("+");
  if (kind === "delete") return pc.red("-");
  return kind === "rebuild" || kind === "replace" ? pc.red("±") : pc.yellow("~");
}

async function showReady({ output }: Environment, { engine, spec, registered }: Session, seconds: number): Promise<void> {
  const machines = await engine.status();
  const nics = new Map(spec.machines.map((machine) => [machine.name, machine.nics.map(nicWords).join("  ")]));
  output.line();
  output.table([output.say("colName"), output.say("colState"), output.say("colAddress")], machines.map(({ name, state }) => [name, state, nics.get(name) ?? ""]));
  output.line();
  output.line(output.say("upDone", { count: machines.length, seconds }));
  const first = spec.machines.find(({ ssh }) => ssh !== undefined)?.name ?? "";
  output.field(output.say("next"), `labwright ssh ${registered.target} ${first} · labwright graph ${registered.target} · labwright down ${registered.target}`);
  output.result({ lab: spec.name, id: spec.id, seconds, machines });
}
