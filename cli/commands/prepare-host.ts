import { existsSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../constructs/core/lab-error";
import { HostEngine } from "../../engines/libvirt/host-engine";
import { STACK_FILE } from "../../engines/libvirt/workspace";
import { RunLog } from "../../engines/project/run-log";
import { findTerraform } from "../../engines/terraform/terraform";
import type { HostStack } from "../../stacks/host-stack";
import { confirm } from "../confirm";
import type { Environment } from "../environment";
import { ProgressView } from "../progress";
import { knowHost } from "../session";

/** Says what a host would be prepared with. @returns the steps */
export async function planHost(environment: Environment, stack: HostStack): Promise<readonly string[]> {
  const { output } = environment;
  const view = new ProgressView(output);
  const steps = await engineOf(environment, stack).plan(view.update).finally(() => view.stop());
  output.field(output.say("host"), `${stack.host.name}   ${stack.host.uri}`);
  output.field(output.say("plan"), steps.length === 0 ? output.say("planEmpty") : output.say("hostSteps", { steps: steps.join(", ") }));
  return steps;
}

/** Prepares a host for the labs on it. @throws Declined */
export async function prepareHost(environment: Environment, stack: HostStack): Promise<void> {
  const { output } = environment;
  const steps = await planHost(environment, stack);
  if (steps.length === 0) return;
  await confirm(environment, output.say("confirmUp"));
  const view = new ProgressView(output);
  await engineOf(environment, stack).up(view.update).finally(() => view.stop());
  output.line(output.say("hostReady", { host: stack.host.name }));
}

/** Takes back what was prepared on a host, where this project did it. */
export async function undoHost(environment: Environment, stack: HostStack): Promise<void> {
  const { output, project } = environment;
  const id = stack.node.id;
  if (!existsSync(project.stateFile(id)) && !existsSync(join(project.workspace(id), STACK_FILE))) return;
  await confirm(environment, output.say("confirmUndo", { host: stack.host.name }));
  const view = new ProgressView(output);
  await engineOf(environment, stack).down(view.update).finally(() => view.stop());
  project.removeStack(id);
  output.line(output.say("hostUndone", { host: stack.host.name }));
}

function engineOf(environment: Environment, stack: HostStack): HostEngine {
  const { project, signal } = environment;
  const terraform = findTerraform();
  if (!terraform) throw LabError.of("LW2004");
  knowHost(environment, project, stack.host.ssh);
  const log = new RunLog(project.makeLabDirectory(stack.node.id));
  return new HostEngine({ terraform, workspace: project.workspace(stack.node.id), log, signal });
}
