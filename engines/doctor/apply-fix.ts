import { script, type CommandResult, type CommandRunner } from "./runner";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { DoctorContext } from "./check";
import { installFix, type Part } from "./packages";
import type { CheckResult, Fix } from "./result";

const FIX_TIMEOUT_MS = 30 * 60_000;

/**
 * Runs the command of a result's fix where it belongs, with the user's terminal: sudo may ask for a password. It does not
 * ask whether to: whoever calls it has.
 * @returns undefined where there is no command to run
 */
export async function applyFix(result: Pick<CheckResult, "fix">, run: CommandRunner): Promise<CommandResult | undefined> {
  const { fix } = result;
  if (fix?.command === undefined) return undefined;
  const command = script(fix.command, {}, { interactive: true, timeoutMs: FIX_TIMEOUT_MS });
  return fix.where === "here" ? run.here(command) : run.onHost(command);
}

/** The same results, but with all that is to be installed on a machine in the first of the fixes that install something there. */
export async function withInstallsAtOnce(results: readonly CheckResult[], host: KvmHost, run: CommandRunner): Promise<CheckResult[]> {
  const context = new DoctorContext({ host, run });
  const merged: CheckResult[] = [];
  const seen = new Set<Fix["where"]>();
  for (const result of results) {
    const { fix } = result;
    if (fix?.parts === undefined) merged.push(result);
    else if (!seen.has(fix.where)) {
      seen.add(fix.where);
      const parts = new Set<Part>(results.flatMap((other) => (other.fix?.where === fix.where ? (other.fix.parts ?? []) : [])));
      const facts = fix.where === "here" ? await context.hereFacts() : await context.hostFacts();
      merged.push({ ...result, fix: installFix(facts, [...parts], fix.where) });
    }
  }
  return merged;
}
