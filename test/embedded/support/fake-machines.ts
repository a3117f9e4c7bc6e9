import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import { LabFiles } from "../../../engines/embedded/lab-files";
import { FakeQmp, type Command } from "./fake-qmp";

/** QEMUs that are none: sockets that answer as the monitors of a lab's machines would, and jobs that do nothing. */
export class FakeMachines {
  private readonly root = mkdtempSync(join(tmpdir(), "lw-vm-"));
  readonly files = new LabFiles(join(this.root, "lab"), join(this.root, "run"));
  /** What they were told, in the order it came: `web: stop`. */
  readonly told: string[] = [];
  /** What they were told, with what belongs to it. */
  readonly commands: { readonly machine: string; readonly execute: string; readonly arguments: Readonly<Record<string, unknown>> }[] = [];
  /** Jobs and commands that end with an error: `db: snapshot-save`. */
  readonly failing = new Set<string>();
  private readonly fakes: FakeQmp[] = [];

  private constructor(readonly spec: LabSpec) {
    for (const folder of [this.files.directory, this.files.runtime]) mkdirSync(folder);
  }

  /** @param running those that have a monitor to answer @default all */
  static async start(spec: LabSpec, running = spec.machines.map(({ name }) => name)): Promise<FakeMachines> {
    const made = new FakeMachines(spec);
    for (const [index, { name }] of spec.machines.entries()) if (running.includes(name)) await made.answerFor(index, name);
    return made;
  }

  private async answerFor(index: number, machine: string): Promise<void> {
    const failed = new Set<string>();
    const fake = await FakeQmp.start((command, say) => {
      const { execute, id } = command;
      const mayFail = this.failing.has(`${machine}: ${execute}`);
      if (execute === "query-jobs") return say({ return: [...failed].map((job) => ({ id: job, error: "no space left" })), id });
      if (execute === "job-dismiss") return say({ return: {}, id });
      this.note(machine, command);
      const job = command.arguments["job-id"];
      if (typeof job !== "string") return say(mayFail ? { error: { class: "GenericError", desc: "it cannot" }, id } : { return: {}, id });
      if (mayFail) failed.add(job);
      say({ return: {}, id });
      setTimeout(() => say({ event: "JOB_STATUS_CHANGE", data: { id: job, status: "concluded" } }), 20);
    });
    this.fakes.push(fake);
    symlinkSync(fake.path, this.files.qmpSocket(index));
  }

  private note(machine: string, { execute, arguments: given }: Command): void {
    this.told.push(`${machine}: ${execute}`);
    this.commands.push({ machine, execute, arguments: given });
  }

  /** Connections that are still open. */
  get open(): number {
    return this.fakes.reduce((sum, { sockets }) => sum + sockets.size, 0);
  }

  async close(): Promise<void> {
    for (const fake of this.fakes) await fake.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
