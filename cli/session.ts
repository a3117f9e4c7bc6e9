import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { chapters } from "../chapters/registry";
import { LabError } from "../constructs/core/lab-error";
import type { KvmHost } from "../constructs/host/kvm-host";
import { quote } from "../constructs/terraform/host-command";
import { LabClusters } from "../engines/cluster/lab-clusters";
import { keptAccelerator } from "../engines/embedded/accelerator";
import { EmbeddedEngine, type EmbeddedEngineOptions, type EmbeddedHost } from "../engines/embedded/embedded-engine";
import { ImageFiles } from "../engines/embedded/image-files";
import { LabFiles } from "../engines/embedded/lab-files";
import { fetchMissingImages } from "../engines/embedded/lab-images";
import { needEmulator } from "../engines/embedded/preflight";
import { ReadyStore } from "../engines/embedded/ready-store";
import type { Engine, EngineName, OnProgress, RunHistory } from "../engines/engine";
import { fetchLabImages } from "../engines/images/lab-images";
import { LibvirtEngine } from "../engines/libvirt/libvirt-engine";
import { writeHostVariables } from "../engines/libvirt/host-variables";
import { Project } from "../engines/project/project";
import type { RegisteredLab } from "../engines/project/registry";
import { RunLog } from "../engines/project/run-log";
import { ensureSshKey, keyFile } from "../engines/project/ssh-key";
import { labConfigurationOf, sshThroughLabs } from "../engines/project/ssh-through-labs";
import type { Target } from "../engines/synth/target";
import { findTerraform } from "../engines/terraform/terraform";
import { API_VERSION, type LabSpec } from "../constructs/spec/lab-spec";
import type { LabStack } from "../stacks/lab-stack";
import { bundleOf } from "./bundle-of";
import type { Environment } from "./environment";

/** A lab as a command found it: built from code, with an engine that can run it. */
export interface Session {
  readonly registered: RegisteredLab;
  readonly spec: LabSpec;
  readonly engine: Engine;
  /** Brings the lab's images to where its machines start from them. */
  readonly fetchImages: (onProgress: OnProgress) => Promise<void>;
  readonly labDirectory: string;
  readonly log: RunLog;
}

/** Opens an engine on a lab that was synthesized, to bring it up. @throws LabError */
export async function openStack(environment: Environment, target: Target, stack: LabStack, engine: EngineName): Promise<Session> {
  const { project } = environment;
  const spec = stack.spec();
  const known = environment.registry.list().find((lab) => lab.spec.id === spec.id);
  const registered: RegisteredLab = {
    apiVersion: API_VERSION,
    engine,
    runtime: engine === "embedded" ? (known?.runtime ?? join(environment.runtimeDirectory, spec.id)) : undefined,
    target: target.kind === "file" ? target.path : chapterWords(target.id, target.variant),
    stackId: stack.node.id,
    project: project.directory,
    since: known?.since ?? new Date().toISOString(),
    finished: known?.finished,
    unfinished: known?.unfinished,
    spec,
  };
  if (known !== undefined && known.engine !== engine) throw LabError.of("LW4040", { lab: registered.target, given: engine, known: known.engine });
  return engine === "embedded" ? openToRunEmbedded(environment, registered) : openToRunLibvirt(environment, registered, stack.lab.host, known);
}

async function openToRunLibvirt(environment: Environment, registered: RegisteredLab, kvmHost: KvmHost, history?: RunHistory): Promise<Session> {
  const { project, config, self } = environment;
  if (findTerraform() === undefined) throw LabError.of("LW2004");
  const labDirectory = project.makeLabDirectory(registered.stackId);
  const session = open(environment, registered, { history, kvmHost });
  await writeHostVariables(registered.spec, { workspace: project.workspace(registered.stackId), labDirectory, config, self: self.map(quote).join(" "), bundle: bundleOf(config.bundle, project) });
  return session;
}

async function openToRunEmbedded(environment: Environment, registered: RegisteredLab): Promise<Session> {
  const { project, config, self, caches } = environment;
  const { spec, stackId } = registered;
  if (spec.host.ssh !== undefined) throw LabError.of("LW2091", { what: { en: `its host is ${spec.host.ssh}, and this engine runs machines here`, zh: `其宿主机为 ${spec.host.ssh}，而该引擎只在本机运行虚拟机` } });
  const emulator = await needEmulator(spec.arch, spec.host.name);
  const labDirectory = project.makeLabDirectory(stackId);
  if (config.sshKey === undefined) readyStore(environment, spec).lendKey(labDirectory);
  const key = ensureSshKey(labDirectory, spec.name, config.sshKey);
  const images = imageFiles(environment);
  return open(environment, registered, {
    embedded: {
      emulator,
      keepsReady: true,
      wasNeverUp: registered.finished === undefined,
      accelerator: await keptAccelerator(spec.arch, { labDirectory, emulator, cache: caches.at(-1) ?? "", wanted: config.accelerator }),
      publicKey: key.publicKey,
      imagePath: (image) => images.pathOf(image),
      labwright: self,
    },
  });
}

