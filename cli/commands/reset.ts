import type { Command } from "commander";
import { READY } from "../../engines/embedded/ready-store";
import { Progress } from "../../engines/exercises/progress";
import { confirm } from "../confirm";
import type { Environment } from "../environment";
import { locked } from "../locked";
import { openRegistered } from "../session";

/** `labwright reset`: every machine as it was when the lab first was up. */
export function resetCommand(program: Command, environment: () => Environment): void {
  program.command("reset").argument("[lab]", "chapter id, or path of a lab file")
    .description("put every machine back to what it was when the lab first was up")
    .action((lab: string | undefined) => reset(environment(), lab));
}

async function reset(environment: Environment, lab: string | undefined): Promise<void> {
  const { output } = environment;
  const { spec, engine, registered, labDirectory } = openRegistered(environment, lab);
  await confirm(environment, output.say("confirmReset"));
  await locked(registered, () => engine.snapshots.restore(READY));
  new Progress(labDirectory).clear();
  output.line(output.say("wasReset"));
  output.result({ lab: spec.name, snapshot: READY });
}
