import { verbatim } from "../../constructs/core/text";
import type { OnProgress, ThingChange } from "../engine";
import type { TerraformEvent } from "../terraform/events";
import { locate, type PathsByAddress } from "./plan-summary";

/** Turns Terraform's events about resources into what happens to machines and networks. */
export class ResourceProgress {
  private readonly gone = new Set<string>();

  constructor(private readonly paths: PathsByAddress, private readonly onProgress: OnProgress) {}

  event(event: TerraformEvent): void {
    if (event.type === "diagnostic") return;
    const { what, name, part } = locate(event.address, event.address.split(".")[0] ?? "", this.paths);
    // What else belongs to it goes after it, and is of no interest. An image stays on its host, for the next lab.
    if (part === "definition" || (what === "image" && event.action === "delete") || this.gone.has(`${what} ${name}`)) return;
    const tell = (state: string, done: boolean, failed = false): void => this.onProgress({ type: "resource", what, name, state, done, failed });
    if (event.type === "apply_errored" || event.type === "provision_errored") tell("failed", true, true);
    else if (event.type === "provision_progress" && part === "ready") this.runnerLine(event.output ?? "", tell);
    else if (event.type === "provision_progress" && what === "cluster") this.clusterLine(event.output ?? "");
    else if (event.type === "apply_start" && what !== "other") tell(stateOf(what, part, event.action), false);
    else if (event.type === "apply_complete" && isLast(what, part, event.action)) {
      if (event.action === "delete" && part === "domain") this.gone.add(`${what} ${name}`);
      tell(event.action === "delete" ? "removed" : "ready", true);
    }
  }

  /** Nodes and add-ons have their own lines. */
  private clusterLine(line: string): void {
    const [, what, name, done, words] = /^labwright: (machine|addon) (\S+)( done)?: (.*)$/.exec(line.trim()) ?? [];
    if (name === undefined) return;
    this.onProgress({ type: "resource", what: what === "addon" ? "addon" : "machine", name, state: "", words: verbatim(words ?? ""), done: done !== undefined });
  }

  private runnerLine(line: string, tell: (state: string, done: boolean) => void): void {
    const state = /^labwright: \S+ ([a-z-]+)$/.exec(line.trim())?.[1];
    if (state !== undefined) tell(state, state === "ready");
  }
}

function stateOf(what: ThingChange["what"], part: string, action: string | undefined): string {
  if (action === "delete") return "removing";
  if (what !== "machine") return "creating";
  return part === "domain" ? "starting" : part === "ready" ? "booting" : "disks";
}

// A machine is there when it is ready, and gone when its domain is; other things are one resource.
function isLast(what: ThingChange["what"], part: string, action: string | undefined): boolean {
  if (what === "other") return false;
  if (what !== "machine") return part !== "definition";
  return action === "delete" ? part === "domain" : part === "ready";
}
