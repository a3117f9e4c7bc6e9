import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseAllDocuments } from "yaml";

/**
 * `node --import tsx scripts/crd-types.ts <crds.yaml> --source <repo@ref> --out charts/crd/<project>.ts <Kind>[@version]...`: types of custom
 * resources' specs, made of the schemas in their definitions (documents or Lists, YAML or JSON); of a kind with several versions the newest
 * that is served, unless one is named. Prose is left out: the kind's own reference tells it.
 */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly scope: "Cluster" | "Namespaced";
    readonly versions: readonly { readonly name: string; readonly served: boolean; readonly storage: boolean; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** What the server adds, and nobody declares. */
const OUTSIDE = ["apiVersion", "kind", "metadata", "status"];

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { source: { type: "string" }, out: { type: "string" } } });
  const [file, ...kinds] = positionals;
  if (file === undefined || values.source === undefined || values.out === undefined || kinds.length === 0) throw new Error("usage: crd-types.ts <crds.yaml> --source <repo@ref> --out <file.ts> <Kind>[@version]...");
  const documents = parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS() as Definition | { readonly items: readonly Definition[] } | null);
  const items = documents.flatMap((document) => (document === null ? [] : "items" in document ? document.items : [document]));
  const parts = kinds.map((wanted) => typesOf(wanted, items));
  const head = `// Made by scripts/crd-types.ts of the definitions in ${values.source}; not to be edited.\nimport type { CustomKind } from "../addon/custom-object";\n`;
  writeFileSync(values.out, `${head}\n${parts.join("\n")}`);
}

function typesOf(wanted: string, items: readonly Definition[]): string {
  const [kind = "", version] = wanted.split("@");
  const definition = items.find(({ spec }) => spec.names.kind === kind);
  if (definition === undefined) throw new Error(`there is no ${kind}; there are ${items.map(({ spec }) => spec.names.kind).join(", ")}`);
  const { group, versions, scope } = definition.spec;
  const chosen = versions.find(({ name, storage }) => (version === undefined ? storage : name === version));
  if (chosen === undefined) throw new Error(`${kind} has no version ${version}`);
  const { properties = {}, required = [] } = chosen.schema.openAPIV3Schema;
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => !OUTSIDE.includes(key)));
  const body = object({ properties: own, required }, "");
  const constant = kind.replace(/^[A-Z]+$|^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (first) => first.toLowerCase());
  return `export interface ${kind}Fields ${body}\n\n/** ${group}/${chosen.name} */\nexport const ${constant}: CustomKind<${kind}Fields> = { apiVersion: "${group}/${chosen.name}", kind: "${kind}"${scope === "Cluster" ? ', scope: "Cluster"' : ""} };\n`;
}

function typeOf(schema: Schema, indent: string): string {
  if (schema["x-kubernetes-int-or-string"]) return "number | string";
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.properties !== undefined) return object(schema, indent);
  if (schema.type === "array") return `readonly ${grouped(typeOf(schema.items ?? {}, indent))}[]`;
  if (typeof schema.additionalProperties === "object") return `Readonly<Record<string, ${typeOf(schema.additionalProperties, indent)}>>`;
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type === "string" || schema.type === "boolean") return schema.type;
  return schema.type === "object" ? "object" : "unknown";
}

function grouped(type: string): string {
  return type.includes(" | ") && !type.startsWith("{") ? `(${type})` : type;
}

function object({ properties = {}, required = [] }: Schema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([key, schema]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    return `${inner}readonly ${name}${required.includes(key) ? "" : "?"}: ${typeOf(schema, inner)};\n`;
  });
  return lines.length === 0 ? "object" : `{\n${lines.join("")}${indent}}`;
}

main();
