import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";

/**
 * `node --import tsx scripts/record-chart-values.ts <chart> <version> <values.yaml> --source <repo@ref:file> [--part <key>=<values.yaml>]... [--under <key>] [--open <key>]...`: keeps
 * which keys a chart's own values.yaml has, so that a test can tell a key that the chart does not know. Values, and the text
 * around them, are not kept. `--part` is a sub-chart's file, whose values stand under that key; `--under` is for a file that has
 * all of its defaults under one key, which nobody sets; `--open` is for a key, or a path of them with dots, that the chart passes on with
 * whatever is in it.
 */
type Keys = { [key: string]: Keys | Leaf };
/** `""` for a value, `"*"` for a map or list that takes any keys, `"#"` for a key that only a comment names. */
type Leaf = "" | "*" | "#";

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { source: { type: "string" }, part: { type: "string", multiple: true, default: [] }, under: { type: "string" }, open: { type: "string", multiple: true, default: [] } } });
  const [chart, version, file] = positionals;
  if (chart === undefined || version === undefined || file === undefined || values.source === undefined) throw new Error("usage: record-chart-values.ts <chart> <version> <values.yaml> --source <repo@ref:file> [--part <key>=<values.yaml>]...");
  const all = keysOf(readFileSync(file, "utf8"));
  const inner = values.under === undefined ? all : all[values.under];
  if (typeof inner !== "object") throw new Error(`${file} has nothing under ${values.under}`);
  const keys = { ...inner };
  for (const path of values.open) open(keys, path.split("."));
  for (const part of values.part) {
    const [key = "", from = ""] = part.split("=");
    keys[key] = merged(keysOf(readFileSync(from, "utf8")), keys[key]);
  }
  const folder = join(__dirname, "..", "test", "charts", "values");
  mkdirSync(folder, { recursive: true });
  const lines = Object.entries(keys).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
  const head = { chart, version, source: values.source, recorded: new Date().toISOString().slice(0, 10) };
  writeFileSync(join(folder, `${chart}.json`), `{${Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`).join("")}"keys":{\n${lines.join(",\n")}}}\n`);
}

function open(keys: Keys, [key = "", ...inner]: readonly string[]): void {
  const one = keys[key];
  if (inner.length > 0 && typeof one === "object") open(one, inner);
  else keys[key] = "*";
}

function keysOf(text: string): Keys {
  const keys = shape(parse(text, { merge: true }));
  return withCommented(typeof keys === "object" ? keys : {}, text);
}

/** What a chart says of a part of it stands beside what the part itself says, at every depth. */
function merged(keys: Keys, more: Keys | Leaf | undefined): Keys {
  if (typeof more !== "object") return keys;
  const both = Object.entries(more).map(([key, one]) => {
    const own = keys[key];
    return [key, typeof own === "object" ? merged(own, one) : own === undefined || own === "#" ? one : own];
  });
  return { ...keys, ...(Object.fromEntries(both) as Keys) };
}

function shape(value: unknown): Keys | Leaf {
  if (Array.isArray(value)) return "*";
  if (typeof value !== "object" || value === null) return "";
  const entries = Object.entries(value);
  return entries.length === 0 ? "*" : Object.fromEntries(entries.map(([key, one]) => [key, shape(one)]));
}

/** Charts name keys that they set no value for in comments, at the depth that they belong to. */
function withCommented(keys: Keys, text: string): Keys {
  let stack: { readonly indent: number; readonly keys: Keys }[] = [{ indent: -1, keys }];
  for (const line of text.split("\n")) {
    const [, blanks = "", hash = "", inner = "", key] = /^( *)(#?)( ?)([A-Za-z][A-Za-z0-9_-]*):(?: |$)/.exec(line) ?? [];
    if (key === undefined) continue;
    const indent = blanks.length;
    stack = stack.filter((one) => one.indent < indent);
    const parent = stack.at(-1)?.keys;
    if (parent === undefined) continue;
    if (hash === "" && inner === "") {
      const child = parent[key];
      if (typeof child === "object") stack.push({ indent, keys: child });
      else stack.push({ indent, keys: {} });
    } else if (hash === "#" && parent[key] === undefined) parent[key] = "#";
  }
  return keys;
}

main();
