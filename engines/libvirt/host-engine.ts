import { rmSync } from "node:fs";
import { join } from "node:path";
import type { OnProgress } from "../engine";
import type { RunLog } from "../project/run-log";
import type { TerraformEvent } from "../terraform/events";
import { Terraform } from "../terraform/terraform";
import { constructPaths } from "./workspace";

export interface HostEngineOptions {
  /** Path of terraform or tofu. */
  readonly terraform: string;
  /** The stack's folder, synthesized. */
  readonly workspace: string;
  readonly log: RunLog;
  readonly signal?: AbortSignal;
}

const PLAN_FILE = "labwright.tfplan";

/** Prepares a host as its HostStack says, through Terraform, and takes that back. Its steps reach the host over SSH. */
export class HostEngine {
  private readonly terraform: Terraform;

  constructor(private readonly options: HostEngineOptions) {
    this.terraform = new Terraform({ binary: options.terraform, directory: options.workspace, log: options.log, signal: options.signal });
  }

  /** @returns the steps that would be carried out, in their order */
  async plan(onProgress: OnProgress): Promise<readonly string[]> {
    onProgress({ type: "phase", phase: "init" });
    await this.terraform.init();
    onProgress({ type: "phase", phase: "plan" });
    const plan = await this.terraform.plan(PLAN_FILE);
    const changed = (plan.resource_changes ?? []).filter(({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read"));
    const steps = new Set(changed.map(({ address }) => this.step(address)));
    return [...new Set([...this.paths().values()].map(stepOf))].filter((step) => steps.has(step));
  }

  /** Carries out the last plan. */
  async up(onProgress: OnProgress): Promise<void> {
    onProgress({ type: "phase", phase: "prepare" });
    try {
      await this.terraform.apply(PLAN_FILE, 1, (event) => this.tell(event, onProgress));
    } finally {
      rmSync(join(this.options.workspace, PLAN_FILE), { force: true });
    }
  }

  /** Takes back what the host's journal says this stack made, and nothing that something else uses by now. */
  async down(onProgress: OnProgress): Promise<void> {
    onProgress({ type: "phase", phase: "undo" });
    await this.terraform.init();
    await this.terraform.destroy(1, (event) => this.tell(event, onProgress));
  }

  private tell(event: TerraformEvent, onProgress: OnProgress): void {
    if (event.type === "diagnostic") return;
    const name = this.step(event.address);
    const undoer = event.address.endsWith("-undo") || this.paths().get(event.address)?.endsWith("-undo") === true;
    const removes = event.action === "delete";
    // Of the two resources of a step, one does it and the other undoes it.
    if (undoer !== removes) return;
    const tell = (state: string, done: boolean, failed = false): void => onProgress({ type: "resource", what: "other", name, state, done, failed });
    if (event.type === "apply_start") tell(removes ? "removing" : "creating", false);
    else if (event.type === "apply_complete") tell(removes ? "removed" : "ready", true);
    else if (event.type === "apply_errored") tell("failed", true, true);
  }

  private step(address: string): string {
    return stepOf(this.paths().get(address) ?? address.replace(/^[^.]*\./, ""));
  }

  private paths(): ReadonlyMap<string, string> {
    return constructPaths(this.options.workspace);
  }
}

function stepOf(path: string): string {
  return path.replace(/-undo$/, "");
}
