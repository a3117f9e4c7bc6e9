import { nearest } from "../runtime/nearest";
import { checkAttributes, type Finding, isObject } from "./attributes";
import { given, type SchemaProblem } from "./problem";
import { committedSchema, type ElementSchema, libvirtSchema, type ProviderSchema, type ProviderSchemas } from "./schema";

/** Arguments Terraform itself handles, which are in no provider's schema. */
const RESOURCE_META = new Set(["//", "depends_on", "count", "for_each", "provider", "lifecycle", "provisioner", "connection"]);
const PROVIDER_META = new Set(["//", "alias", "version"]);

/**
 * Checks synthesized Terraform JSON against the provider's schema, offline. Stricter than Terraform in one point: a number
 * written as text is a wrong type here, where Terraform would convert it. Other providers' resources are not looked at.
 */
export function checkTerraformJson(json: object, schema: ProviderSchemas = committedSchema()): SchemaProblem[] {
  const provider = libvirtSchema(schema);
  const { resource, data, provider: providers } = json as { resource?: unknown; data?: unknown; provider?: unknown };
  return [
    ...checkProviders(providers, provider),
    ...checkElements("resource", resource, provider.resource_schemas ?? {}),
    ...checkElements("data", data, provider.data_source_schemas ?? {}),
  ];
}

function checkProviders(providers: unknown, { provider }: ProviderSchema): SchemaProblem[] {
  return bodies(isObject(providers) ? providers["libvirt"] : undefined).flatMap((body) =>
    checkBody(`provider.libvirt${typeof body["alias"] === "string" ? `.${body["alias"]}` : ""}`, body, provider, PROVIDER_META),
  );
}

function checkElements(block: string, types: unknown, schemas: Readonly<Record<string, ElementSchema>>): SchemaProblem[] {
  const libvirt = Object.entries(isObject(types) ? types : {}).filter(([type]) => type.startsWith("libvirt_"));
  return libvirt.flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, value]) =>
      bodies(value).flatMap((body) => {
        const address = `${block}.${type}.${name}`;
        return type in schemas ? checkBody(address, body, schemas[type], RESOURCE_META) : [unknownType(address, type, body, schemas)];
      }),
    ),
  );
}

function checkBody(address: string, body: Body, schema: ElementSchema | undefined, meta: ReadonlySet<string>): SchemaProblem[] {
  const attributes = Object.fromEntries(Object.entries(body).filter(([key]) => !meta.has(key)));
  return [...checkAttributes(attributes, schema?.block.attributes ?? {}, "")].map((finding) => problem(address, body, finding));
}

function unknownType(address: string, type: string, body: Body, schemas: Readonly<Record<string, ElementSchema>>): SchemaProblem {
  const guess = nearest(type, Object.keys(schemas));
  return problem(address, body, { attribute: "", rule: "unknown", value: type, words: { en: `the provider has no ${type}; did you mean ${guess}?`, zh: `provider 没有 ${type}；是否应为 ${guess}？` } });
}

function problem(address: string, body: Body, { attribute, rule, value, words }: Finding): SchemaProblem {
  const constructPath = metadataPath(body);
  const where = constructPath === undefined ? address : `${address} (${constructPath})`;
  return { address, ...(constructPath === undefined ? {} : { constructPath }), attribute, rule, given: given(value), message: `${where}: ${words.en}`, words };
}

function metadataPath(body: Body): string | undefined {
  const comment = body["//"];
  const metadata = isObject(comment) ? comment["metadata"] : undefined;
  const path = isObject(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}

type Body = Readonly<Record<string, unknown>>;

/** Terraform's JSON syntax takes one body or a list of them. */
function bodies(value: unknown): Body[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}
