/** A name of Alloy's language that stands for something, such as another component's output. */
export class AlloyName {
  constructor(readonly text: string) {}
}

/** An expression of Alloy's language. */
export const expression = (text: string): AlloyName => new AlloyName(text);

export type AlloyValue = string | number | boolean | AlloyName | readonly AlloyValue[] | { readonly [key: string]: AlloyValue };

/** A component, or a block inside one. */
export interface AlloyBlock {
  /** Such as `loki.write`. */
  readonly type: string;
  readonly label?: string;
  readonly fields?: Readonly<Record<string, AlloyValue | undefined>>;
  readonly blocks?: readonly AlloyBlock[];
}

/** Blocks in Alloy's language. @see https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/ */
export function alloyConfig(blocks: readonly AlloyBlock[]): string {
  return blocks.map((block) => lines(block).join("\n")).join("\n\n") + "\n";
}

function lines({ type, label, fields = {}, blocks = [] }: AlloyBlock): string[] {
  const head = label === undefined ? type : `${type} ${JSON.stringify(label)}`;
  const own = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${written(value)}`]));
  const body = [...own, ...blocks.flatMap(lines)].map((line) => `  ${line}`);
  return body.length === 0 ? [`${head} {}`] : [`${head} {`, ...body, "}"];
}

function written(value: AlloyValue): string {
  if (value instanceof AlloyName) return value.text;
  if (isList(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value === "object") return `{ ${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)} = ${written(one)}`).join(", ")} }`;
  return JSON.stringify(value);
}

function isList(value: AlloyValue): value is readonly AlloyValue[] {
  return Array.isArray(value);
}
