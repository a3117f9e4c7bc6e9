import type { Addon } from "./addon";
import type { AddonSet } from "./addon-set";
import type { Capability } from "./capability";

/** What the cluster has to have for it: a Pod network too, if it runs Pods and is none itself. */
export function needsOf({ description: { needs = [], provides = [], resources } }: Addon): Capability[] {
  const runsPods = resources.memoryMiB + (resources.memoryPerNodeMiB ?? 0) > 0;
  const network: readonly Capability[] = runsPods && !provides.includes("cni") && !needs.includes("cni") ? ["cni"] : [];
  return [...network, ...needs];
}

function provides(addon: Addon, capability: Capability): boolean {
  return addon.description.provides?.includes(capability) === true;
}

/** Those of a cluster that bring something. */
export function providersOf(set: AddonSet, capability: Capability): Addon[] {
  return set.addons.filter((addon) => provides(addon, capability));
}
