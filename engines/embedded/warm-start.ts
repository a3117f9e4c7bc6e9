import { contentHash } from "../../constructs/core/naming";
import { formatBytes } from "../../constructs/core/size";
import type { RunLog } from "../project/run-log";
import type { LabFiles } from "./lab-files";
import type { MachineTask } from "./lab-plan";
import type { MachineRunner } from "./machine-runner";
import { RECORD_PARTS, type MachineRecord } from "./machine-record";
import { READY, type ReadyStore } from "./ready-store";
import type { LabSnapshots } from "./snapshots";

export interface WarmStartOptions {
  readonly files: LabFiles;
  readonly labDirectory: string;
  readonly store: ReadyStore;
  readonly snapshots: (shape: string) => LabSnapshots;
  readonly log: RunLog;
}

/** What a snapshot fits: the same machines, made from the same, on the same QEMU. */
export function shapeOf(machines: readonly { readonly name: string; readonly record: MachineRecord }[], emulator: string): string {
  return contentHash(JSON.stringify([emulator, ...machines.map(({ name, record }) => [name, ...RECORD_PARTS.map((part) => record[part])])]));
}

/** Keeps a lab as it was when it first was up, and starts it from there the next time. */
export class WarmStart {
  constructor(private readonly options: WarmStartOptions) {}

  /** Whether there is a snapshot of this shape. */
  has(shape: string): boolean {
    return this.options.store.find(shape) !== undefined;
  }

  /** Starts the machines of a lab that has none, in the midst of what they did when they were kept. */
  async resume(tasks: readonly MachineTask[], shape: string, runner: MachineRunner): Promise<ReadonlyMap<string, number>> {
    const { store, files, snapshots } = this.options;
    const created = store.find(shape) ?? "";
    store.restore(files);
    const ports = new Map<string, number>();
    for (const task of tasks) ports.set(task.machine.name, await runner.resume(task));
    const own = snapshots(shape);
    own.adopt(READY, created);
    await own.restore(READY);
    return ports;
  }

  /** A lab that cannot be kept is up all the same: why not is in its log. @returns bytes it takes */
  async keep(shape: string): Promise<number | undefined> {
    const { store, files, labDirectory, snapshots, log } = this.options;
    try {
      const own = snapshots(shape);
      // What a run that was cut left of it: the store's disks have it by this very name.
      if (own.list().some(({ name }) => name === READY)) await own.delete(READY);
      await own.save(READY, () => store.keep(shape, new Date().toISOString(), files, labDirectory));
      log.write(`kept ${READY}: ${formatBytes(store.size)}`);
      return store.size;
    } catch (error) {
      store.delete();
      log.write(`${READY} was not kept: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}
