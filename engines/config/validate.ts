import type { ErrorObject, ValidateFunction } from "ajv";
import type { Text } from "../../constructs/core/text";

/** Checks a value against a JSON Schema; the answer is a list of sentences, empty when it is valid. */
export function compile(schema: object): (value: unknown) => Text[] {
  // Loaded here: most runs have no configuration file to check.
  const { default: Ajv } = require("ajv") as typeof import("ajv");
  const validate: ValidateFunction = new Ajv({ allErrors: true, strict: false }).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

function describe(error: ErrorObject): Text {
  const path = error.instancePath.replace(/^\//, "").replaceAll("/", ".");
  const told = (en: string, zh: string): Text => ({ en: `${path || "the file"} ${en}`, zh: `${path || "文件"} ${zh}` });
  const { additionalProperty, allowedValues, type, pattern, missingProperty } = error.params as Readonly<Record<string, string>> & { readonly allowedValues?: readonly unknown[] };
  if (additionalProperty !== undefined) return told(`has the unknown property \`${additionalProperty}\``, `含有未知属性 \`${additionalProperty}\``);
  if (allowedValues !== undefined) return told(`must be one of ${allowedValues.join(", ")}`, `必须是 ${allowedValues.join("、")} 之一`);
  const en = error.message ?? "is not valid";
  if (missingProperty !== undefined) return told(en, `缺少属性 \`${missingProperty}\``);
  if (pattern !== undefined) return told(en, `必须符合 \`${pattern}\``);
  return told(en, type === undefined ? "无效" : `的类型必须是 ${type}`);
}
