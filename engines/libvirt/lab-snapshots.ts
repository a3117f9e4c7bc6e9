import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { LabSpec, MachineSpec } from "../../constructs/spec/lab-spec";
import type { SnapshotInfo, Snapshots } from "../engine";
import { SnapshotRecord, tagFor, tagOf, type RecordedSnapshot } from "../snapshots/snapshot-record";
import type { Virsh } from "./virsh";

interface KeptSnapshot extends RecordedSnapshot {
  readonly created: string;
  /** UUIDs of the domains, by machine: a domain that was made anew has another. */
  readonly domains: Readonly<Record<string, string>>;
}

/**
 * Snapshots inside the machines' qcow2 disks. What libvirt knows of them is kept here and not with the domains: a domain
 * with snapshots cannot be undefined, so a plain `cdktf destroy` would fail.
 * @see https://libvirt.org/formatsnapshot.html
 */
export class LibvirtSnapshots implements Snapshots {
  private readonly record: SnapshotRecord<KeptSnapshot>;

  constructor(private readonly virsh: Virsh, private readonly spec: Pick<LabSpec, "machines">, private readonly labDirectory: string) {
    this.record = new SnapshotRecord(join(labDirectory, "snapshots.json"));
  }

  async list(): Promise<readonly SnapshotInfo[]> {
    const now = await this.domains();
    return this.record.all().map(({ name, created, domains }) => ({ name, created, isOfThisShape: same(domains, now) }));
  }

  async save(name: string): Promise<void> {
    const taken = this.record.find(name);
    const tag = tagFor(name, taken);
    const domains = await this.domains();
    await this.frozen(async () => {
      try {
        await this.each(async (machine) => {
          await this.must(machine, "snapshot-create-as", machine.hostName, tag, "--atomic");
          writeFileSync(this.fileOf(tag, machine), await this.must(machine, "snapshot-dumpxml", machine.hostName, tag), { mode: 0o600 });
        });
      } catch (error) {
        for (const { hostName } of this.spec.machines) await this.virsh.call("snapshot-delete", hostName, tag);
        throw error;
      } finally {
        await this.forgetMetadata();
      }
    });
    this.record.put({ name, tag, created: new Date().toISOString(), domains });
    if (taken !== undefined) await this.remove(tagOf(taken));
  }

  async restore(name: string): Promise<void> {
    const kept = this.record.need(name);
    if (!same(kept.domains, await this.domains())) throw LabError.of("LW3044", { name });
    try {
      await this.redefine(tagOf(kept));
      await this.each((machine) => this.must(machine, "snapshot-revert", machine.hostName, tagOf(kept), "--paused"));
    } finally {
      await this.forgetMetadata();
      for (const { hostName } of this.spec.machines) await this.virsh.call("resume", hostName);
    }
  }

  async delete(name: string): Promise<void> {
    await this.remove(tagOf(this.record.need(name)));
    this.record.forget(name);
  }

  /** Takes it out of the disks. */
  private async remove(tag: string): Promise<void> {
    try {
      await this.redefine(tag);
      await this.each((machine) => this.must(machine, "snapshot-delete", machine.hostName, tag));
    } finally {
      await this.forgetMetadata();
    }
    rmSync(this.folderOf(tag), { recursive: true, force: true });
  }

  /** Before a domain is changed or removed: what a killed run left with it. */
  async forgetMetadata(): Promise<void> {
    for (const { hostName } of this.spec.machines) {
      for (const name of await this.virsh.list("snapshot-list", hostName, "--name")) await this.virsh.call("snapshot-delete", hostName, name, "--metadata");
    }
  }

  private async redefine(tag: string): Promise<void> {
    await this.each(async (machine) => {
      const file = this.fileOf(tag, machine);
      if (existsSync(file)) await this.must(machine, "snapshot-create", machine.hostName, file, "--redefine");
    });
  }

  private async frozen(work: () => Promise<void>): Promise<void> {
    try {
      await this.each((machine) => this.must(machine, "suspend", machine.hostName));
      await work();
    } finally {
      for (const { hostName } of this.spec.machines) await this.virsh.call("resume", hostName);
    }
  }

  private async each(work: (machine: MachineSpec) => Promise<unknown>): Promise<void> {
    for (const machine of this.spec.machines) await work(machine);
  }

  private async must({ name }: MachineSpec, ...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.virsh.call(...words);
    if (code !== 0) throw LabError.of("LW3042", { machine: name, why: verbatim(stderr.trim()) });
    return stdout;
  }

  private async domains(): Promise<Record<string, string>> {
    const uuids: Record<string, string> = {};
    for (const { name, hostName } of this.spec.machines) uuids[name] = (await this.virsh.find("domuuid", hostName))?.trim() ?? "";
    return uuids;
  }

  private folderOf(tag: string): string {
    return join(this.labDirectory, "snapshots", tag);
  }

  private fileOf(tag: string, { name: machine }: MachineSpec): string {
    mkdirSync(this.folderOf(tag), { recursive: true, mode: 0o700 });
    return join(this.folderOf(tag), `${machine}.xml`);
  }
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);
}
