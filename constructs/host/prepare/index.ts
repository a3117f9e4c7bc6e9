import type { KvmHost } from "../kvm-host";
import { bridgeStep, type HostBridge } from "./bridge";
import { bridgeCommand } from "./bridge-local";
import { libvirtStep } from "./libvirt";
import { nestedStep } from "./nested";
import { ovsStep } from "./ovs";
import { packagesStep } from "./packages";
import { stepCommand, type PrepareStep } from "./step";
import { storageStep } from "./storage";

/** All that a host is prepared with, checked. */
export interface HostPlan {
  readonly packages: readonly string[];
  readonly aptMirror?: string;
  readonly aptSecurity?: string;
  readonly minimumFreeBytes: number;
  readonly nested: boolean;
  readonly ovsBridge?: { readonly name: string; readonly datapath?: string };
  readonly bridge?: HostBridge;
}

/** A step as shell commands for the machine that runs Terraform. */
export interface HostStepCommands {
  readonly name: string;
  readonly apply: string;
  readonly undo: string;
}

/**
 * The steps in the order they are applied; undo goes the other way. Those that are not asked for are there too: they
 * take back what an earlier version of the stack had asked for.
 */
export function hostSteps(host: Pick<KvmHost, "ssh" | "name" | "storagePath" | "imagePath">, stack: string, plan: HostPlan): readonly HostStepCommands[] {
  const steps: readonly PrepareStep[] = [
    packagesStep(plan.packages, plan.aptMirror, plan.aptSecurity),
    libvirtStep(),
    storageStep(host.storagePath, host.imagePath, plan.minimumFreeBytes),
    nestedStep(plan.nested),
    ovsStep(plan.ovsBridge),
    bridgeStep(plan.bridge),
  ];
  return steps.map((step) => {
    const command = step.name === "bridge" ? bridgeCommand : stepCommand;
    return { name: step.name, apply: command(host, step, stack, "apply"), undo: command(host, step, stack, "undo") };
  });
}
