import { nearest } from "../runtime/nearest";
import { given, type SchemaRule, type Words } from "./problem";
import { type Attributes, type AttributeSchema, type AttributeType, isReadOnly, type NestedType } from "./schema";

/** A problem before it is known whose it is. */
export interface Finding {
  readonly attribute: string;
  readonly rule: SchemaRule;
  readonly value: unknown;
  readonly words: Words;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks one object's attributes and all below them. Null counts as not given, as it does for Terraform. */
export function* checkAttributes(value: Readonly<Record<string, unknown>>, schema: Attributes, path: string): Generator<Finding> {
  for (const [key, item] of Object.entries(value).filter(([, item]) => item !== undefined)) {
    const attribute = path + key;
    const definition = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (definition === undefined) {
      yield unknown(attribute, key, item, schema);
    } else if (item !== null && isReadOnly(definition)) {
      yield { attribute, rule: "computed", value: item, words: { en: `"${attribute}" is set by the provider and cannot be given, got: ${given(item)}`, zh: `"${attribute}" 由 provider 设置，不能给出，实际为：${given(item)}` } };
    } else if (item !== null) {
      yield* checkValue(item, definition, attribute);
    }
  }
  for (const [key, { required }] of Object.entries(schema)) {
    if (required && (value[key] === undefined || value[key] === null)) {
      yield { attribute: path + key, rule: "required", value: undefined, words: { en: `"${path + key}" is required`, zh: `缺少必需的 "${path + key}"` } };
    }
  }
}

function unknown(attribute: string, key: string, value: unknown, schema: Attributes): Finding {
  const guess = nearest(key, Object.keys(schema).filter((name) => !isReadOnly(schema[name] as AttributeSchema)));
  const hint = guess === undefined ? { en: "nothing can be given here", zh: "此处不能给出任何内容" } : { en: `did you mean "${guess}"?`, zh: `是否应为 "${guess}"？` };
  return { attribute, rule: "unknown", value, words: { en: `the provider has no "${attribute}"; ${hint.en}`, zh: `provider 没有 "${attribute}"；${hint.zh}` } };
}

function checkValue(value: unknown, { type, nested_type }: AttributeSchema, path: string): Generator<Finding> {
  return nested_type === undefined ? checkPlain(value, type ?? "string", path) : checkNested(value, nested_type, path);
}

function* checkNested(value: unknown, { attributes = {}, nesting_mode }: NestedType, path: string): Generator<Finding> {
  if (isExpression(value)) {
    return;
  }
  if (nesting_mode === "single") {
    if (isObject(value)) {
      yield* checkAttributes(value, attributes, `${path}.`);
    } else {
      yield wrongType(path, { en: "an object", zh: "对象" }, value);
    }
    return;
  }
  yield* checkCollection(value, nesting_mode, path, (item, place) => checkNested(item, { attributes, nesting_mode: "single" }, place));
}

function* checkPlain(value: unknown, type: AttributeType, path: string): Generator<Finding> {
  if (typeof type !== "string") {
    const [collection, element] = type;
    if (!isExpression(value)) {
      yield* checkCollection(value, collection, path, (item, place) => checkPlain(item, element, place));
    }
  } else if (type !== "dynamic" && !fits(value, type)) {
    yield wrongType(path, TYPES[type] ?? { en: type, zh: type }, value);
  }
}

/** A list or set takes an array; a map an object of any keys. */
function* checkCollection(value: unknown, collection: string, path: string, check: (item: unknown, path: string) => Generator<Finding>): Generator<Finding> {
  if (collection === "map" ? !isObject(value) : !Array.isArray(value)) {
    yield wrongType(path, collection === "map" ? { en: "a map", zh: "映射" } : { en: "a list", zh: "列表" }, value);
    return;
  }
  for (const [key, item] of Object.entries(value as object)) {
    yield* check(item, `${path}.${key}`);
  }
}

function fits(value: unknown, type: string): boolean {
  const plain = type === "bool" ? "boolean" : type;
  return typeof value === plain || (typeof value === "string" && value.includes("${"));
}

/** A single expression may yield anything, lists and objects included. */
function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("${") && value.endsWith("}");
}

const TYPES: Readonly<Record<string, Words>> = {
  string: { en: "a string", zh: "字符串" },
  number: { en: "a number", zh: "数字" },
  bool: { en: "a boolean", zh: "布尔值" },
};

function wrongType(attribute: string, wanted: Words, value: unknown): Finding {
  return { attribute, rule: "type", value, words: { en: `"${attribute}" must be ${wanted.en}, got: ${given(value)}`, zh: `"${attribute}" 必须是${wanted.zh}，实际为：${given(value)}` } };
}
