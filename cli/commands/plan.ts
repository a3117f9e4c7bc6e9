import type { Command } from "commander";
import { isOn, type Deployable } from "../../engines/synth/order";
import { LabStack } from "../../stacks/lab-stack";
import { withDeployment } from "../deploy";
import type { Environment } from "../environment";
import { withHostArch } from "../host-arch";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";
import { showHead, showPlan } from "../plan-view";
import { ProgressView } from "../progress";
import { openStack } from "../session";
import { showUnchecked } from "../unchecked";
import { planHost } from "./prepare-host";

/** `labwright plan`: what `up` would do, and why. */
export function planCommand(program: Command, environment: () => Environment): void {
  labOptions(program.command("plan").argument("[lab]", "chapter id, or path of a lab file")
    .description("say what `up` would create, rebuild, restart or remove, and why"), "one of several labs of a file, with what it depends on")
    .action((lab: string | undefined, options: LabOptions) => plan(environment(), lab, options));
}

async function plan(environment: Environment, lab: string | undefined, options: LabOptions): Promise<void> {
  const { output } = environment;
  return withDeployment(await withHostArch(environment), labNameOr(environment, lab), options, async ({ target, stacks, engine }) => {
    const planned: unknown[] = [];
    for (const stack of stacks) {
      const on = absentHost(environment, stack, stacks);
      if (on !== undefined) {
        output.field(output.say("plan"), output.say("planLater", { lab: stack.node.id, on }));
        planned.push({ stack: stack.node.id, after: on });
      } else if (LabStack.isLabStack(stack)) {
        const session = await openStack(environment, target, stack, engine.engine);
        const view = new ProgressView(output);
        const found = await session.engine.plan(view.update).finally(() => view.stop());
        if (stacks.length > 1) showHead(environment, session);
        showPlan(environment, found);
        showUnchecked(output, session.spec.machines);
        planned.push({ lab: session.spec.name, changes: found.changes });
      } else planned.push({ stack: stack.node.id, steps: await planHost(environment, stack) });
    }
    output.result(planned.length === 1 ? planned[0] : planned);
  });
}

/** The lab that a stack's host is a machine of, where it is not up: libvirt's provider asks the host while planning. */
function absentHost({ registry, project }: Environment, stack: Deployable, all: readonly Deployable[]): string | undefined {
  const on = all.find((other) => isOn(stack, other));
  if (on === undefined || registry.list().some((lab) => lab.project === project.directory && lab.stackId === on.node.id)) return undefined;
  return on.node.id;
}
