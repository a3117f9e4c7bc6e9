import { script, type CommandResult, type CommandRunner } from "./runner";
import type { CheckResult } from "./result";

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
