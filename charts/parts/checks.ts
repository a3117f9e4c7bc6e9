import { LabError, show } from "../../constructs/core/lab-error";
import { oneOf, rules, wholeNumber } from "../../constructs/core/rules";
import type { Text } from "../../constructs/core/text";
import type { NodeFacts } from "../addon/cluster-facts";

type Numbers = Readonly<Record<string, number | undefined>>;

/** @throws LabError LW1001 */
export function refuse(path: string | undefined, property: string, given: unknown, rule: Text): never {
  throw LabError.of("LW1001", { property, given: show(given), rule }, path);
}

/** @throws LabError LW1001 for what is no whole number of that size; what was left out is none to check */
export function checkWhole(path: string, numbers: Numbers, least = 1, most = Infinity): void {
  const rule = most === Infinity ? { en: `a whole number, ${least} or more`, zh: `不小于 ${least} 的整数` } : wholeNumber(least, most);
  check(path, numbers, (given) => Number.isSafeInteger(given) && given >= least && given <= most, rule);
}

/** @throws LabError LW1001 for what is no number of that size, with or without a fraction */
export function checkNumber(path: string, numbers: Numbers, least = 0, most = Infinity): void {
  const rule = most === Infinity ? { en: `a number, ${least} or more`, zh: `不小于 ${least} 的数` } : { en: `a number from ${least} to ${most}`, zh: `${least} 到 ${most} 的数` };
  check(path, numbers, (given) => Number.isFinite(given) && given >= least && given <= most, rule);
}

function check(path: string, numbers: Numbers, fits: (given: number) => boolean, rule: Text): void {
  for (const [property, given] of Object.entries(numbers)) if (given !== undefined && !fits(given)) refuse(path, property, given, rule);
}

/** @throws LabError LW1001 for what is said of a part that is turned off */
export function checkTogether(path: string, said: Readonly<Record<string, unknown>>, parts: Readonly<Record<string, boolean>>): void {
  const off = Object.keys(parts).find((part) => parts[part] === false);
  const [property, given] = Object.entries(said).find(([, one]) => one !== undefined) ?? [];
  if (off === undefined || property === undefined) return;
  refuse(path, property, given, { en: `left out where \`${off}\` is false`, zh: `\`${off}\` 为 false 时不可设置` });
}

/** @throws LabError LW1001 for the first that does not match */
export function checkEach(path: string, property: string, values: readonly string[], pattern: RegExp, rule: Text): void {
  const wrong = values.findIndex((value) => !pattern.test(value));
  if (wrong >= 0) refuse(path, `${property}[${wrong}]`, values[wrong], rule);
}

/** @throws LabError LW1001 */
export function checkAbsolutePath(path: string, property: string, value: string): void {
  if (!/^\/[^\0]*$/.test(value)) refuse(path, property, value, rules.absolutePath);
}

/** @throws LabError LW1001 for a node that the cluster does not have */
export function checkNode(path: string, property: string, name: string, nodes: readonly NodeFacts[]): void {
  const names = nodes.map((node) => node.name);
  if (!names.includes(name)) refuse(path, property, name, oneOf(names));
}
