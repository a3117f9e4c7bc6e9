import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../../constructs/core/lab-error";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { EmbeddedEngineOptions } from "../../../engines/embedded/embedded-engine";
import type { AuditResult, ConsoleAccess, Endpoint, Engine, LabPlan, MachineStatus, OnProgress, OpenedVnc, SnapshotInfo, Snapshots } from "../../../engines/engine";

/** What is pretended of the labs that faked engines run: one is made for each command, as with real ones. */
export const pretended = {
  up: new Set<string>(),
  snapshots: new Map<string, SnapshotInfo>(),
  /** What engines were told to do. */
  calls: [] as string[],
  clear(): void {
    this.up.clear();
    this.snapshots.clear();
    this.calls.length = 0;
  },
};

/** Runs nothing: takes the place of the embedded engine in tests of the command line. */
export class FakeEngine implements Engine {
  readonly name = "embedded";
  readonly place = "no QEMU, a fake";
  private readonly spec: LabSpec;

  constructor(private readonly options: EmbeddedEngineOptions) {
    this.spec = options.spec;
  }

  preflight(): Promise<void> {
    return Promise.resolve();
  }

  plan(): Promise<LabPlan> {
    const isThere = pretended.up.has(this.spec.id);
    return Promise.resolve({ isThere, changes: isThere ? [] : this.spec.machines.map(({ name }) => ({ what: "machine" as const, name, kind: "create" as const, why: [] })) });
  }

  up(onProgress: OnProgress): Promise<void> {
    this.call("up");
    onProgress({ type: "phase", phase: "apply" });
    pretended.up.add(this.spec.id);
    this.keepReady();
    return Promise.resolve();
  }

  down(): Promise<AuditResult> {
    this.call("down");
    const isThere = pretended.up.delete(this.spec.id);
    pretended.snapshots.clear();
    const removed: Record<string, number> = isThere ? { machine: this.spec.machines.length } : {};
    return Promise.resolve({ removed, left: [] });
  }

  status(): Promise<readonly MachineStatus[]> {
    return Promise.resolve(this.spec.machines.map(({ name }) => ({ name, state: "running", addresses: [] })));
  }

  endpoint(machine: string): Promise<Endpoint> {
    return Promise.resolve({ user: "debian", address: `address-of-${machine}`, port: 2222, privateKeyFile: this.options.privateKeyFile });
  }

  reachedAt(): Pick<Endpoint, "address" | "port"> {
    return { address: "127.0.0.1", port: 2222 };
  }

  console(): ConsoleAccess {
    return { command: ["true"] };
  }

  openVnc(): Promise<OpenedVnc> {
    return Promise.resolve({ address: "127.0.0.1:5900", port: 5900, password: "fake" });
  }

  get snapshots(): Snapshots {
    const need = (name: string): void => {
      if (!pretended.snapshots.has(name)) throw LabError.of("LW3043", { name, known: [...pretended.snapshots.keys()].join(", ") || "-" });
    };
    const act = (what: string, work: (name: string) => void) => async (name: string): Promise<void> => {
      this.call(`${what} ${name}`);
      await Promise.resolve(name).then(work);
    };
    return {
      list: () => Promise.resolve([...pretended.snapshots.values()]),
      save: act("save", (name) => void pretended.snapshots.set(name, { name, created: "2026-01-02T03:04:05.000Z", isOfThisShape: true })),
      restore: act("restore", need),
      delete: act("delete", (name) => {
        need(name);
        pretended.snapshots.delete(name);
      }),
    };
  }

  /** As the real one: in the lab, and a copy in the user's cache. */
  private keepReady(): void {
    const { files, labDirectory, ready } = this.options;
    for (const { name, disks } of this.spec.machines) {
      mkdirSync(files.machine(name).directory, { recursive: true });
      for (const disk of disks) writeFileSync(files.machine(name).disk(disk.name), Buffer.alloc(1024));
    }
    writeFileSync(join(labDirectory, "known_hosts"), "");
    ready.keep("of the fake", "2026-01-02T03:04:05.000Z", files, labDirectory);
    pretended.snapshots.set("ready", { name: "ready", created: "2026-01-02T03:04:05.000Z", isOfThisShape: true });
  }

  private call(what: string): void {
    pretended.calls.push(`${what} of ${this.spec.name}`);
  }
}
