import { LabError } from "../../constructs/core/lab-error";
import type { HostStack } from "../../stacks/host-stack";
import { LabStack } from "../../stacks/lab-stack";
import type { Built } from "./build-app";

export type Deployable = LabStack | HostStack;

/**
 * What has to be deployed, each stack after those it depends on and after the lab that its host is a machine of.
 * @param wanted a stack's id @default - all of them
 * @throws LabError LW4014 for a stack that is none
 */
export function deploymentOrder({ id, stacks, hosts }: Pick<Built, "id" | "stacks" | "hosts">, wanted?: string): Deployable[] {
  const all: readonly Deployable[] = [...hosts, ...stacks];
  const first = wanted === undefined ? all : all.filter(({ node }) => node.id === wanted);
  if (first.length === 0) throw LabError.of("LW4014", { file: id, given: wanted ?? "", known: all.map(({ node }) => node.id).join(", ") });
  const ordered = new Set<Deployable>();
  const seen = new Set<Deployable>();
  const visit = (stack: Deployable): void => {
    if (seen.has(stack)) return;
    seen.add(stack);
    for (const other of all) if (stack.dependencies.includes(other) || isOn(stack, other)) visit(other);
    ordered.add(stack);
  };
  first.forEach(visit);
  return [...ordered];
}

/** Whether a stack's host is a machine of a lab. */
export function isOn(stack: Deployable, other: Deployable): boolean {
  if (stack === other || !LabStack.isLabStack(other)) return false;
  const { ssh } = LabStack.isLabStack(stack) ? stack.lab.host : stack.host;
  return ssh !== undefined && other.lab.machines.some((machine) => isOnMachine(ssh, machine));
}

/** Whether an SSH destination is a lab's machine, by the name it has in the lab's ssh_config. */
export function isOnMachine(ssh: string, machine: { readonly hostName: string }): boolean {
  return ssh.replace(/^.*@/, "") === machine.hostName;
}
