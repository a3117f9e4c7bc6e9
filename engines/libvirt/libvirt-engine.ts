import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { MachineSpec } from "../../constructs/spec/lab-spec";
import type { ConsoleAccess, Engine, Endpoint, OpenedVnc, AuditResult, LabPlan, LabRun, MachineStatus, OnProgress, RunHistory, Snapshots, ThingChange } from "../engine";
import { ClusterRecord } from "../cluster/cluster-record";
import type { RunLog } from "../project/run-log";
import { UNKNOWN_ADDRESS } from "../runner/runner";
import { wakeMachines } from "../runner/wake";
import type { TerraformEvent } from "../terraform/events";
import { Terraform } from "../terraform/terraform";
import { findOwned, removeOwned, type OwnedObject } from "./inventory";
import { LibvirtSnapshots } from "./lab-snapshots";
import { ResourceProgress } from "./resource-progress";
import { notOwn, reasonOf, stateFileList, stateRemains } from "./state-left";
import { findStrays, refuseLostState, withStrays } from "./strays";
import { summarizePlan, type PathsByAddress } from "./plan-summary";
import { preflightLab } from "./preflight";
import { Virsh } from "./virsh";
import { openVnc } from "./vnc";
import { constructPaths, declaredIn, PLAN_FILE, STACK_FILE } from "./workspace";

export interface LibvirtEngineOptions extends LabRun {
  /** Path of terraform or tofu; looking at a lab needs none. */
  readonly terraform?: string;
  /** The stack's folder, synthesized and with its variables. */
  readonly workspace: string;
  /** Where the state is, unless in a backend of its own. */
  readonly stateFile: string;
  readonly privateKeyFile: string;
  readonly log: RunLog;
  readonly history?: RunHistory;
  /** Where the lab is brought up; looking at one needs none. */
  readonly kvmHost?: KvmHost;
  readonly signal?: AbortSignal;
}

/** Machines by libvirt, through Terraform: what plain `terraform apply` in the same folder would do, watched and audited. */
export class LibvirtEngine implements Engine {
  readonly name = "libvirt";
  private readonly virsh: Virsh;
  private strays: readonly OwnedObject[] = [];

  constructor(private readonly options: LibvirtEngineOptions) {
    this.virsh = new Virsh(options.spec.host, options.log);
  }

  get place(): string {
    return this.options.spec.host.uri;
  }

  async preflight(): Promise<void> {
    const { kvmHost, spec } = this.options;
    if (kvmHost !== undefined) await preflightLab(spec, kvmHost);
  }

  async plan(onProgress: OnProgress): Promise<LabPlan> {
    onProgress({ type: "phase", phase: "init" });
    await this.terraform.init();
    onProgress({ type: "phase", phase: "plan" });
    const plan = await this.terraform.plan(PLAN_FILE);
    // After the plan: it has waited for a Terraform that a killed run left behind.
    const owned = await findOwned(this.virsh, this.options.spec);
    this.strays = await this.findStrays(owned);
    return {
      isThere: owned.filter(({ kind }) => kind !== "directory").length > this.strays.length,
      changes: withClusters(withStrays(summarizePlan(plan, this.paths()), this.strays, this.options.spec), new ClusterRecord(this.options.labDirectory).changes(this.options.spec.clusters ?? [])),
    };
  }

  async up(onProgress: OnProgress): Promise<void> {
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    await this.ownSnapshots.forgetMetadata();
    // They would stand in the way of making them again. Only those that the plan told of, and somebody said yes to.
    await removeOwned(this.virsh, this.strays);
    onProgress({ type: "phase", phase: "apply" });
    const progress = new ResourceProgress(this.paths(), onProgress);
    try {
      // Waiting for a machine holds a slot: with Terraform's ten, larger labs would boot in batches.
      await this.terraform.apply(PLAN_FILE, Math.max(10, this.options.spec.machines.length + 4), (event: TerraformEvent) => progress.event(event));
    } finally {
      rmSync(join(this.options.workspace, PLAN_FILE), { force: true });
    }
  }

  async down(onProgress: OnProgress): Promise<AuditResult> {
    const before = await findOwned(this.virsh, this.options.spec);
    onProgress({ type: "phase", phase: "destroy" });
    await this.ownSnapshots.forgetMetadata();
    let failure: unknown;
    if (this.isSynthesized()) {
      const progress = new ResourceProgress(this.paths(), onProgress);
      await this.terraform.init()
        .then(() => this.terraform.destroy(10, (event) => progress.event(event)))
        .catch((error: unknown) => (failure = error));
    }
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    onProgress({ type: "phase", phase: "audit" });
    // What Terraform did not know of, having been killed before it could write it down, still carries the lab's mark.
    await removeOwned(this.virsh, await findOwned(this.virsh, this.options.spec));
    const left = await findOwned(this.virsh, this.options.spec);
    if (left.length > 0 && failure) throw failure as Error;
    await this.refuseLeftInState(failure);
    return { removed: countByKind(before), left: left.map(({ kind, name }) => `${kind} ${name}`) };
  }

