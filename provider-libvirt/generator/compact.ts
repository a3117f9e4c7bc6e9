import type { AttributeSchema, Attributes, ElementSchema, ProviderSchema, ProviderSchemas } from "../schema-check/schema";
import { libvirtSchema } from "../schema-check/schema";

const SOURCE = "registry.terraform.io/dmacvicar/libvirt";

/**
 * Reduces a schema to what the bindings and the check need. Walks attributes by their place, never by key name:
 * libvirt_domain has an attribute that is itself called `description`.
 */
export function compactSchema(schemas: ProviderSchemas): ProviderSchemas {
  const { provider, resource_schemas, data_source_schemas } = libvirtSchema(schemas);
  const compact: ProviderSchema = {
    provider: element(provider ?? { block: {} }, "provider"),
    resource_schemas: elements(resource_schemas ?? {}),
    data_source_schemas: elements(data_source_schemas ?? {}),
  };
  return { format_version: schemas.format_version ?? "1.0", provider_schemas: { [SOURCE]: compact } };
}

/** One line for each resource and data source, so that a new version reads well in a diff. */
export function renderSchema(schemas: ProviderSchemas): string {
  const { provider, resource_schemas, data_source_schemas } = libvirtSchema(schemas);
  const group = (name: string, all: Readonly<Record<string, ElementSchema>> = {}): string =>
    `"${name}":{\n${Object.entries(all).map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(",\n")}\n}`;
  const body = [`"provider":${JSON.stringify(provider)}`, group("resource_schemas", resource_schemas), group("data_source_schemas", data_source_schemas)];
  return `{"format_version":"${schemas.format_version ?? "1.0"}","provider_schemas":{"${SOURCE}":{\n${body.join(",\n")}\n}}}\n`;
}

function elements(all: Readonly<Record<string, ElementSchema>>): Record<string, ElementSchema> {
  return mapSorted(all, (schema, name) => element(schema, name));
}

function element(schema: ElementSchema, name: string): ElementSchema {
  if (Object.keys(schema.block.block_types ?? {}).length > 0) {
    throw new Error(`${name} has nested blocks: this generator knows nested attributes only`);
  }
  return { ...(schema.version === undefined ? {} : { version: schema.version }), block: { attributes: attributes(schema.block.attributes ?? {}) } };
}

function attributes(all: Attributes): Attributes {
  return mapSorted(all, attribute);
}

function attribute({ type, nested_type, required, optional, computed }: AttributeSchema): AttributeSchema {
  return {
    ...(nested_type ? { nested_type: { attributes: attributes(nested_type.attributes ?? {}), nesting_mode: nested_type.nesting_mode } } : { type }),
    ...(required ? { required } : {}),
    ...(optional ? { optional } : {}),
    ...(computed ? { computed } : {}),
  };
}

function mapSorted<T, R>(all: Readonly<Record<string, T>>, map: (value: T, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.keys(all).sort().map((name) => [name, map(all[name] as T, name)]));
}
