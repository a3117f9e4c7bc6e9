import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import type { Engine, Endpoint, AuditResult, LabPlan, LabRun, MachineStatus, OnProgress } from "../engine";
import type { RunLog } from "../project/run-log";
import { UNKNOWN_ADDRESS } from "../runner/runner";
import type { TerraformEvent } from "../terraform/events";
import { Terraform } from "../terraform/terraform";
import { findOwned, removeOwned, type OwnedObject } from "./inventory";
import { ResourceProgress } from "./resource-progress";
import { summarizePlan, type PathsByAddress } from "./plan-summary";
import { Virsh } from "./virsh";
import { constructPaths } from "./workspace";

export interface LibvirtEngineOptions extends LabRun {
  /** Path of terraform or tofu. */
  readonly terraform: string;
  /** The stack's folder, synthesized and with its variables. */
  readonly workspace: string;
  readonly privateKeyFile: string;
  readonly log: RunLog;
  readonly signal?: AbortSignal;
}

const PLAN_FILE = "labwright.tfplan";

/** Machines by libvirt, through Terraform: what plain `terraform apply` in the same folder would do, watched and audited. */
export class LibvirtEngine implements Engine {
  readonly name = "libvirt";
  private readonly terraform: Terraform;
  private readonly virsh: Virsh;

  constructor(private readonly options: LibvirtEngineOptions) {
    this.terraform = new Terraform({ binary: options.terraform, directory: options.workspace, log: options.log, signal: options.signal });
    this.virsh = new Virsh(options.spec.host, options.log);
  }

  async plan(onProgress: OnProgress): Promise<LabPlan> {
    onProgress({ type: "phase", phase: "init" });
    await this.terraform.init();
    await this.removeStrays();
    onProgress({ type: "phase", phase: "plan" });
    const plan = await this.terraform.plan(PLAN_FILE);
    return { changes: summarizePlan(plan, this.paths()) };
  }

  async up(onProgress: OnProgress): Promise<void> {
    onProgress({ type: "phase", phase: "apply" });
    const progress = new ResourceProgress(this.paths(), onProgress);
    try {
      // Waiting for a machine holds a slot: with Terraform's ten, larger labs would boot in batches.
      await this.terraform.apply(PLAN_FILE, Math.max(10, this.options.spec.machines.length + 4), (event: TerraformEvent) => progress.event(event));
    } finally {
      rmSync(join(this.options.workspace, PLAN_FILE), { force: true });
    }
    await this.removeStrays();
  }

  async down(onProgress: OnProgress): Promise<AuditResult> {
    const before = await findOwned(this.virsh, this.options.spec);
    onProgress({ type: "phase", phase: "destroy" });
    let failure: unknown;
    if (existsSync(join(this.options.workspace, "cdk.tf.json"))) {
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
    return { removed: countByKind(before), left: left.map(({ kind, name }) => `${kind} ${name}`) };
  }

  async status(): Promise<readonly MachineStatus[]> {
    return Promise.all(this.options.spec.machines.map(async (machine) => {
      const { code, stdout } = await this.virsh.call("domstate", machine.hostName);
      const addresses = machine.nics.flatMap((nic) => nic.addresses.map((address) => address.replace(/\/.*/, "")));
      return { name: machine.name, state: code === 0 ? stdout.trim() : "absent", addresses };
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

  /**
   * Removes what carries the lab's mark but is in no state: made by a run that was killed before it could write it down,
   * it would stand in the way of making it again.
   */
  private async removeStrays(): Promise<void> {
    const owned = await findOwned(this.virsh, this.options.spec);
    if (owned.length === 0) return;
    const state = await this.terraform.state();
    const known = new Set((state?.values?.root_module?.resources ?? []).flatMap(({ type, values }) => namesInState(type, values ?? {})));
    const strays = owned.filter((object) => object.kind !== "directory" && !known.has(keyOf(object)));
    if (strays.length > 0) await removeOwned(this.virsh, strays);
  }

  private paths(): PathsByAddress {
    return constructPaths(this.options.workspace);
  }
}

function keyOf({ kind, name }: OwnedObject): string {
  return `${kind} ${name}`;
}

function namesInState(type: string, values: Readonly<Record<string, unknown>>): string[] {
  const name = String(values["name"]);
  switch (type) {
    case "libvirt_domain": return [`machine ${name}`];
    case "libvirt_network": return [`network ${name}`];
    case "libvirt_pool": return [`pool ${name}`];
    case "libvirt_volume": return [`volume ${name}`];
    case "terraform_data": {
      const input = values["input"];
      const bridge = typeof input === "object" && input !== null ? (input as { bridge?: string }).bridge : undefined;
      return bridge === undefined ? [] : [`bridge ${bridge}`];
    }
    default: return [];
  }
}

function countByKind(objects: readonly OwnedObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of objects) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
