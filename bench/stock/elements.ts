import { readFileSync, writeFileSync } from "node:fs";
import { elementFields, structureFields, type Fields } from "../../provider-libvirt/runtime/fields";

type Json = Readonly<Record<string, unknown>>;

interface TerraformJson {
  readonly terraform: { readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>> };
  readonly provider: Readonly<Record<string, readonly Json[]>>;
  readonly variable?: Readonly<Record<string, Json>>;
  readonly locals?: Json;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
}

interface Resource extends Json {
  readonly "//": { readonly metadata: { readonly path: string } };
}

/** Takes synthesized JSON apart into its elements, one a line, as the other subjects read them. */
export function writeElements(jsonFile: string, file: string): void {
  const json = JSON.parse(readFileSync(jsonFile, "utf8")) as TerraformJson;
  const paths = Object.values(json.resource).flatMap((resources) => Object.values(resources)).map((resource) => resource["//"].metadata.path);
  const stack = paths[0]?.split("/")[0] ?? "";
  const elements: Json[] = [
    ...Object.entries(json.provider).flatMap(([type, [attributes]]) => ({ kind: "provider", path: `${stack}/${type}`, type, ...json.terraform.required_providers[type], attributes })),
    ...Object.entries(json.variable ?? {}).map(([name, attributes]) => ({ kind: "variable", path: `${stack}/${name}`, name, attributes })),
    ...Object.entries(json.locals ?? {}).map(([name, value]) => ({ kind: "local", path: `${stack}/${name}`, name, value })),
    ...Object.entries(json.resource).flatMap(([type, resources]) => Object.values(resources).map((resource) => resourceElement(type, resource))),
  ];
  writeFileSync(file, elements.map((element) => `${JSON.stringify(element)}\n`).join(""));
}

function resourceElement(type: string, { "//": { metadata: { path } }, provider, depends_on, lifecycle, provisioner, ...attributes }: Resource): Json {
  const { ignore_changes, replace_triggered_by, precondition } = (lifecycle ?? {}) as Json;
  const meta = {
    ofProvider: provider !== undefined,
    dependsOn: (depends_on as string[] | undefined)?.map((fqn) => ({ fqn })),
    lifecycle: lifecycle && { ignoreChanges: ignore_changes, replaceTriggeredBy: replace_triggered_by, precondition: (precondition as Json[] | undefined)?.map(({ condition, error_message: errorMessage }) => ({ condition, errorMessage })) },
  };
  // The stock bindings know no resource but the provider's own, by properties in camel case.
  const config = type.startsWith("libvirt_") ? renamed(attributes, elementFields(type)) : undefined;
  return { kind: "resource", path, type, attributes, config, meta, provisioner };
}

function renamed(value: unknown, fields: Fields): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, fields));
  if (typeof value !== "object" || value === null) return value;
  const known = new Map([...fields.values()].map((field) => [field.attribute, field]));
  return Object.fromEntries(Object.entries(value).map(([attribute, item]) => {
    const field = known.get(attribute);
    if (!field) throw new Error(`the provider has no attribute ${attribute}`);
    return [field.property, field.structure < 0 ? item : renamed(item, structureFields(field.structure))];
  }));
}
