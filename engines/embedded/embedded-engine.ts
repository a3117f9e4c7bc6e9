import { existsSync, mkdirSync, rmSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { ImageSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import { hostsLines } from "../../constructs/spec/hosts-lines";
import type { Step, StepFile } from "../../constructs/spec/step-file";
import type { Emulator } from "../doctor/kvm/emulator";
import { NO_DISPLAY, vncPassword } from "../vnc-password";
import type { AuditResult, ConsoleAccess, Endpoint, Engine, LabPlan, LabRun, MachineStatus, OnProgress, OpenedVnc, Snapshots } from "../engine";
import type { ApiAddress } from "../cluster/kubeconfig";
import type { LabClusters } from "../cluster/lab-clusters";
import { SshShell, type NodeShell } from "../exercises/remote-shell";
import type { RunLog } from "../project/run-log";
import { runSteps } from "../runner/runner";
import { wakeMachines } from "../runner/wake";
import type { EmbeddedAccelerator } from "./accelerator";
import { forwardApi } from "./api-forward";
import { bootsAtOnce, eachAtOnce, refuseLackOfMemory } from "./capacity";
import type { LabFiles } from "./lab-files";
import { LabNetwork } from "./lab-network";
import { LabProcesses } from "./lab-processes";
import { leftOver, machineChanges, taskOf, type MachineTask } from "./lab-plan";
import { MachineRunner } from "./machine-runner";
import { readRecord, recordOf, writeRecord } from "./machine-record";
import { refuseUnrunnable } from "./preflight";
import { processName } from "./qemu/machine-arguments";
import { Qmp, QmpError } from "./qmp";
import type { ReadyStore } from "./ready-store";
import { makeRuntimeFolder, removeRuntimeFolder } from "./runtime-folder";
import { LabSnapshots } from "./snapshots";
import { shapeOf, WarmStart } from "./warm-start";

/** What only bringing a lab up needs. */
export interface EmbeddedHost {
  readonly emulator: Emulator;
  readonly accelerator: EmbeddedAccelerator;
  readonly publicKey: string;
  readonly imagePath: (image: ImageSpec) => string;
  /** Words of a command line that runs labwright. */
  readonly labwright: readonly string[];
  /** Whether the lab is kept as it is when it first is up. */
  readonly keepsReady: boolean;
  /** Whether no run has brought it up yet: one that goes on after an interruption brings it up for the first time. */
  readonly wasNeverUp: boolean;
}

export interface EmbeddedEngineOptions extends LabRun {
  readonly files: LabFiles;
  readonly privateKeyFile: string;
  readonly log: RunLog;
  readonly host?: EmbeddedHost;
  readonly ready: ReadyStore;
  readonly readyTimeoutMs: number;
  /** The lab's Kubernetes clusters, whose API servers are reached where this engine says. */
  readonly clusters?: (shell: NodeShell, apiAddress: (machine: string) => Promise<ApiAddress>) => LabClusters;
  readonly signal?: AbortSignal;
}

const LOOPBACK = "127.0.0.1";

/** Machines as QEMU processes of the current user: no root, no daemon, no Terraform. All it knows is the LabSpec. */
export class EmbeddedEngine implements Engine {
  readonly name = "embedded";
  private readonly processes: LabProcesses;

  constructor(private readonly options: EmbeddedEngineOptions) {
    this.processes = new LabProcesses(options.files);
  }

  /** What its machines run on, in the few words of a head line. */
  get place(): string {
    const { host } = this.options;
    return host === undefined ? "QEMU" : `QEMU ${host.emulator.version}, ${host.accelerator.toUpperCase()}`;
  }

  async preflight(): Promise<void> {
    const { spec } = this.options;
    refuseUnrunnable(spec, this.host.emulator);
    refuseLackOfMemory(spec, (await this.tasks()).filter(({ action }) => action !== "none").map(({ machine }) => machine));
  }

  async plan(): Promise<LabPlan> {
    const { spec, files } = this.options;
    const tasks = await this.tasks();
    const gone = leftOver(spec, files);
    const isThere = tasks.some(({ kept }) => kept !== undefined) || gone.length > 0;
    const isConnected = await this.network().isCurrent();
    const networks = isConnected ? [] : spec.networks.map(({ name }) => ({ what: "network" as const, name, kind: isThere ? "update" as const : "create" as const, why: [] }));
    return { isThere, changes: [...networks, ...machineChanges(tasks, gone), ...(this.clusters?.plan() ?? [])] };
  }

  async up(onProgress: OnProgress): Promise<void> {
    const { spec, files } = this.options;
    const { accelerator } = this.host;
    this.refuseInterrupted();
    makeRuntimeFolder(files.runtime);
    mkdirSync(files.directory, { recursive: true, mode: 0o700 });
    onProgress({ type: "phase", phase: "apply" });
    const runner = this.runner();
    for (const name of leftOver(spec, files)) await runner.remove(name);
    await this.network().start();
    const tasks = await this.tasks();
    const shape = this.shapeOf(tasks);
    const warm = this.warmStart();
    if (tasks.every(({ kept }) => kept === undefined) && warm.has(shape)) {
      await this.resume(tasks, shape, runner, onProgress);
      return this.clusters?.up(onProgress);
    }
    await eachAtOnce(tasks, bootsAtOnce(accelerator), async (task) => {
      this.refuseInterrupted();
      await this.bring(task, runner, onProgress);
    });
    await this.clusters?.up(onProgress);
    const isFresh = tasks.every(({ action }) => action === "create" || action === "rebuild");
    if (!this.host.keepsReady || !(isFresh || this.host.wasNeverUp)) return;
    onProgress({ type: "phase", phase: "keep" });
    await warm.keep(shape);
  }

  get snapshots(): Snapshots {
    const own = (): LabSnapshots => this.labSnapshots(this.keptShape());
    return {
      list: () => Promise.resolve(own().list()),
      save: (name) => own().save(name),
      restore: async (name) => {
        await own().restore(name);
        const { spec, privateKeyFile, readyTimeoutMs: timeoutMs, signal } = this.options;
        await wakeMachines({ spec, privateKeyFile, timeoutMs, signal, reachedAt: (machine) => this.reachedAt(machine) });
      },
      delete: (name) => own().delete(name),
    };
  }

  async down(onProgress: OnProgress): Promise<AuditResult> {
    const { spec, files } = this.options;
    onProgress({ type: "phase", phase: "destroy" });
    const running = await this.processes.all();
    const isThere = existsSync(files.directory) || running.length > 0;
    const machines = spec.machines.filter((machine) => existsSync(files.machine(machine.name).directory)).length;
    const left = await this.processes.endAll();
    onProgress({ type: "phase", phase: "audit" });
    removeRuntimeFolder(files.runtime);
    rmSync(files.directory, { recursive: true, force: true });
    const removed: Record<string, number> = {};
    if (machines > 0) removed["machine"] = machines;
    if (isThere && spec.networks.length > 0) removed["network"] = spec.networks.length;
    return { removed, left: left.map(({ pid, words }) => `process ${pid} (${words[0] ?? ""})`) };
  }

  async status(): Promise<readonly MachineStatus[]> {
    const { spec, files } = this.options;
    return Promise.all(spec.machines.map(async (machine, index) => {
      const addresses = machine.nics.flatMap((nic) => nic.addresses.map((address) => address.replace(/\/.*/, "")));
      const isRunning = (await this.processes.having(processName(machine))) !== undefined;
      const state = isRunning ? await this.stateOf(index) : readRecord(files.machine(machine.name)) === undefined ? "absent" : "shut off";
      return { name: machine.name, state, addresses };
    }));
  }

  endpoint(name: string): Promise<Endpoint> {
    const { spec, privateKeyFile } = this.options;
    const machine = spec.machines[this.indexOf(name)];
    const reached = machine && this.reachedAt(machine);
    if (!machine?.ssh || !reached) throw LabError.of("LW4003", { given: name });
    return Promise.resolve({ user: machine.ssh.user, ...reached, privateKeyFile });
  }

  reachedAt({ name, ssh }: MachineSpec): Pick<Endpoint, "address" | "port"> | undefined {
    const port = readRecord(this.options.files.machine(name))?.sshPort;
    return ssh === undefined || port === undefined ? undefined : { address: LOOPBACK, port };
  }

  console(name: string): ConsoleAccess {
    return { socket: this.options.files.consoleSocket(this.indexOf(name)) };
  }

  async openVnc(name: string): Promise<OpenedVnc> {
    const password = vncPassword();
    return Qmp.with(this.options.files.qmpSocket(this.indexOf(name)), async (qmp) => {
      const { enabled, service } = await qmp.execute<{ enabled: boolean; service?: string }>("query-vnc");
      if (!enabled || service === undefined) throw LabError.of("LW3005", { machine: name, step: "vnc", why: NO_DISPLAY });
      await qmp.execute("set_password", { protocol: "vnc", password });
      await qmp.execute("expire_password", { protocol: "vnc", time: "never" });
      return { address: `127.0.0.1:${service}`, port: Number(service), password };
    }).catch((error: unknown) => {
      throw error instanceof QmpError ? LabError.of("LW3005", { machine: name, step: "vnc", why: verbatim(error.message) }) : error;
    });
  }

  private get clusters(): LabClusters | undefined {
    return this.options.clusters?.(new SshShell((machine) => this.endpoint(machine), this.options.signal), (machine) => this.apiAddress(machine));
  }

  /** QEMU forwards the port, until the machine is started anew. */
  private apiAddress(name: string): Promise<ApiAddress> {
    return forwardApi(this.options.files.qmpSocket(this.indexOf(name)), this.options.files.machine(name)).catch((error: unknown) => {
      throw error instanceof QmpError ? LabError.of("LW3005", { machine: name, step: "port 6443", why: verbatim(error.message) }) : error;
    });
  }

  private indexOf(name: string): number {
    const { machines } = this.options.spec;
    const index = machines.findIndex((machine) => machine.name === name);
    if (index < 0) throw LabError.of("LW4004", { given: name, known: machines.map((one) => one.name).join(", ") });
    return index;
  }

  private async bring(task: MachineTask, runner: MachineRunner, onProgress: OnProgress): Promise<void> {
    const { machine } = task;
    const tell = (state: string, done = false): void => onProgress({ type: "resource", what: "machine", name: machine.name, state, done });
    if (task.action === "none" && task.kept?.isReady === true) return tell("ready", true);
    tell("starting");
    const port = await runner.start(task);
    await this.steps(machine, port, (state) => tell(state), machine.seed?.format === "cloud-init" ? ["ssh", "cloud-init", "hosts"] : ["ssh"]);
    this.noteReady(machine);
    tell("ready", true);
  }

  /** Machines that were started long ago and do not know it yet. */
  private async resume(tasks: readonly MachineTask[], shape: string, runner: MachineRunner, onProgress: OnProgress): Promise<void> {
    const tell = (name: string, state: string, done = false): void => onProgress({ type: "resource", what: "machine", name, state, done });
    for (const { machine } of tasks) tell(machine.name, "resuming");
    const ports = await this.warmStart().resume(tasks, shape, runner);
    await Promise.all(tasks.map(async ({ machine }) => {
      await this.steps(machine, ports.get(machine.name) ?? 0, () => undefined, ["ssh", "clock"]);
      this.noteReady(machine);
      tell(machine.name, "ready", true);
    }));
  }

  private noteReady(machine: MachineSpec): void {
    const own = this.options.files.machine(machine.name);
    const kept = readRecord(own);
    if (kept) writeRecord(own, { ...kept, isReady: true });
  }

  private async steps(machine: MachineSpec, port: number, onState: (state: string) => void, steps: readonly Step[]): Promise<void> {
    const { spec, privateKeyFile, signal, readyTimeoutMs } = this.options;
    if (machine.ssh === undefined) return;
    const file: StepFile = {
      apiVersion: "labwright/v1",
      lab: spec.name, machine: machine.name, domain: machine.hostName, uri: "", user: machine.ssh.user,
      address: LOOPBACK, port, steps,
    };
    await runSteps(file, { privateKeyFile, signal, hosts: hostsLines(spec), timeoutMs: readyTimeoutMs, onProgress: (_, state) => onState(state) });
  }

  private async tasks(): Promise<MachineTask[]> {
    const { spec, files } = this.options;
    const { publicKey, accelerator } = this.host;
    const running = new Set((await this.processes.all()).flatMap(({ words }) => words));
    return spec.machines.map((machine, index) => taskOf(machine, index, files, recordOf(spec, machine, publicKey, accelerator), running.has(processName(machine))));
  }

  private async stateOf(index: number): Promise<string> {
    try {
      const { status } = await Qmp.with(this.options.files.qmpSocket(index), (qmp) => qmp.execute<{ status: string }>("query-status"));
      return status === "shutdown" ? "shut off" : status;
    } catch {
      return "running";
    }
  }

  private shapeOf(tasks: readonly MachineTask[]): string {
    return shapeOf(tasks.map(({ machine: { name }, record }) => ({ name, record })), this.host.emulator.version);
  }

  /** The shape of what is there. */
  private keptShape(): string {
    const { spec, files } = this.options;
    const kept = spec.machines.flatMap(({ name }) => {
      const record = readRecord(files.machine(name));
      return record === undefined ? [] : [{ name, record }];
    });
    return shapeOf(kept, kept[0]?.record.emulator ?? "");
  }

  private labSnapshots(shape: string): LabSnapshots {
    return new LabSnapshots(this.options.spec, this.options.files, shape);
  }

  private warmStart(): WarmStart {
    const { files, labDirectory, log, ready } = this.options;
    return new WarmStart({ files, labDirectory, log, store: ready, snapshots: (shape) => this.labSnapshots(shape) });
  }

  private runner(): MachineRunner {
    const { spec, files, log } = this.options;
    return new MachineRunner({ spec, files, log, processes: this.processes, ...this.host });
  }

  private network(): LabNetwork {
    const { spec, files } = this.options;
    return new LabNetwork({ spec, files, processes: this.processes, ...this.host });
  }

  private get host(): EmbeddedHost {
    const { host } = this.options;
    if (host === undefined) throw new TypeError("this engine was opened to look, not to work");
    return host;
  }

  private refuseInterrupted(): void {
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
  }
}