  async status(): Promise<readonly MachineStatus[]> {
    return Promise.all(this.options.spec.machines.map(async (machine) => {
      const state = await this.virsh.stateOf(machine.hostName);
      const addresses = machine.nics.flatMap((nic) => nic.addresses.map((address) => address.replace(/\/.*/, "")));
      return { name: machine.name, state: state ?? "absent", addresses };
    }));
  }

  async endpoint(name: string): Promise<Endpoint> {
    const { spec, privateKeyFile } = this.options;
    const machine = spec.machines.find((candidate) => candidate.name === name);
    if (!machine) throw LabError.of("LW4004", { given: name, known: spec.machines.map((one) => one.name).join(", ") });
    const address = machine.ssh?.address ?? (await this.virsh.addressOf(machine.hostName));
    if (!machine.ssh || address === undefined) throw LabError.of("LW3003", { machine: name, address: UNKNOWN_ADDRESS, seconds: 0 });
    return { user: machine.ssh.user, address, privateKeyFile, jump: spec.host.ssh };
  }

  get snapshots(): Snapshots {
    const { spec, privateKeyFile, signal } = this.options;
    const own = this.ownSnapshots;
    return {
      list: () => own.list(),
      save: (name) => own.save(name),
      restore: async (name) => {
        await own.restore(name);
        await wakeMachines({ spec, privateKeyFile, signal, reachedAt: (machine) => this.reachedAt(machine) });
      },
      delete: (name) => own.delete(name),
    };
  }

  private get ownSnapshots(): LibvirtSnapshots {
    const { spec, labDirectory } = this.options;
    return new LibvirtSnapshots(this.virsh, spec, labDirectory);
  }

  reachedAt({ ssh }: MachineSpec): Pick<Endpoint, "address"> | undefined {
    return ssh?.address === undefined ? undefined : { address: ssh.address };
  }

  console(name: string): ConsoleAccess {
    return { command: ["virsh", "-c", this.virsh.uri, "console", this.domainOf(name)] };
  }

  openVnc(name: string): Promise<OpenedVnc> {
    return openVnc(this.virsh, this.domainOf(name));
  }

  private domainOf(name: string): string {
    return this.options.spec.machines.find((machine) => machine.name === name)?.hostName ?? name;
  }

  private async findStrays(owned: readonly OwnedObject[]): Promise<OwnedObject[]> {
    const { spec, history } = this.options;
    if (owned.length === 0) return [];
    const state = await this.terraform.state();
    const strays = findStrays(owned, state);
    refuseLostState(strays, state, history, spec);
    return strays;
  }

  /**
   * The lab is gone from its host, but its stack may have more than a lab: with the state thrown away, nobody would ever
   * remove that.
   * @throws LabError LW3012, or why Terraform failed where the state cannot be read
   */
  private async refuseLeftInState(failure: unknown): Promise<void> {
    const { stateFile, log, workspace } = this.options;
    if (!failure && this.isSynthesized()) return;
    const listed = this.isSynthesized() ? await this.terraform.stateList().catch(() => stateRemains(stateFile, declaredIn(workspace), failure)) : stateFileList(stateFile);
    const left = notOwn(listed);
    if (left.length === 0) return;
    throw LabError.of("LW3012", { left: left.join(", "), log: log.file, why: reasonOf(failure) });
  }

  private get terraform(): Terraform {
    const { terraform: binary, workspace: directory, log, signal } = this.options;
    if (binary === undefined) throw LabError.of("LW2004");
    return new Terraform({ binary, directory, log, signal });
  }

  private isSynthesized(): boolean {
    return existsSync(join(this.options.workspace, STACK_FILE));
  }

  private paths(): PathsByAddress {
    return constructPaths(this.options.workspace);
  }
}

/** What the record knows of a cluster says more than that its step runs. */
function withClusters(changes: readonly ThingChange[], clusters: readonly ThingChange[]): ThingChange[] {
  const isStep = ({ what, kind }: ThingChange): boolean => what === "cluster" && kind !== "delete" && clusters.length > 0;
  return [...changes.filter((change) => !isStep(change)), ...clusters];
}

function countByKind(objects: readonly OwnedObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of objects) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
