import { LabError, show } from "../../constructs/core/lab-error";
import { rules, wholeNumber } from "../../constructs/core/rules";
import type { Text } from "../../constructs/core/text";
import type { Addon } from "../addon/addon";
import type { NodeFacts } from "../addon/cluster-facts";

/** @throws LabError LW1001 */
export function refuse(addon: Addon, property: string, value: unknown, rule: Text): never {
  throw LabError.of("LW1001", { property, given: show(value), rule }, addon.node.path);
}

/** @throws LabError LW1001 for what is no whole number in between */
export function checkWhole(addon: Addon, property: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) refuse(addon, property, value, wholeNumber(min, max));
}

/** @throws LabError LW1001 */
export function checkAbsolutePath(addon: Addon, property: string, value: string): void {
  if (!/^\/[^\0]*$/.test(value)) refuse(addon, property, value, rules.absolutePath);
}

/** Nodes that ordinary Pods run on. */
export function openNodes(nodes: readonly NodeFacts[]): NodeFacts[] {
  return nodes.filter(({ tainted }) => !tainted);
}

/** A number of things, in English. */
export function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
