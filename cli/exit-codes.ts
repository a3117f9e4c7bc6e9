import type { LabError } from "../constructs/core/lab-error";

/** What the process ends with; documented in docs/cli.md. */
export const exitCodes = {
  ok: 0,
  /** Something failed that is not the user's doing. */
  failure: 1,
  /** The command line, the configuration or the lab's description is wrong. */
  usage: 2,
  /** The host cannot run the lab; nothing was created. */
  host: 3,
  /** The run failed half way; `up` and `down` go on from there. */
  run: 4,
  /** Something is left after `down`. */
  left: 5,
  /** An exercise is not done. */
  undone: 6,
  /** Not all that is installed could be compared with upstream. */
  unreachable: 7,
  /** By Ctrl-C, or by an answer that is not yes. */
  interrupted: 130,
} as const;

/** The user said no: nothing went wrong, and nothing goes on. */
export class Declined extends Error {}

/** The exit code of an error, by its code's first digit. */
export function exitCodeOf(error: LabError): number {
  const code = error.problems[0]?.code ?? "";
  if (code === "LW3002" || code === "LW3033") return exitCodes.interrupted;
  if (code === "LW3006") return exitCodes.left;
  const byArea: Readonly<Record<string, number>> = { "1": exitCodes.usage, "2": exitCodes.host, "3": exitCodes.run, "4": exitCodes.usage };
  return byArea[code.charAt(2)] ?? exitCodes.failure;
}
