import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Emulator } from "../doctor/kvm/emulator";
import { run } from "../process/run";
import type { LabFiles } from "./lab-files";
import { SWITCH_COMMAND, type LabProcesses } from "./lab-processes";
import { planOutside, planSwitch } from "./network-plan";
import { gatewayArguments } from "./qemu/gateway-arguments";

export interface LabNetworkOptions {
  readonly spec: LabSpec;
  readonly files: LabFiles;
  readonly processes: LabProcesses;
  readonly emulator: Emulator;
  /** Words of a command line that runs labwright. */
  readonly labwright: readonly string[];
}

/** The lab's switch, and its way out. Both may be started again under running machines: these notice a pause. */
export class LabNetwork {
  constructor(private readonly options: LabNetworkOptions) {}

  async start(): Promise<void> {
    await this.startGateway();
    await this.startSwitch();
  }

  /** Whether it runs as the spec says. */
  async isCurrent(): Promise<boolean> {
    const gateway = this.gatewayWords();
    const [switching, leading] = await Promise.all([this.runningSwitch(), gateway && this.options.processes.having(gateway[2] ?? "")]);
    return switching !== undefined && this.configText() === this.keptConfig() && (gateway === undefined || same(leading?.words, gateway));
  }

  private async startGateway(): Promise<void> {
    const { processes, spec } = this.options;
    const words = this.gatewayWords();
    const mark = gatewayMark(spec);
    const running = await processes.having(mark);
    if (words !== undefined && same(running?.words, words)) return;
    await processes.end(mark);
    if (words === undefined) return;
    const { code, stderr } = await run(words, { timeoutMs: 30_000 });
    if (code !== 0) throw LabError.of("LW3022", { why: verbatim(stderr.trim()) });
  }

  private async startSwitch(): Promise<void> {
    const { files, labwright, processes } = this.options;
    const text = this.configText();
    if ((await this.runningSwitch()) !== undefined && this.keptConfig() === text) return;
    await processes.end(SWITCH_COMMAND);
    writeFileSync(files.switchConfig, text, { mode: 0o600 });
    const log = openSync(files.switchLog, "a", 0o600);
    try {
      const [command = "", ...words] = [...labwright, SWITCH_COMMAND, files.switchConfig];
      // Of its own session: it outlives this command, and its terminal.
      const child = spawn(command, words, { detached: true, stdio: ["ignore", log, log], cwd: "/" });
      const failed = new Promise<never>((_, reject) => child.once("error", (error) => reject(LabError.of("LW3022", { why: verbatim(error.message) }))));
      await Promise.race([failed, new Promise<void>((resolve) => child.once("spawn", resolve))]);
      child.unref();
    } finally {
      closeSync(log);
    }
  }

  private runningSwitch(): ReturnType<LabProcesses["having"]> {
    return this.options.processes.having(this.options.files.switchConfig);
  }

  private configText(): string {
    const { spec, files } = this.options;
    return JSON.stringify(planSwitch(spec, files));
  }

  private keptConfig(): string | undefined {
    const { switchConfig } = this.options.files;
    return existsSync(switchConfig) ? readFileSync(switchConfig, "utf8") : undefined;
  }

  private gatewayWords(): string[] | undefined {
    const { spec, files, emulator } = this.options;
    const networks = planOutside(spec, files);
    return networks.length === 0 ? undefined : gatewayArguments(emulator.path, gatewayMark(spec), networks);
  }
}

/** Marks the process of the way out. */
export function gatewayMark({ id }: Pick<LabSpec, "id">): string {
  return `guest=lw-${id}-outside`;
}

function same(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((word, index) => word === b[index]);
}
