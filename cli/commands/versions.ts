import type { Command } from "commander";
import { compareWithUpstream, type Comparison } from "../../engines/versions/compare";
import { allPinned, comparedVersion, type Pinned } from "../../engines/versions/pinned";
import type { Environment } from "../environment";
import { exitCodes } from "../exit-codes";
import type { Output } from "../output";

interface VersionsOptions {
  readonly check?: boolean;
}

/** `labwright versions`: what clusters are made of. */
export function versionsCommand(program: Command, environment: () => Environment): void {
  program.command("versions").description("show which versions clusters are made of")
    .option("--check", "compare them with upstream")
    .action((options: VersionsOptions) => versions(environment(), options));
}

async function versions({ output, config, signal }: Environment, { check }: VersionsOptions): Promise<void> {
  const pinned = allPinned();
  if (!check) {
    showPinned(output, pinned);
    return output.result(pinned.map((one) => plain(one)));
  }
  const compared = await compareWithUpstream(pinned, { mirrors: config.mirrors, signal });
  const rows = pinned.map((one, index) => ({ one, comparison: compared[index] as Comparison }));
  const count = (state: Comparison["state"]): number => compared.filter((one) => one.state === state).length;
  output.table(
    ["", output.say("colVersion"), output.say("colUpstream"), output.say("colState")],
    rows.map(({ one, comparison }) => [one.name, comparedVersion(one), "newest" in comparison ? comparison.newest : "", stateOf(output, comparison)]),
  );
  output.line(output.say("versionsCompared", { newer: count("newer"), unreachable: count("unreachable"), count: pinned.length }));
  output.result(rows.map(({ one, comparison }) => ({ ...plain(one), compared: comparedVersion(one), ...("why" in comparison ? { state: comparison.state, why: comparison.why[output.language] } : comparison) })));
  if (count("unreachable") > 0) process.exitCode = exitCodes.unreachable;
}

function showPinned(output: Output, pinned: readonly Pinned[]): void {
  output.table(
    ["", output.say("colVersion"), output.say("colChart"), output.say("colRepository"), output.say("colChecked")],
    pinned.map(({ name, version, chart, checked, isMinimum }) => [
      name,
      isMinimum ? output.say("atLeast", { version }) : version,
      chart === undefined ? "" : `${chart.name} ${chart.version}${chart.digest === undefined ? "" : ` ${chart.digest.slice(0, "sha256:".length + 12)}`}`,
      chart?.repository ?? "",
      checked,
    ]),
  );
}

function plain({ name, version, chart, upstream, checked, isMinimum }: Pinned): object {
  return { name, version, isMinimum: isMinimum ?? false, chart, upstream, checked };
}

function stateOf(output: Output, comparison: Comparison): string {
  const { colours } = output;
  if (comparison.state === "newer") return colours.yellow(output.say("versionNewer"));
  if (comparison.state === "unreachable") return colours.red(output.say("versionUnreachable", { why: comparison.why[output.language] }));
  return output.say(comparison.state === "minimum" ? "versionMinimum" : "versionCurrent");
}
