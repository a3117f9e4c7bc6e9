import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { LabError } from "../constructs/core/lab-error";
import { LibvirtEngine } from "../engines/libvirt/libvirt-engine";
import type { RunHistory } from "../engines/engine";
import { writeHostVariables } from "../engines/libvirt/host-variables";
import { Project } from "../engines/project/project";
import type { RegisteredLab } from "../engines/project/registry";
import { RunLog } from "../engines/project/run-log";
import { keyFile } from "../engines/project/ssh-key";
import { labConfigurationOf, sshThroughLabs } from "../engines/project/ssh-through-labs";
import type { Target } from "../engines/synth/target";
import { findTerraform } from "../engines/terraform/terraform";
import { API_VERSION, type LabSpec } from "../constructs/spec/lab-spec";
import type { LabStack } from "../stacks/lab-stack";
import type { Environment } from "./environment";

/** A lab as a command found it: built from code, with an engine that can run it. */
export interface Session {
  readonly registered: RegisteredLab;
  readonly spec: LabSpec;
  readonly engine: LibvirtEngine;
  readonly labDirectory: string;
  readonly log: RunLog;
}

/** Opens an engine on a lab that was synthesized. @throws LabError */
export async function openStack(environment: Environment, target: Target, stack: LabStack): Promise<Session> {
  const { project, config, self } = environment;
  const spec = stack.spec();
  const known = environment.registry.list().find((lab) => lab.spec.id === spec.id);
  const registered: RegisteredLab = {
    apiVersion: API_VERSION,
    engine: "libvirt",
    target: target.kind === "file" ? target.path : chapterWords(target.id, target.variant),
    stackId: stack.node.id,
    project: project.directory,
    since: known?.since ?? new Date().toISOString(),
    finished: known?.finished,
    unfinished: known?.unfinished,
    spec,
  };
  if (findTerraform() === undefined) throw LabError.of("LW2004");
  const labDirectory = project.makeLabDirectory(registered.stackId);
  const session = open(environment, registered, known);
  await writeHostVariables(spec, { workspace: project.workspace(registered.stackId), labDirectory, config, self });
  return session;
}

/**
 * Opens a lab that is up, by its name or none: the one in this folder, or the only one. Makes nothing: its folder may be gone.
 * @throws LabError LW4002, LW4003
 */
export function openRegistered(environment: Environment, name: string | undefined): Session {
  refuseEmbedded(environment);
  return open(environment, findRegistered(environment, name));
}

/** Says that a lab's folder is gone, to who only looks at it. */
export function warnIfGone({ output }: Environment, { labDirectory, registered }: Session): void {
  if (!existsSync(labDirectory)) output.warn(output.say("folderGone", { path: labDirectory, lab: registered.target }));
}

/** @throws LabError LW4023 */
export function needKey({ labDirectory, registered }: Session): void {
  const file = keyFile(labDirectory);
  if (!existsSync(file)) throw LabError.of("LW4023", { lab: registered.target, file });
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

function open(environment: Environment, registered: RegisteredLab, history?: RunHistory): Session {
  const { spec, stackId } = registered;
  const project = new Project(registered.project);
  const labDirectory = project.labDirectory(stackId);
  const log = existsSync(labDirectory) ? new RunLog(labDirectory) : environment.registry.logOf(spec.id);
  knowHost(environment, project, spec.host.ssh);
  const engine = new LibvirtEngine({
    spec, stackId, labDirectory, log, history,
    workspace: project.workspace(stackId), stateFile: project.stateFile(stackId), terraform: findTerraform(),
    target: registered.target, privateKeyFile: keyFile(labDirectory), signal: environment.signal,
  });
  return { registered, spec, engine, labDirectory, log };
}

/** Lets ssh find a host that is a machine of another lab of the project. */
export function knowHost(environment: Environment, project: Project, ssh: string | undefined): void {
  const directory = project.privateDirectory();
  if (ssh === undefined || labConfigurationOf(directory, ssh) === undefined) return;
  environment.searchFirst((path) => sshThroughLabs(directory, path));
}

export function refuseEmbedded({ options, config }: Environment): void {
  if ((options.engine ?? config.engine) === "embedded") throw LabError.of("LW4007", { given: "embedded", why: { en: "this version runs labs with libvirt only", zh: "当前版本仅支持以 libvirt 运行实验环境" } });
}

function chapterWords(id: string, variant: string | undefined): string {
  return variant === undefined ? id : `${id}:${variant}`;
}
