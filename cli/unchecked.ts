import type { MachineSpec } from "../constructs/spec/lab-spec";
import type { MessageKey } from "./messages";
import type { Output } from "./output";

/** Why nobody waits for a machine to answer, and nobody logs in to it over SSH; undefined where they do. */
export function whyUnchecked({ ssh, seed }: Pick<MachineSpec, "ssh" | "seed">): MessageKey | undefined {
  if (ssh !== undefined) return undefined;
  return seed === undefined ? "noKey" : "noReachableNic";
}

/** Says of each machine that is not waited for that it is not, and why. */
export function showUnchecked(output: Output, machines: readonly MachineSpec[]): void {
  for (const machine of machines) {
    const why = whyUnchecked(machine);
    if (why !== undefined) output.line(output.say("notChecked", { machine: machine.name, why: output.say(why) }));
  }
}