/** Labs as they were when they first were up, in the user's own cache. */
export function readyStore({ caches }: Environment, spec: LabSpec): ReadyStore {
  return new ReadyStore(join(caches.at(-1) ?? "", "ready"), spec);
}

/** Where images are looked for: the configured cache, which may be shared and read-only, and the user's own. */
export function imageFiles({ caches }: Environment): ImageFiles {
  return new ImageFiles(caches);
}

/**
 * Opens a lab that is up, by its name or none: the one in this folder, or the only one. Makes nothing: its folder may be gone.
 * @throws LabError LW4002, LW4003
 */
export function openRegistered(environment: Environment, name: string | undefined): Session {
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
  throw LabError.of("LW4002", { known });
}

/** Whether a name means a lab: its chapter with or without the variant, the default one's name too, its file, its stack, its id. */
export function isCalled(lab: RegisteredLab, name: string, directory: string): boolean {
  const chapter = lab.target.replace(/:[^:/]*$/, "");
  const isDefault = chapters.some(({ id, variants }) => id === lab.target && name === `${id}:${variants[0].name}`);
  return isDefault || [lab.target, chapter, lab.spec.name, lab.stackId, lab.spec.id].includes(name) || lab.target === resolve(directory, name);
}

/** How clusters of the lab are made, once an engine has machines for them. */
function clustersOf({ config, project, caches, readyTimeoutMs: timeoutMs, signal }: Environment, spec: LabSpec, labDirectory: string, isEmulated: boolean): EmbeddedEngineOptions["clusters"] {
  if ((spec.clusters ?? []).length === 0) return undefined;
  return (shell, apiAddress) => new LabClusters({ spec, shell, apiAddress, labDirectory, isEmulated, timeoutMs, signal, cache: caches.at(-1) ?? "", bundle: bundleOf(config.bundle, project) });
}

interface OpenedFor {
  readonly history?: RunHistory;
  readonly kvmHost?: KvmHost;
  readonly embedded?: EmbeddedHost;
}

function open(environment: Environment, registered: RegisteredLab, { history, kvmHost, embedded }: OpenedFor = {}): Session {
  const { spec, stackId } = registered;
  const project = new Project(registered.project);
  const labDirectory = project.labDirectory(stackId);
  const log = existsSync(labDirectory) ? new RunLog(labDirectory) : environment.registry.logOf(spec.id);
  const run = { spec, stackId, labDirectory, log, target: registered.target, privateKeyFile: keyFile(labDirectory), signal: environment.signal };
  const session = { registered, spec, labDirectory, log };
  if (registered.engine === "embedded") {
    const files = new LabFiles(join(labDirectory, "embedded"), registered.runtime ?? join(environment.runtimeDirectory, spec.id));
    return {
      ...session,
      engine: new EmbeddedEngine({ ...run, files, host: embedded, ready: readyStore(environment, spec), readyTimeoutMs: environment.readyTimeoutMs, clusters: clustersOf(environment, spec, labDirectory, embedded?.accelerator === "tcg") }),
      fetchImages: (onProgress) => fetchMissingImages(environment, spec, imageFiles(environment), onProgress),
    };
  }
  knowHost(environment, project, spec.host.ssh);
  return {
    ...session,
    engine: new LibvirtEngine({ ...run, history, kvmHost, workspace: project.workspace(stackId), stateFile: project.stateFile(stackId), terraform: findTerraform() }),
    fetchImages: (onProgress) => fetchLabImages(environment, spec, onProgress),
  };
}

/** Lets ssh find a host that is a machine of another lab of the project. */
export function knowHost(environment: Environment, project: Project, ssh: string | undefined): void {
  const directory = project.privateDirectory();
  if (ssh === undefined || labConfigurationOf(directory, ssh) === undefined) return;
  environment.searchFirst((path) => sshThroughLabs(directory, path));
}

function chapterWords(id: string, variant: string | undefined): string {
  return variant === undefined ? id : `${id}:${variant}`;
}
