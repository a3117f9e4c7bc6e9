import { type IResolveContext, Token, type TerraformStack } from "cdktf";
import { ownExpression } from "./attribute";

/** What cdktf's encoded strings, lists, maps and numbers have in common; Terraform's own expressions it leaves as they are. */
const ENCODED = /\{TfToken\[|e\+2[89]\d/;

/** Encoded numbers are far below anything that is meant as one: about -1e289. */
const ENCODED_NUMBER = -1e280;

const MAP_TOKENS: ReadonlySet<unknown> = new Set([Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE, Token.NUMBER_MAP_TOKEN_VALUE]);

/** cdktf gives up on deeper ones, as they are probably endless. */
const MAX_DEPTH = 200;

/**
 * A part of the configuration in which nothing is left to resolve. cdktf resolves an element three times, value by value;
 * this it takes for one token, whose value is the object itself.
 */
class Settled {
  [attribute: string]: unknown;

  // Of the prototype: it is no attribute.
  resolve(context: IResolveContext): null {
    context.registerPostProcessor({ postProcess: () => this });
    return null;
  }
}

/**
 * Marks what is settled of an element's rendered configuration, so that cdktf passes over it. The JSON is the same.
 * @param stack the element's: what it overrides by path is merged in later, into plain objects only
 */
export function settle<T extends object>(stack: TerraformStack, rendered: T): T {
  const { rawOverrides } = stack as unknown as { readonly rawOverrides?: object };
  if (rawOverrides === undefined || Object.keys(rawOverrides).length > 0) return rendered;
  // The outermost objects are merged with those of other elements.
  return mapValues(rendered, (byType) => mapValues(byType, (byId) => mapValues(byId, (attributes) => settled(attributes, stack, 0)))) as T;
}

function mapValues(value: unknown, change: (item: unknown) => unknown): unknown {
  if (!isPlain(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = change(value[key]);
  return result;
}

function settled(value: unknown, stack: TerraformStack, depth: number): unknown {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => settled(item, stack, depth + 1)).filter((item) => item !== undefined);
  if (!isPlain(value)) return ownExpression(value, stack) ?? value;
  const result = new Settled();
  let isSettled = true;
  for (const key of Object.keys(value)) {
    const item = settled(value[key], stack, depth + 1);
    if (item === undefined) continue;
    result[key] = item;
    isSettled &&= isFinal(item) && !ENCODED.test(key);
  }
  // An attribute of this name would be taken for the method.
  return isSettled && !Object.hasOwn(result, "resolve") ? result : { ...result };
}

function isFinal(value: unknown): boolean {
  switch (typeof value) {
    case "string": return !ENCODED.test(value) && !MAP_TOKENS.has(value);
    case "number": return value > ENCODED_NUMBER && !MAP_TOKENS.has(value);
    case "boolean": return true;
    case "object": return value === null || value instanceof Settled || (Array.isArray(value) && value.every(isFinal));
    default: return false;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && typeof (value as { resolve?: unknown }).resolve !== "function";
}
