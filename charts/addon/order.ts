import { LabError } from "../../constructs/core/lab-error";
import type { Addon } from "./addon";
import { needsOf, providersOf } from "./needs";
import type { AddonSet } from "./addon-set";

/** Those that have to be ready before an add-on: what it refers to, and what brings what it needs. */
export function before(addon: Addon): Addon[] {
  const { requires = [] } = addon.description;
  return [...new Set([...requires, ...needsOf(addon).flatMap((need) => providersOf(addon.set, need))])].filter((other) => other !== addon);
}

/** A cluster's add-ons, each after those that it waits for; otherwise in the order they were declared in. @throws LabError LW1209 */
export function inOrder(set: AddonSet): Addon[] {
  const done = new Set<Addon>();
  const visit = (addon: Addon, waiting: readonly Addon[]): void => {
    if (done.has(addon)) return;
    if (waiting.includes(addon)) {
      const cycle = [...waiting.slice(waiting.indexOf(addon)), addon].map(({ node }) => node.id).join(" -> ");
      throw LabError.of("LW1209", { cycle }, addon.node.path);
    }
    for (const other of before(addon)) visit(other, [...waiting, addon]);
    done.add(addon);
  };
  for (const addon of set.addons) visit(addon, []);
  return [...done];
}
