import type { ErrorObject, ValidateFunction } from "ajv";
import type { Text } from "./text";

/** Answers with a list of sentences, empty when the value is valid. */
export type SchemaCheck = (value: unknown) => Text[];

const THE_FILE: Text = { en: "the file", zh: "文件" };

/** Checks values against a JSON Schema. `whole` is what a value as a whole is called. */
export function compile(schema: object, whole = THE_FILE): SchemaCheck {
  return checkBy(newAjv().compile(schema), whole);
}

/** Checks values against the definitions of a JSON Schema, each compiled when it is first asked for. */
export function compileDefinitions(schema: { readonly definitions: object }, whole = THE_FILE): (name: string) => SchemaCheck {
  const ajv = newAjv().addSchema(schema, "schema");
  const checks = new Map<string, SchemaCheck>();
  return (name) => {
    const known = checks.get(name);
    if (known !== undefined) return known;
    const validate = ajv.getSchema(`schema#/definitions/${name}`);
    if (validate === undefined) throw new Error(`the schema does not define ${name}`);
    const check = checkBy(validate as ValidateFunction, whole);
    checks.set(name, check);
    return check;
  };
}

function newAjv(): import("ajv").default {
  // Loaded here: most runs have nothing to check.
  const { default: Ajv } = require("ajv") as typeof import("ajv");
  return new Ajv({ allErrors: true, strict: false, inlineRefs: false, allowUnionTypes: true });
}

function checkBy(validate: ValidateFunction, whole: Text): SchemaCheck {
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => describe(error, whole)));
}

function describe(error: ErrorObject, whole: Text): Text {
  const path = error.instancePath.replace(/^\//, "").replaceAll("/", ".");
  const told = (en: string, zh: string): Text => ({ en: `${path || whole.en} ${en}`, zh: `${path || whole.zh} ${zh}` });
  const { additionalProperty, allowedValues, type, pattern, missingProperty } = error.params as Readonly<Record<string, string>> & { readonly allowedValues?: readonly unknown[] };
  if (additionalProperty !== undefined) return told(`has the unknown property \`${additionalProperty}\``, `含有未知属性 \`${additionalProperty}\``);
  if (allowedValues !== undefined) return told(`must be one of ${allowedValues.join(", ")}`, `必须是 ${allowedValues.join("、")} 之一`);
  const en = error.message ?? "is not valid";
  if (missingProperty !== undefined) return told(en, `缺少属性 \`${missingProperty}\``);
  if (pattern !== undefined) return told(en, `必须符合 \`${pattern}\``);
  return told(en, type === undefined ? "无效" : `的类型必须是 ${type}`);
}
