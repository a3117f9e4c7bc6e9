import type { AddonDiff, Change, ObjectDiff } from "../engines/cluster/addon-diff";
import type { MessageKey } from "./messages";
import { pad, type Output } from "./output";

const WORDS: Readonly<Record<AddonDiff["change"], MessageKey>> = { unchanged: "diffUnchanged", new: "diffNew", changed: "diffChanged", removed: "diffRemoved" };
const SIGNS: Readonly<Record<AddonDiff["change"], string>> = { unchanged: "=", new: "+", changed: "~", removed: "-" };

/** What would change in a cluster: a line for each add-on, and below it what of it. */
export function showDiff(output: Output, cluster: string, addons: readonly AddonDiff[]): void {
  const { colours } = output;
  output.field(output.say("cluster"), cluster);
  const width = Math.max(0, ...addons.map(({ addon }) => addon.length));
  for (const { addon, change, objects, releases, manifests } of addons) {
    output.line(`${sign(output, change)} ${colours.bold(pad(addon, width))}  ${output.say(WORDS[change])}`);
    for (const { release, change: how } of releases) output.line(`    ${sign(output, how)} ${output.say(how === "changed" ? "diffReleaseChanged" : "diffRelease", { release })}`);
    for (const url of manifests) output.line(`    ${sign(output, "changed")} ${output.say("diffManifest", { url })}`);
    for (const one of objects) showObject(output, one);
  }
}

function showObject(output: Output, { object, change, diff, why }: ObjectDiff): void {
  output.line(`    ${sign(output, change)} ${object}`);
  if (why !== undefined) output.line(`        ${output.say("diffUntold", { why: why.replace(/\s+/g, " ") })}`);
  if (diff === "") output.line(`        ${output.say("diffSame")}`);
  for (const line of diff ? diff.split("\n") : []) output.line(`        ${coloured(output, line)}`);
}

function sign({ colours }: Output, change: Change | "unchanged"): string {
  const by = { unchanged: colours.dim, new: colours.green, changed: colours.yellow, removed: colours.red }[change];
  return by(SIGNS[change]);
}

function coloured({ colours }: Output, line: string): string {
  if (line.startsWith("+")) return colours.green(line);
  return line.startsWith("-") ? colours.red(line) : line;
}
