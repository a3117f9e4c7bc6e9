import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The part of `terraform providers schema -json` that decides what a resource may contain. */
export interface ProviderSchemas {
  readonly format_version?: string;
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

export interface ProviderSchema {
  readonly provider?: ElementSchema;
  readonly resource_schemas?: Readonly<Record<string, ElementSchema>>;
  readonly data_source_schemas?: Readonly<Record<string, ElementSchema>>;
}

export interface ElementSchema {
  readonly version?: number;
  readonly block: { readonly attributes?: Attributes; readonly block_types?: Readonly<Record<string, unknown>> };
}

export type Attributes = Readonly<Record<string, AttributeSchema>>;

export interface AttributeSchema {
  readonly type?: AttributeType;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

/** A primitive ("string", "number", "bool") or a collection of one (["list", "string"]). */
export type AttributeType = string | readonly [string, AttributeType];

export interface NestedType {
  /** Absent for a structure without attributes: such a one is still written, as `{}`. */
  readonly attributes?: Attributes;
  readonly nesting_mode: string;
}

const PROVIDER = /(^|\/)libvirt$/;

/** Picks the libvirt provider out of a schema that may hold several. */
export function libvirtSchema(schemas: ProviderSchemas): ProviderSchema {
  const source = Object.keys(schemas.provider_schemas).find((name) => PROVIDER.test(name));
  const schema = source === undefined ? undefined : schemas.provider_schemas[source];
  if (schema === undefined) {
    throw new Error(`no libvirt provider in this schema, got: ${Object.keys(schemas.provider_schemas).join(", ") || "none"}`);
  }
  return schema;
}

/** Only attributes that are neither required nor optional are read-only. */
export function isReadOnly(attribute: AttributeSchema): boolean {
  return attribute.computed === true && attribute.required !== true && attribute.optional !== true;
}

/** The package's own folder, both from its sources and from dist/. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) {
    folder = dirname(folder);
  }
  return folder;
}

/** The version of the provider, and of this package. */
export function boundVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}

export function schemaFile(): string {
  return join(packageRoot(), "schema", `libvirt-${boundVersion()}.json`);
}

let committed: ProviderSchemas | undefined;

/** Reads the committed schema on first use: synthesis alone never needs it. */
export function committedSchema(): ProviderSchemas {
  committed ??= JSON.parse(readFileSync(schemaFile(), "utf8")) as ProviderSchemas;
  return committed;
}
