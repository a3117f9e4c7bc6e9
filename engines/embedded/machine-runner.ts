import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { ImageSpec, LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import type { Emulator } from "../doctor/kvm/emulator";
import { run } from "../process/run";
import type { RunLog } from "../project/run-log";
import type { EmbeddedAccelerator } from "./accelerator";
import { translationBufferMiB } from "./capacity";
import { freePort } from "./free-port";
import { kernelOf } from "./kernel-files";
import type { LabFiles } from "./lab-files";
import type { LabProcesses } from "./lab-processes";
import { forgetRoot, makeDisks, makeFirmwareVariables, writeSeed } from "./machine-disks";
import type { MachineTask } from "./lab-plan";
import { writeRecord } from "./machine-record";
import { findFirmware } from "./qemu/firmware";
import { machineArguments, processName, type MachineRun } from "./qemu/machine-arguments";
import { managementAddress, managementCidr, managementMac } from "./qemu/management";
import { seedFile } from "./seed/machine-seed";

export interface MachineRunnerOptions {
  readonly spec: LabSpec;
  readonly files: LabFiles;
  readonly processes: LabProcesses;
  readonly emulator: Emulator;
  readonly accelerator: EmbeddedAccelerator;
  readonly publicKey: string;
  /** Path of the file that an image is in. */
  readonly imagePath: (image: ImageSpec) => string;
  readonly log: RunLog;
}

/** Another process may take a port between its choice and QEMU's start. */
const PORT_TRIES = 5;

/** Makes machines' disks and starts their processes. */
export class MachineRunner {
  /** Once a run: machines that were started meanwhile have taken of the memory. */
  private readonly translationBuffer: number;

  constructor(private readonly options: MachineRunnerOptions) {
    this.translationBuffer = translationBufferMiB(options.spec.machines);
  }

  /** Brings a machine to run as its task says. @returns the port that leads to its SSH */
  async start(task: MachineTask): Promise<number> {
    const { machine, action, kept } = task;
    if (action === "none" && kept?.sshPort !== undefined) return kept.sshPort;
    await this.options.processes.end(processName(machine));
    if (action === "create" || action === "rebuild") forgetRoot(machine, this.options.files.machine(machine.name));
    return this.launch(task, []);
  }

  /** Starts a machine on the disks of a snapshot, standing still: its memory comes after. @returns the port that leads to its SSH */
  resume(task: MachineTask): Promise<number> {
    return this.launch(task, ["-S"]);
  }

  /** Ends a machine that the lab has no more, and removes what it had. */
  async remove(name: string): Promise<void> {
    const own = this.options.files.machine(name);
    for (const { pid, words } of await this.options.processes.all()) {
      if (words.some((word) => word.includes(`${own.directory}/`))) process.kill(pid, "SIGKILL");
    }
    rmSync(own.directory, { recursive: true, force: true });
  }

  private async launch({ machine, index, record, kept }: MachineTask, words: readonly string[]): Promise<number> {
    const { spec, files, emulator } = this.options;
    const own = files.machine(machine.name);
    mkdirSync(own.directory, { recursive: true, mode: 0o700 });
    const image = spec.images.find(({ fileName }) => machine.disks.some((disk) => disk.image === fileName));
    await makeDisks(machine, own, image && { spec: image, path: this.options.imagePath(image) });
    const cidr = managementCidr(spec);
    if (machine.seed) writeSeed(own, seedFile(machine, machine.seed, this.options.publicKey, { mac: managementMac(machine), address: managementAddress(cidr) }));
    const sshPort = await this.run(machine, (port) => [...this.argumentsOf(machine, index, cidr, port, image), ...words], kept?.sshPort);
    writeRecord(own, { ...record, sshPort, emulator: emulator.version });
    return sshPort;
  }

  private async run(machine: MachineSpec, argumentsFor: (port: number) => string[], wanted: number | undefined): Promise<number> {
    const { log } = this.options;
    for (let tries = 1; ; tries++) {
      const port = await freePort(tries === 1 ? wanted : undefined);
      const argv = argumentsFor(port);
      log.write(`$ ${argv.join(" ")}`);
      const { code, stderr } = await run(argv, { timeoutMs: 60_000 });
      if (stderr.trim()) log.write(stderr.trim());
      if (code === 0) return port;
      if (tries >= PORT_TRIES || !/host forwarding|hostfwd/i.test(stderr)) throw LabError.of("LW3020", { machine: machine.name, why: verbatim(stderr.trim().split("\n").slice(-3).join("; ") || `${code}`) });
    }
  }

  private argumentsOf(machine: MachineSpec, index: number, cidr: string, sshPort: number, image: ImageSpec | undefined): string[] {
    const { spec, files, emulator, accelerator } = this.options;
    const own = files.machine(machine.name);
    const firmware = machine.firmware === "uefi" || machine.arch === "aarch64" ? findFirmware(machine.arch, emulator.path) : undefined;
    const installer = spec.images.find(({ fileName }) => fileName === machine.installer);
    const how: MachineRun = {
      emulator, accelerator, sshPort,
      translationBuffer: this.translationBuffer,
      managementCidr: cidr, managementMac: managementMac(machine),
      qmpSocket: files.qmpSocket(index), consoleSocket: files.consoleSocket(index), serialLog: own.serialLog,
      nicSockets: machine.nics.map((_, nic) => files.nicSocket(index, nic)),
      mtus: machine.nics.map((nic) => spec.networks.find(({ name }) => name === nic.network)?.mtu),
      diskFiles: machine.disks.map(({ name }) => own.disk(name)),
      seed: machine.seed && { format: machine.seed.format, file: own.seed },
      installer: installer && this.options.imagePath(installer),
      kernel: image && machine.firmware === "bios" ? kernelOf(image) : undefined,
      firmware: firmware && { ...firmware, variables: makeFirmwareVariables(own, firmware) },
    };
    return machineArguments(machine, how);
  }
}

/** What a machine said on its serial console last. */
export function lastWords(files: LabFiles, machine: string, lines = 5): string {
  try {
    return readFileSync(files.machine(machine).serialLog, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
