import type { ErrorObject, ValidateFunction } from "ajv";

/** Checks a value against a JSON Schema; the answer is a list of sentences, empty when it is valid. */
export function compile(schema: object): (value: unknown) => string[] {
  // Loaded here: most runs have no configuration file to check.
  const { default: Ajv } = require("ajv") as typeof import("ajv");
  const validate: ValidateFunction = new Ajv({ allErrors: true, strict: false }).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

function describe(error: ErrorObject): string {
  const at = error.instancePath.replace(/^\//, "").replaceAll("/", ".") || "the file";
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  if (additionalProperty !== undefined) return `${at} has the unknown property \`${additionalProperty}\``;
  if (allowedValues !== undefined) return `${at} must be one of ${allowedValues.join(", ")}`;
  return `${at} ${error.message ?? "is not valid"}`;
}
