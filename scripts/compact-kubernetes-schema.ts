import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * `node --import tsx scripts/compact-kubernetes-schema.ts <version> <swagger.json>`: makes the schema that manifests are checked
 * against of `api/openapi-spec/swagger.json` in the Go module k8s.io/kubernetes, one definition a line, and without prose.
 */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Definition = { readonly [key: string]: Json };

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Swagger {
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly "x-kubernetes-group-version-kind"?: GroupVersionKind }>>>>;
}

const INT_OR_STRING: Definition = { type: ["integer", "string"] };

/** Types that JSON Schema would take for plain strings. */
const SPECIAL: Readonly<Record<string, Definition>> = {
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": INT_OR_STRING,
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"], pattern: "^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$" },
  "io.k8s.apimachinery.pkg.runtime.RawExtension": {},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": {},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": {},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": {},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": {},
};

/** What the server writes, and nobody declares. */
const SERVERS_OWN = ["status"];

const PREFIX = "#/definitions/";

function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [version, swagger] = positionals;
  if (version === undefined || swagger === undefined) throw new Error("usage: compact-kubernetes-schema.ts <version, as 1.36.3> <swagger.json>");
  const { definitions, paths } = JSON.parse(readFileSync(swagger, "utf8")) as Swagger;
  const kinds: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    for (const { group, version, kind } of (definition["x-kubernetes-group-version-kind"] ?? []) as unknown as readonly GroupVersionKind[]) {
      if (declarable(definition, kind)) kinds[[group, version, kind].filter(Boolean).join("/")] = name;
    }
  }
  const kept = reachable(Object.values(kinds), definitions);
  const lines = [...kept].sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(compact(name, definitions[name] as Definition))}`);
  const sortedKinds = Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, name]) => `${JSON.stringify(key)}:${JSON.stringify(name)}`);
  const namespaced = namespacedKinds(paths);
  const clusterScoped = Object.keys(kinds).filter((key) => !namespaced.has(key)).sort().map((key) => JSON.stringify(key));
  const file = join(__dirname, "..", "charts", "schema", `kubernetes-${version.split(".").slice(0, 2).join(".")}.schema.json`);
  writeFileSync(file, `{"kubernetes":${JSON.stringify(version)},\n"kinds":{\n${sortedKinds.join(",\n")}},\n"clusterScoped":[\n${clusterScoped.join(",\n")}],\n"definitions":{\n${lines.join(",\n")}}}\n`);
  console.log(`${sortedKinds.length} kinds, ${lines.length} definitions in ${file}`);
}

/** Kinds that some path has below a namespace. */
function namespacedKinds(paths: Swagger["paths"]): Set<string> {
  const below = Object.entries(paths).filter(([path]) => path.includes("/namespaces/{namespace}/"));
  const operations = below.flatMap(([, item]) => Object.values(item)).flatMap((operation) => operation["x-kubernetes-group-version-kind"] ?? []);
  return new Set(operations.map(({ group, version, kind }) => [group, version, kind].filter(Boolean).join("/")));
}

/** Something that stands in a manifest: an object with metadata of its own, and no list. */
function declarable(definition: Definition, kind: string): boolean {
  const { metadata } = (definition.properties ?? {}) as Readonly<Record<string, Definition>>;
  return metadata?.$ref === `${PREFIX}io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta` && !kind.endsWith("List");
}

function reachable(roots: readonly string[], definitions: Readonly<Record<string, Definition>>): Set<string> {
  const seen = new Set<string>();
  const todo = [...roots];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    todo.push(...[...JSON.stringify(compact(name, definitions[name] ?? {})).matchAll(/"#\/definitions\/([^"]+)"/g)].map(([, to]) => to as string));
  }
  return seen;
}

/** As JSON Schema: what is not named is not allowed. */
function compact(name: string, definition: Definition): Json {
  const special = SPECIAL[name];
  if (special !== undefined) return special;
  const isKind = definition["x-kubernetes-group-version-kind"] !== undefined;
  return stripped({ ...definition, ...(isKind && { properties: without(definition.properties as Definition, SERVERS_OWN) }) });
}

function stripped(schema: Definition): Json {
  const { $ref, type, properties, additionalProperties, items, required } = schema as Readonly<Record<string, Json>>;
  if ($ref !== undefined) return { $ref };
  if (schema["x-kubernetes-int-or-string"] === true || schema.format === "int-or-string") return INT_OR_STRING;
  return {
    ...(type !== undefined && { type }),
    ...(required !== undefined && { required }),
    ...(items !== undefined && { items: stripped(items as Definition) }),
    ...(schema.enum !== undefined && { enum: schema.enum }),
    ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties as Definition).map(([key, one]) => [key, stripped(one as Definition)])), additionalProperties: false }),
    ...(additionalProperties !== undefined && { additionalProperties: stripped(additionalProperties as Definition) }),
  };
}

function without(record: Definition, keys: readonly string[]): Definition {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

main();
