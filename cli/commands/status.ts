import type { Command } from "commander";
import type { Environment } from "../environment";
import { stateWords } from "../output";
import { findRegistered, openRegistered, warnIfGone } from "../session";

/** `labwright status`: the labs that are up, or one lab's machines. */
export function statusCommand(program: Command, environment: () => Environment): void {
  program.command("status").argument("[lab]", "chapter id, or path of a lab file")
    .description("show the labs that are up, or the machines of one")
    .action((lab: string | undefined) => status(environment(), lab));
}

async function status(environment: Environment, lab: string | undefined): Promise<void> {
  const { output, registry } = environment;
  const labs = registry.list();
  if (lab === undefined && labs.length !== 1) {
    if (labs.length === 0) output.line(output.say("noLabs"));
    else output.table([output.say("colLab"), output.say("host"), output.say("colSince")], labs.map(({ target, spec, since }) => [target, spec.host.name, since]));
    output.result(labs.map(({ target, spec, since, project }) => ({ target, lab: spec.name, id: spec.id, host: spec.host.uri, since, project })));
    return;
  }
  const registered = findRegistered(environment, lab);
  const session = openRegistered(environment, registered.spec.id);
  const { engine, spec } = session;
  warnIfGone(environment, session);
  const machines = await engine.status();
  output.field(output.say("colLab"), `${registered.target}   ${engine.place}`);
  output.table(
    [output.say("colName"), output.say("colState"), output.say("colAddress")],
    machines.map(({ name, state, addresses }) => [name, stateWords(output, state), addresses.join(" ")]),
  );
  output.result({ target: registered.target, lab: spec.name, id: spec.id, host: spec.host.uri, since: registered.since, machines });
}
