import type { Exercise, Script } from "../../chapters/exercise";
import type { Text } from "../../constructs/core/text";
import { reasonOf, type RemoteShell } from "./remote-shell";

const SOLVE_SECONDS = 300;

/** A script of an exercise that did not run to its end. */
export class ScriptFailed extends Error {
  constructor(readonly machine: string, readonly why: Text) {
    super(`${machine}: ${why.en}`);
  }
}

/** Does what a script of an exercise says. @throws ScriptFailed */
export async function perform(exercise: Exercise, script: Script, shell: RemoteShell): Promise<void> {
  const steps = typeof script === "string" ? [{ machine: exercise.machine, run: script }] : script;
  for (const { machine, run } of steps) {
    const seconds = exercise.solveSeconds ?? SOLVE_SECONDS;
    const result = await shell.run(machine, `${PRELUDE}${run}`, seconds);
    if (result.code !== 0) throw new ScriptFailed(machine, reasonOf(result, seconds));
  }
}

const PRELUDE = "set -eu -o pipefail\nexport LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root\ncd /root\n";
