const DEEPEST = 64;

/**
 * Why a value cannot be written as JSON and read back the same; undefined when it can. `undefined` in a mapping is
 * nothing at all and therefore fine.
 */
export function notPlainJson(value: unknown, at = "", depth = 0): string | undefined {
  const place = at === "" ? "it" : `\`${at}\``;
  if (depth > DEEPEST) return `${place} is nested more than ${DEEPEST} levels deep, or contains itself`;
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${place} is ${value}`;
  if (typeof value !== "object") return `${place} is ${value === undefined ? "undefined" : `a ${typeof value}`}`;
  if (Array.isArray(value)) return first(Array.from(value, (item, index): [string, unknown] => [String(index), item]), at, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return `${place} is no plain mapping`;
  return first(Object.entries(value).filter(([, item]) => item !== undefined), at, depth);
}

function first(entries: readonly [string, unknown][], at: string, depth: number): string | undefined {
  for (const [key, item] of entries) {
    const why = notPlainJson(item, at === "" ? key : `${at}.${key}`, depth + 1);
    if (why !== undefined) return why;
  }
  return undefined;
}
