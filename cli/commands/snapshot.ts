import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { confirm } from "../confirm";
import type { Environment } from "../environment";
import { locked } from "../locked";
import { openRegistered, type Session } from "../session";

const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/i;

/** `labwright snapshot`: a whole lab, memory and disks, put aside and back. */
export function snapshotCommand(program: Command, environment: () => Environment): void {
  const snapshot = program.command("snapshot").description("keep a lab as it is now, and go back to it");
  const add = (name: string, description: string, work: (environment: Environment, session: Session, name: string) => Promise<void>): void => {
    snapshot.command(name).argument("<words...>", "[lab] name").description(description)
      .action(async (words: string[]) => {
        const { session, snapshot: called } = meant(environment(), words);
        await work(environment(), session, called);
        environment().output.result({ lab: session.spec.name, snapshot: called });
      });
  };
  add("save", "keep memory and disks of every machine as they are now", save);
  add("restore", "put every machine back to what it was", restore);
  add("delete", "remove a snapshot", remove);
  snapshot.command("list").argument("[lab]", "chapter id, or path of a lab file").description("show a lab's snapshots")
    .action((lab: string | undefined) => list(environment(), lab));
}

async function save({ output }: Environment, { engine, registered }: Session, name: string): Promise<void> {
  await locked(registered, () => engine.snapshots.save(name));
  output.line(output.say("snapshotSaved", { name }));
}

async function restore(environment: Environment, { engine, registered }: Session, name: string): Promise<void> {
  const { output } = environment;
  await confirm(environment, output.say("confirmRestore", { name }));
  await locked(registered, () => engine.snapshots.restore(name));
  output.line(output.say("snapshotRestored", { name }));
}

async function remove({ output }: Environment, { engine, registered }: Session, name: string): Promise<void> {
  await locked(registered, () => engine.snapshots.delete(name));
  output.line(output.say("snapshotDeleted", { name }));
}

async function list(environment: Environment, lab: string | undefined): Promise<void> {
  const { output } = environment;
  const { spec, engine } = openRegistered(environment, lab);
  const all = await engine.snapshots.list();
  if (all.length === 0) output.line(output.say("noSnapshots"));
  else output.table([output.say("colSnapshot"), output.say("colCreated"), ""], all.map(({ name, created, isOfThisShape }) => [name, created, isOfThisShape ? "" : output.say("ofOldShape")]));
  output.result({ lab: spec.name, snapshots: all });
}

function meant(environment: Environment, words: readonly string[]): { session: Session; snapshot: string } {
  const [lab, name = ""] = words.length > 1 ? words : [undefined, words[0]];
  if (words.length > 2 || !NAME.test(name)) throw LabError.of("LW4043", { given: words.slice(-1)[0] ?? "" });
  return { session: openRegistered(environment, lab), snapshot: name };
}
