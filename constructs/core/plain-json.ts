import type { Text } from "./text";

const DEEPEST = 64;

/**
 * Why a value cannot be written as JSON and read back the same; undefined when it can. `undefined` in a mapping is
 * nothing at all and therefore fine.
 */
export function notPlainJson(value: unknown, at = "", depth = 0): Text | undefined {
  const told = (en: string, zh: string): Text => (at === "" ? { en: `it ${en}`, zh: `它${zh}` } : { en: `\`${at}\` ${en}`, zh: `\`${at}\` ${zh}` });
  if (depth > DEEPEST) return told(`is nested more than ${DEEPEST} levels deep, or contains itself`, `嵌套超过 ${DEEPEST} 层，或包含自身`);
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : told(`is ${value}`, `为 ${value}`);
  if (typeof value !== "object") return value === undefined ? told("is undefined", "为 undefined") : told(`is a ${typeof value}`, `的类型为 ${typeof value}`);
  if (Array.isArray(value)) return first(Array.from(value, (item, index): [string, unknown] => [String(index), item]), at, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return told("is no plain mapping", "不是普通映射");
  return first(Object.entries(value).filter(([, item]) => item !== undefined), at, depth);
}

function first(entries: readonly [string, unknown][], at: string, depth: number): Text | undefined {
  for (const [key, item] of entries) {
    const why = notPlainJson(item, at === "" ? key : `${at}.${key}`, depth + 1);
    if (why !== undefined) return why;
  }
  return undefined;
}
