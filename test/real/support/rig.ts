import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { takeInventory, type HostInventory } from "./inventory";
import { missingForRig } from "./rig/requirements";
import { collect, signalInside, spawnGroup, type RunOptions, type RunResult, type SpawnOptions } from "./rig/run";
import { makeStateDir, sweepStateDirs } from "./rig/state-dir";

export type { HostInventory } from "./inventory";
export { CommandError, type RunOptions, type RunResult, type SpawnOptions } from "./rig/run";

export interface RigOptions {
  /**
   * Where the rig's directory is made; needs room for the machines' disks.
   * @default "/var/tmp"
   */
  readonly stateParent?: string;
  /** @default 30_000 */
  readonly timeoutMs?: number;
}

/**
 * Enters the namespaces of PID $0. A new mount namespace starts at /, so the caller's directory is
 * taken along; a session of its own makes the command and its children one group to signal.
 */
const ENTER = 'exec nsenter --target "$0" --mount --net --ipc --pid -- setsid env -C "$PWD" -- "$@"';

/** Would send virsh, or OVS, somewhere else than into the rig. */
const STRAY_VARIABLES = { LIBVIRT_DEFAULT_URI: "qemu:///system", VIRSH_DEFAULT_CONNECT_URI: undefined, OVS_RUNDIR: undefined, OVS_DBDIR: undefined, OVS_SYSCONFDIR: undefined };

/**
 * A private libvirt and Open vSwitch host on this machine: its own network, mounts and processes.
 * The machine's own libvirtd, domains, networks and bridges are neither seen nor touched, and all
 * of it vanishes with `stop()` or with this process.
 */
export class Rig {
  /** What this machine lacks, in words; empty if a rig can start. */
  static missing(): string[] {
    return missingForRig();
  }

  static async start(options: RigOptions = {}): Promise<Rig> {
    const missing = Rig.missing();
    if (missing.length > 0) throw new Error(`no rig on this machine, it lacks: ${missing.join(", ")}`);
    const parent = options.stateParent ?? "/var/tmp";
    sweepStateDirs(parent);
    const stateDir = makeStateDir(parent);
    const script = (name: string): string => join(__dirname, "rig", name);
    const supervisor = spawnGroup(["sh", script("supervise.sh"), stateDir, script("init.sh")], { cwd: "/" });
    try {
      const initPid = await readyLine(supervisor, options.timeoutMs ?? 30_000);
      letGo(supervisor);
      return new Rig(supervisor, initPid, stateDir);
    } catch (error) {
      supervisor.stdin.end();
      await closed(supervisor);
      rmSync(stateDir, { recursive: true, force: true });
      throw error;
    }
  }

  #stopped = false;

  private constructor(
    private readonly supervisor: ChildProcessWithoutNullStreams,
    /** The rig's PID 1, as this process knows it. */
    readonly initPid: number,
    /** The daemons' logs are here; what the rig sees as /var/lib/libvirt is under `root`. */
    readonly stateDir: string,
  ) {}

  /** `argv` so that it runs inside the rig, in the directory it is spawned in. */
  wrap(argv: readonly string[]): string[] {
    if (this.#stopped) throw new Error("the rig has been stopped");
    return ["sh", "-c", ENTER, String(this.initPid), ...argv];
  }

  /** Starts a command inside the rig and leaves it running; `stop()` ends it at the latest. */
  spawn(argv: readonly string[], options: SpawnOptions = {}): ChildProcessWithoutNullStreams {
    return spawnGroup(this.wrap(argv), { ...options, env: { ...STRAY_VARIABLES, ...options.env } });
  }

  /** Signals a spawned command and its children; `child.kill()` would only reach the nsenter before it. */
  signal(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
    signalInside(child, signal);
  }

  /** Runs a command inside the rig to its end. */
  exec(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return collect(argv, this.spawn(argv, options), options);
  }

  /** Standard output of a virsh command; rejects when it fails. */
  async virsh(...args: string[]): Promise<string> {
    return (await this.exec(["virsh", "--connect", "qemu:///system", ...args], { check: true })).stdout;
  }

  /** What the rig's libvirt, Open vSwitch and network hold now. */
  snapshotHost(): Promise<HostInventory> {
    return takeInventory(this);
  }

  /** Ends everything inside and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.supervisor.ref();
    const gone = closed(this.supervisor);
    this.supervisor.stdin.end();
    await gone;
  }
}

/** The PID init.sh reports once all daemons answer. */
function readyLine(supervisor: ChildProcessWithoutNullStreams, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    let errors = "";
    const timer = setTimeout(() => reject(new Error(`the rig was not ready after ${timeoutMs} ms\n${errors}`)), timeoutMs);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    supervisor.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    supervisor.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const pid = /^ready (\d+)$/m.exec(output)?.[1];
      if (pid === undefined) return;
      clearTimeout(timer);
      resolve(Number(pid));
    });
    supervisor.on("error", fail);
    supervisor.on("close", (code) => fail(new Error(`the rig did not start (${code})\n${errors}`)));
  });
}

/** A forgotten rig must not keep node alive: node's end is what removes it. */
function letGo(supervisor: ChildProcessWithoutNullStreams): void {
  supervisor.unref();
  for (const stream of [supervisor.stdin, supervisor.stdout, supervisor.stderr]) {
    if (stream instanceof Socket) stream.unref();
  }
}

async function closed(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

