import type { Command } from "commander";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { applyFix, withInstallsAtOnce } from "../../engines/doctor/apply-fix";
import { EMBEDDED_CHECKS, runDoctor } from "../../engines/doctor/doctor";
import type { CheckResult } from "../../engines/doctor/result";
import { SystemRunner } from "../../engines/doctor/system-runner";
import { parseTarget } from "../../engines/synth/target";
import { chooseEngine } from "../engine-choice";
import type { Environment } from "../environment";
import { labOptions, type LabOptions } from "../lab-options";
import { exitCodes } from "../exit-codes";
import { buildLab, chooseHost } from "../build";
import { knowHost } from "../session";

interface DoctorOptions extends LabOptions {
  readonly fix?: boolean;
}

/** `labwright doctor`: whether a host can run labs, or this lab, and how to put right what it cannot. */
export function doctorCommand(program: Command, environment: () => Environment): void {
  labOptions(program.command("doctor").argument("[lab]", "chapter id, or path of a lab file")
    .description("check the host, and say for each failure the command that fixes it")
    .option("--fix", "run those commands, after asking for each"))
    .action((lab: string | undefined, options: DoctorOptions) => doctor(environment(), lab, options));
}

async function doctor(environment: Environment, lab: string | undefined, options: DoctorOptions): Promise<void> {
  const { output } = environment;
  const stack = lab === undefined ? undefined : buildLab(environment, parseTarget(lab, options.variant, environment.directory), options.stack);
  const host = stack?.lab.host ?? chooseHost(environment);
  knowHost(environment, environment.project, host.ssh);
  const runner = new SystemRunner(host);
  try {
    const { engine, why } = await chooseEngine(environment);
    const isEmbedded = engine === "embedded";
    output.field(output.say("host"), isEmbedded ? host.name : `${host.name}   ${host.uri}`);
    output.field(output.say("engine"), `${engine} (${why[output.language]})`);
    const check = async (shown: (result: CheckResult) => boolean): Promise<readonly CheckResult[]> => {
      const found = await runDoctor({ host, lab: stack?.spec(), run: runner, checks: isEmbedded ? EMBEDDED_CHECKS : undefined, onResult: (result) => shown(result) && showResult(environment, result) });
      const bad = failures(found).length;
      output.line();
      output.line(bad === 0 ? output.colours.green(output.say("doctorGood")) : output.say("doctorBad", { count: bad }));
      return found;
    };
    let results = await check(() => true);
    if (isEmbedded) output.line(output.say("doctorLibvirt"));
    const fixable = [...failures(results), ...results.filter(({ status }) => status === "warn")];
    if (options.fix && (await fixAll(environment, host, fixable, runner))) results = await check(({ status }) => status === "fail");
    output.result({ engine, host: host.uri, results });
    if (failures(results).length > 0) process.exitCode = exitCodes.host;
  } finally {
    await runner.close();
  }
}

function failures(results: readonly CheckResult[]): readonly CheckResult[] {
  return results.filter(({ status }) => status === "fail");
}

function showResult({ output }: Environment, { status, title, detail, fix }: CheckResult): void {
  if (status === "skip") return;
  const { language } = output;
  const mark = status === "ok" ? output.colours.green("✓") : status === "warn" ? output.colours.yellow("!") : output.colours.red("✗");
  output.line(`${mark} ${title[language]}: ${detail[language]}`);
  if (fix === undefined || status === "ok") return;
  const where = fix.where === "here" ? ` (${output.say("here")})` : "";
  output.line(`    ${output.colours.dim(output.say("doctorFix"))}${where}: ${fix.command ?? fix.text[language]}`);
  if (fix.note) output.line(`    ${output.colours.dim(fix.note[language])}`);
}

/** Whether anything was done. */
async function fixAll(environment: Environment, host: KvmHost, results: readonly CheckResult[], runner: SystemRunner): Promise<boolean> {
  const { output, options } = environment;
  // Several failures may have one cure: what is to be installed is installed at once, and no command is run twice.
  const seen = new Set<string>();
  let hasDone = false;
  for (const result of await withInstallsAtOnce(results, host, runner)) {
    const command = result.fix?.command;
    if (command === undefined || seen.has(command)) continue;
    seen.add(command);
    if (!options.yes && !(await environment.ask(output.say("confirmFix", { command })))) continue;
    if (options.yes) output.line(output.say("fixing", { command }));
    await applyFix(result, runner);
    hasDone = true;
  }
  return hasDone;
}
