import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { run } from "../process/run";
import type { SnapshotInfo } from "../engine";
import { SnapshotRecord, tagFor, tagOf, type RecordedSnapshot } from "../snapshots/snapshot-record";
import type { LabFiles } from "./lab-files";
import { Qmp, QmpError } from "./qmp";

/** What is kept of a snapshot beside what QEMU has in the disks. */
interface KeptSnapshot extends SnapshotInfo, RecordedSnapshot {
  /** The lab's shape: another one cannot be resumed from it. */
  readonly key: string;
}

/** Writing out a machine's memory takes as long as its disk is slow. */
const PATIENCE_MS = 300_000;

/**
 * Snapshots of a whole lab: memory and disks of every machine, of one moment. They are in the machines' own disks.
 * @see https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html, `snapshot-save`
 */
export class LabSnapshots {
  private readonly record: SnapshotRecord<KeptSnapshot>;

  constructor(private readonly spec: LabSpec, private readonly files: LabFiles, private readonly key: string) {
    this.record = new SnapshotRecord(files.snapshots);
  }

  list(): readonly SnapshotInfo[] {
    return this.record.all().map(({ name, created, key }) => ({ name, created, isOfThisShape: key === this.key }));
  }

  /** Stops every machine, writes all of them out, and lets them go on. What has the name already goes when all are written. @param whileStill done before they go on @throws LabError LW3042 */
  async save(name: string, whileStill: () => void = () => undefined): Promise<void> {
    const taken = this.record.find(name);
    const tag = tagFor(name, taken);
    await this.frozen(async (machines) => {
      try {
        await this.all(machines, ({ qmp, disks }) => qmp.job("snapshot-save", `save-${name}`, { tag, vmstate: disks[0], devices: disks }, PATIENCE_MS));
      } catch (error) {
        // A snapshot of some machines is none.
        await Promise.allSettled(machines.map(({ qmp, disks }) => qmp.job("snapshot-delete", `undo-${name}`, { tag, devices: disks }, PATIENCE_MS)));
        throw error;
      }
      this.record.put({ name, tag, created: new Date().toISOString(), isOfThisShape: true, key: this.key });
      // Stopping once more writes out what QEMU still has of the disks in its caches.
      await this.all(machines, ({ qmp }) => qmp.execute("stop"));
      whileStill();
    });
    if (taken !== undefined) await this.remove(taken);
  }

  /** Puts every machine back to what it was. @throws LabError LW3042, LW3043, LW3044 */
  async restore(name: string): Promise<void> {
    const kept = this.record.need(name);
    if (kept.key !== this.key) throw LabError.of("LW3044", { name });
    await this.frozen((machines) => this.all(machines, ({ qmp, disks }) => qmp.job("snapshot-load", `load-${name}`, { tag: tagOf(kept), vmstate: disks[0], devices: disks }, PATIENCE_MS)));
  }

  /** @throws LabError LW3042, LW3043 */
  async delete(name: string): Promise<void> {
    const kept = this.record.need(name);
    this.record.forget(name);
    await this.remove(kept);
  }

  /** Takes it out of the disks. */
  private async remove(kept: KeptSnapshot): Promise<void> {
    const tag = tagOf(kept);
    for (const [index, machine] of this.spec.machines.entries()) {
      const disks = machine.disks.map((_, disk) => `disk${disk}`);
      const socket = this.files.qmpSocket(index);
      const isRunning = await Qmp.with(socket, () => Promise.resolve(true)).catch(() => false);
      if (isRunning) await this.answered(machine.name, () => Qmp.with(socket, (qmp) => qmp.job("snapshot-delete", `delete-${kept.name}`, { tag, devices: disks }, PATIENCE_MS)));
      else for (const disk of machine.disks) await run(["qemu-img", "snapshot", "-d", tag, this.files.machine(machine.name).disk(disk.name)]);
    }
  }

  /** Takes over what was said of a snapshot that the disks came with. */
  adopt(name: string, created: string): void {
    this.record.put({ name, created, isOfThisShape: true, key: this.key });
  }

  /** All machines stand still while it is worked on, and go on after that, whatever came of it. */
  private async frozen(work: (machines: readonly OpenedMachine[]) => Promise<void>): Promise<void> {
    const machines: OpenedMachine[] = [];
    try {
      for (const [index, { name, disks }] of this.spec.machines.entries()) {
        const qmp = await this.answered(name, () => Qmp.open(this.files.qmpSocket(index)));
        machines.push({ name, qmp, disks: disks.map((_, disk) => `disk${disk}`) });
      }
      let failure: unknown;
      try {
        await this.all(machines, ({ qmp }) => qmp.execute("stop"));
        await work(machines);
      } catch (error) {
        failure = error;
      }
      await this.all(machines, ({ qmp }) => qmp.execute("cont")).catch((error: unknown) => (failure ??= error));
      if (failure !== undefined) throw failure as Error;
    } finally {
      for (const { qmp } of machines) qmp.close();
    }
  }

  /** Asks every machine at once, waits for all of them, and then tells the first that failed. */
  private async all(machines: readonly OpenedMachine[], ask: (machine: OpenedMachine) => Promise<unknown>): Promise<void> {
    const results = await Promise.allSettled(machines.map((machine) => this.answered(machine.name, () => ask(machine))));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  private async answered<T>(machine: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw error instanceof QmpError ? LabError.of("LW3042", { machine, why: verbatim(error.message) }) : error;
    }
  }
}

interface OpenedMachine {
  readonly name: string;
  readonly qmp: Qmp;
  /** Nodes of its disks; the first also takes its memory. */
  readonly disks: readonly string[];
}
