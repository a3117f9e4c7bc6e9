import type { Colors } from "picocolors/types";
import { formatBytes } from "../constructs/core/size";
import type { LabSpec } from "../constructs/spec/lab-spec";
import type { LabPlan } from "../engines/engine";
import type { Environment } from "./environment";
import { thingWords } from "./output";
import type { Session } from "./session";

/** A lab in two lines: what it takes, and where it runs. */
export function showHead({ output }: Environment, { spec, engine }: Pick<Session, "spec" | "engine">): void {
  const sum = (of: (machine: LabSpec["machines"][number]) => number): number => spec.machines.reduce((total, machine) => total + of(machine), 0);
  const size = output.say("machines", {
    count: spec.machines.length,
    vcpus: sum(({ vcpus }) => vcpus),
    memory: formatBytes(sum(({ memoryMiB }) => memoryMiB) * 1024 * 1024),
    disk: formatBytes(sum(({ disks }) => disks.reduce((total, { bytes }) => total + bytes, 0))),
  });
  output.line(`${output.colours.bold(spec.title?.[output.language] ?? spec.name)}   ${size}`);
  output.field(output.say("host"), `${spec.host.name}   ${engine.place}`);
}

/** What an engine would change, a line each with the reasons. */
export function showPlan({ output }: Environment, { changes }: LabPlan): void {
  if (changes.length === 0) output.field(output.say("plan"), output.say("planEmpty"));
  for (const { what, name, kind, why } of changes) {
    const reasons = why.map((text) => text[output.language]).join("; ");
    const line = `${symbolOf(output.colours, kind)} ${thingWords(output, what, name, output.colours.bold)}  ${kind === "lost" ? output.colours.red(output.say(kind)) : output.say(kind)}${reasons ? ` (${reasons})` : ""}`;
    output.field(output.say("plan"), line);
  }
}

function symbolOf({ green, red, yellow }: Colors, kind: string): string {
  if (kind === "create") return green("+");
  if (kind === "delete" || kind === "lost") return red("-");
  return kind === "rebuild" || kind === "replace" ? red("±") : yellow("~");
}
