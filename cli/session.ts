import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { LabError } from "../constructs/core/lab-error";
import { LibvirtEngine } from "../engines/libvirt/libvirt-engine";
import { writeVariables } from "../engines/libvirt/workspace";
import { findHostFacts, type HostFacts } from "../engines/libvirt/host-facts";
import { Project } from "../engines/project/project";
import type { RegisteredLab } from "../engines/project/registry";
import { RunLog } from "../engines/project/run-log";
import { ensureSshKey } from "../engines/project/ssh-key";
import { labConfigurationOf, sshThroughLabs } from "../engines/project/ssh-through-labs";
import { deploymentOrder, type Deployable } from "../engines/synth/order";
import { parseTarget, type Target } from "../engines/synth/target";
import { findTerraform } from "../engines/terraform/terraform";
import { API_VERSION, type LabSpec } from "../constructs/spec/lab-spec";
import type { LabStack } from "../stacks/lab-stack";
import { buildTarget } from "./build";
import type { Environment } from "./environment";

/** A lab as a command found it: built from code, with an engine that can run it. */
export interface Session {
  readonly registered: RegisteredLab;
  readonly spec: LabSpec;
  readonly engine: LibvirtEngine;
  readonly labDirectory: string;
  readonly log: RunLog;
}

/** What a file or a chapter declares, synthesized into the project. */
export interface Deployment {
  readonly target: Target;
  /** In the order they are deployed in. */
  readonly stacks: readonly Deployable[];
}

/** Synthesizes what a user named into the project. @throws LabError */
export function synthesize(environment: Environment, name: string, options: { variant?: string; stack?: string }): Deployment {
  const { project, directory } = environment;
  refuseEmbedded(environment);
  const target = parseTarget(name, options.variant, directory);
  const built = buildTarget(environment, target, { instance: environment.config.instance ?? project.instance(), outdir: join(project.directory, "cdktf.out") });
  const stacks = deploymentOrder(built, options.stack);
  built.app.synth();
  return { target, stacks };
}

/** Opens an engine on a lab that was synthesized. @throws LabError */
export async function openStack(environment: Environment, target: Target, stack: LabStack): Promise<Session> {
  const { project } = environment;
  const spec = stack.spec();
  const known = environment.registry.list().find((lab) => lab.spec.id === spec.id);
  const registered: RegisteredLab = {
    apiVersion: API_VERSION,
    engine: "libvirt",
    target: target.kind === "file" ? target.path : chapterWords(target.id, target.variant),
    stackId: stack.node.id,
    project: project.directory,
    since: known?.since ?? new Date().toISOString(),
    spec,
  };
  return open(environment, registered, true);
}

/** Opens a lab that is up, by its name or none: the one in this folder, or the only one. @throws LabError LW4002, LW4003 */
export async function openRegistered(environment: Environment, name: string | undefined): Promise<Session> {
  refuseEmbedded(environment);
  return open(environment, findRegistered(environment, name), false);
}

/** @throws LabError LW4002, LW4003 */
export function findRegistered(environment: Environment, name: string | undefined): RegisteredLab {
  const labs = environment.registry.list();
  const here = labs.filter(({ project }) => project === environment.project.directory);
  if (name !== undefined) {
    const found = [...here, ...labs].find((lab) => isCalled(lab, name, environment.directory));
    if (found) return found;
    throw LabError.of("LW4003", { given: name });
  }
  const candidates = here.length > 0 ? here : labs;
  const [only] = candidates;
  if (only && candidates.length === 1) return only;
  const known = candidates.map(({ target }) => target).join(", ") || environment.output.say("noLabs");
  throw LabError.of("LW4002", { count: candidates.length, known });
}

/** Whether a name means a lab: its chapter with or without the variant, its file, its stack, its id. */
export function isCalled(lab: RegisteredLab, name: string, directory: string): boolean {
  const chapter = lab.target.replace(/:[^:/]*$/, "");
  return [lab.target, chapter, lab.spec.name, lab.stackId, lab.spec.id].includes(name) || lab.target === resolve(directory, name);
}

async function open(environment: Environment, registered: RegisteredLab, forPlan: boolean): Promise<Session> {
  const { spec, stackId } = registered;
  const project = new Project(registered.project);
  const terraform = findTerraform();
  if (!terraform) throw LabError.of("LW2004");
  const labDirectory = project.labDirectory(stackId);
  const log = new RunLog(labDirectory);
  knowHost(environment, project, spec.host.ssh);
  const key = ensureSshKey(labDirectory, spec.name, environment.config.sshKey);
  const workspace = project.workspace(stackId);
  if (forPlan) {
    const facts = await hostFacts(environment, spec, labDirectory);
    writeVariables(workspace, {
      labwright_accelerator: facts.accelerator === "kvm" ? "kvm" : "qemu",
      labwright_ovs_datapath: facts.ovsDatapath,
      labwright_ssh_public_key: key.publicKey,
      labwright_ssh_private_key_file: key.privateKeyFile,
      labwright_command: environment.self,
    });
  }
  const engine = new LibvirtEngine({
    spec, stackId, labDirectory, workspace, terraform, log,
    target: registered.target, privateKeyFile: key.privateKeyFile, signal: environment.signal,
  });
  return { registered, spec, engine, labDirectory, log };
}

/** Lets ssh find a host that is a machine of another lab of the project. */
export function knowHost(environment: Environment, project: Project, ssh: string | undefined): void {
  const directory = project.privateDirectory();
  if (ssh === undefined || labConfigurationOf(directory, ssh.replace(/^.*@/, "")) === undefined) return;
  environment.searchFirst((path) => sshThroughLabs(directory, path));
}

// What a host was found to be able to do is kept with the lab: asked again, another answer would rebuild its machines.
async function hostFacts(environment: Environment, spec: LabSpec, labDirectory: string): Promise<HostFacts> {
  const file = join(labDirectory, "host.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as HostFacts & { uri: string }) : undefined;
  if (known?.uri === spec.host.uri) return known;
  const facts = await findHostFacts(spec, environment.config);
  writeFileSync(file, `${JSON.stringify({ uri: spec.host.uri, ...facts })}\n`, { mode: 0o600 });
  return facts;
}

function refuseEmbedded({ options, config }: Environment): void {
  if ((options.engine ?? config.engine) === "embedded") throw LabError.of("LW4007", { given: "embedded", why: { en: "this version runs labs with libvirt only", zh: "当前版本仅支持以 libvirt 运行实验环境" } });
}

function chapterWords(id: string, variant: string | undefined): string {
  return variant === undefined ? id : `${id}:${variant}`;
}
