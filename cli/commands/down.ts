import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { Project } from "../../engines/project/project";
import type { Environment } from "../environment";
import { ProgressView } from "../progress";
import { openRegistered } from "../session";

/** `labwright down`: removes a lab, and shows that nothing is left. */
export function downCommand(program: Command, environment: () => Environment): void {
  program.command("down").argument("[lab]", "chapter id, path of a lab file, or nothing when one lab is up")
    .description("remove a lab and all it made, and list what is left of it on the host: nothing")
    .action((lab: string | undefined) => down(environment(), lab));
}

async function down(environment: Environment, lab: string | undefined): Promise<void> {
  const { output, registry, options } = environment;
  const { engine, spec, registered, labDirectory, log } = await openRegistered(environment, lab);
  if (!options.yes && !(await environment.ask(output.say("confirmDown")))) {
    output.line(output.say("nothingDone"));
    throw LabError.of("LW3002");
  }
  const view = new ProgressView(output);
  const { removed, left } = await engine.down(view.update).finally(() => view.stop());
  if (left.length > 0) throw LabError.of("LW3006", { host: spec.host.name, left: left.join(", "), log: log.file });
  const project = new Project(registered.project);
  registry.remove(spec.id);
  rmSync(labDirectory, { recursive: true, force: true });
  rmSync(project.workspace(registered.stackId), { recursive: true, force: true });
  for (const suffix of ["", ".backup"]) rmSync(join(project.stateFile(registered.stackId) + suffix), { force: true });
  const counts = Object.entries(removed).filter(([kind]) => kind !== "directory").map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`);
  if (counts.length > 0) output.field(output.say("removed"), counts.join(", "));
  output.field(output.say("audit"), output.say(counts.length > 0 ? "auditClean" : "auditNothing", { lab: registered.target, host: spec.host.name }));
  output.result({ lab: spec.name, id: spec.id, removed, left });
}
