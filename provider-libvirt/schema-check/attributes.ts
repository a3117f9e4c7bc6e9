import { nearest } from "../runtime/nearest";
import { given, type SchemaRule } from "./problem";
import { type Attributes, type AttributeSchema, type AttributeType, isReadOnly, type NestedType } from "./schema";

/** A problem before it is known whose it is. */
export interface Finding {
  readonly attribute: string;
  readonly rule: SchemaRule;
  readonly value: unknown;
  readonly message: string;
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
      yield { attribute, rule: "computed", value: item, message: `"${attribute}" is set by the provider and cannot be given, got: ${given(item)}` };
    } else if (item !== null) {
      yield* checkValue(item, definition, attribute);
    }
  }
  for (const [key, { required }] of Object.entries(schema)) {
    if (required && (value[key] === undefined || value[key] === null)) {
      yield { attribute: path + key, rule: "required", value: undefined, message: `"${path + key}" is required` };
    }
  }
}

function unknown(attribute: string, key: string, value: unknown, schema: Attributes): Finding {
  const guess = nearest(key, Object.keys(schema).filter((name) => !isReadOnly(schema[name] as AttributeSchema)));
  const hint = guess === undefined ? "nothing can be given here" : `did you mean "${guess}"?`;
  return { attribute, rule: "unknown", value, message: `the provider has no "${attribute}"; ${hint}` };
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
      yield wrongType(path, "an object", value);
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
    yield wrongType(path, { string: "a string", number: "a number", bool: "a boolean" }[type] ?? type, value);
  }
}

/** A list or set takes an array; a map an object of any keys. */
function* checkCollection(value: unknown, collection: string, path: string, check: (item: unknown, path: string) => Generator<Finding>): Generator<Finding> {
  if (collection === "map" ? !isObject(value) : !Array.isArray(value)) {
    yield wrongType(path, collection === "map" ? "a map" : "a list", value);
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

function wrongType(attribute: string, wanted: string, value: unknown): Finding {
  return { attribute, rule: "type", value, message: `"${attribute}" must be ${wanted}, got: ${given(value)}` };
}
