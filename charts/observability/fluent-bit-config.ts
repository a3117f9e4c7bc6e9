/** Keys of a section, in the order that they are written in. */
export type FluentBitFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A section of Fluent Bit's classic configuration. @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode */
export function fluentBitSection(kind: "INPUT" | "FILTER" | "OUTPUT", fields: FluentBitFields): string {
  const lines = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`    ${key} ${typeof value === "boolean" ? (value ? "On" : "Off") : value}`]));
  return [`[${kind}]`, ...lines, ""].join("\n");
}
