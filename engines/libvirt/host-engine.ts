import { rmSync } from "node:fs";
import { join } from "node:path";
import type { OnProgress } from "../engine";
import type { RunLog } from "../project/run-log";
import type { TerraformEvent } from "../terraform/events";
import { Terraform } from "../terraform/terraform";
import type { PathsByAddress } from "./plan-summary";
import { constructPaths, PLAN_FILE } from "./workspace";

export interface HostEngineOptions {
  /** Path of terraform or tofu. */
  readonly terraform: string;
  /** The stack's folder, synthesized. */
  readonly workspace: string;
  readonly log: RunLog;
  readonly signal?: AbortSignal;
}

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
    const paths = this.paths();
    const changed = (plan.resource_changes ?? []).filter(({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read"));
    const steps = new Set(changed.map(({ address }) => stepOf(pathOf(address, paths))));
    return [...new Set([...paths.values()].map(stepOf))].filter((step) => steps.has(step));
  }

  /** Carries out the last plan. */
  async up(onProgress: OnProgress): Promise<void> {
    onProgress({ type: "phase", phase: "prepare" });
    const paths = this.paths();
    try {
      await this.terraform.apply(PLAN_FILE, 1, (event) => tell(event, paths, onProgress));
    } finally {
      rmSync(join(this.options.workspace, PLAN_FILE), { force: true });
    }
  }

  /** Takes back what the host's journal says this stack made, and nothing that something else uses by now. */
  async down(onProgress: OnProgress): Promise<void> {
    onProgress({ type: "phase", phase: "undo" });
    await this.terraform.init();
    const paths = this.paths();
    await this.terraform.destroy(1, (event) => tell(event, paths, onProgress));
  }

  private paths(): PathsByAddress {
    return constructPaths(this.options.workspace);
  }
}

const UNDOER = /-undo$/;

function tell(event: TerraformEvent, paths: PathsByAddress, onProgress: OnProgress): void {
  if (event.type === "diagnostic") return;
  const path = pathOf(event.address, paths);
  const removes = event.action === "delete";
  // Of the two resources of a step, one does it and the other undoes it.
  if (UNDOER.test(path) !== removes) return;
  const say = (state: string, done: boolean, failed = false): void => onProgress({ type: "resource", what: "other", name: stepOf(path), state, done, failed });
  if (event.type === "apply_start") say(removes ? "removing" : "creating", false);
  else if (event.type === "apply_complete") say(removes ? "removed" : "ready", true);
  else if (event.type === "apply_errored") say("failed", true, true);
}

// A step that is no longer in the code has its address alone.
function pathOf(address: string, paths: PathsByAddress): string {
  return paths.get(address) ?? address.replace(/^[^.]*\./, "");
}

function stepOf(path: string): string {
  return path.replace(UNDOER, "");
}
