import { LabError, show } from "../../constructs/core/lab-error";

/** @throws LabError LW1001 for what is no whole number of that size */
export function checkWhole(path: string, numbers: Readonly<Record<string, number | undefined>>, least = 1, most = Number.MAX_SAFE_INTEGER): void {
  for (const [property, given] of Object.entries(numbers)) {
    if (given === undefined || (Number.isInteger(given) && given >= least && given <= most)) continue;
    const rule = most === Number.MAX_SAFE_INTEGER ? { en: `a whole number, ${least} or more`, zh: `不小于 ${least} 的整数` } : { en: `a whole number from ${least} to ${most}`, zh: `${least} 至 ${most} 的整数` };
    throw LabError.of("LW1001", { property, given: show(given), rule }, path);
  }
}

/** @throws LabError LW1001 for what is said of a part that is turned off */
export function checkTogether(path: string, said: Readonly<Record<string, unknown>>, parts: Readonly<Record<string, boolean>>): void {
  const off = Object.keys(parts).find((part) => parts[part] === false);
  const [property, given] = Object.entries(said).find(([, one]) => one !== undefined) ?? [];
  if (off === undefined || property === undefined) return;
  throw LabError.of("LW1001", { property, given: show(given), rule: { en: `left out where \`${off}\` is false`, zh: `\`${off}\` 为 false 时不可设置` } }, path);
}
