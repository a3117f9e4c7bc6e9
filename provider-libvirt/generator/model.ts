import type { AttributeSchema, Attributes, ElementSchema, ProviderSchemas } from "../schema-check/schema";
import { libvirtSchema } from "../schema-check/schema";
import { baseName, folderName, pascalCase, propertyName, structureName } from "./names";

export type Mode = "required" | "optional" | "computed" | "optional+computed";
export type Kind = "string" | "number" | "bool" | "stringList" | "stringSet" | "object" | "objectList";

export interface AttributeModel {
  readonly attribute: string;
  readonly property: string;
  readonly mode: Mode;
  readonly kind: Kind;
  readonly structure?: StructureModel;
}

/** A distinct structure. However often the schema repeats it, it is one interface and one table. */
export interface StructureModel {
  readonly attributes: readonly AttributeModel[];
  readonly places: Place[];
  /** Set once all places are known. */
  id: number;
}

/** Where a structure occurs, with the name `cdktf get` would give it there. */
export interface Place {
  readonly folder: string;
  readonly path: readonly string[];
  readonly name: string;
}

export interface ElementModel {
  readonly base: "TerraformProvider" | "TerraformResource" | "TerraformDataSource";
  readonly terraformType: string;
  readonly className: string;
  readonly folder: string;
  readonly attributes: readonly AttributeModel[];
}

export interface Model {
  readonly elements: readonly ElementModel[];
  /** In the order of their ids. */
  readonly structures: readonly StructureModel[];
}

export function buildModel(schemas: ProviderSchemas): Model {
  const schema = libvirtSchema(schemas);
  const builder = new Builder();
  const elements = [
    ...Object.entries(schema.resource_schemas ?? {}).map(([type, element]) => builder.element("TerraformResource", type, baseName(type), element)),
    ...Object.entries(schema.data_source_schemas ?? {}).map(([type, element]) => builder.element("TerraformDataSource", type, `data_${type}`, element)),
    builder.element("TerraformProvider", "libvirt", "libvirt_provider", withAlias(schema.provider ?? { block: {} })),
  ];
  return { elements, structures: builder.finish() };
}

/** The place whose name the interface takes: in the module that uses it most, the shallowest, then the first. */
export function home({ places }: StructureModel): Place {
  const uses = (place: Place): number => places.filter(({ folder }) => folder === place.folder).length;
  return places.reduce((best, place) => {
    const more = uses(place) - uses(best);
    return more > 0 || (more === 0 && place.path.length < best.path.length) ? place : best;
  });
}

/** Terraform knows `alias` on every provider, so no schema lists it. */
function withAlias(provider: ElementSchema): ElementSchema {
  return { block: { attributes: { ...provider.block.attributes, alias: { type: "string", optional: true } } } };
}

class Builder {
  private readonly known = new Map<string, StructureModel>();
  private readonly names = new Set<string>();

  public element(base: ElementModel["base"], terraformType: string, name: string, schema: ElementSchema): ElementModel {
    const className = this.unique(pascalCase(name));
    this.unique(`${className}Config`);
    const folder = base === "TerraformProvider" ? "provider" : folderName(name);
    return { base, terraformType, className, folder, attributes: this.attributes(schema.block.attributes ?? {}, name, folder, []) };
  }

  /** Numbers the structures in the order of their homes' names, so that ids do not depend on discovery. */
  public finish(): StructureModel[] {
    const all = [...this.known.values()].sort((a, b) => (home(a).name < home(b).name ? -1 : 1));
    all.forEach((structure, index) => (structure.id = index));
    return all;
  }

  private attributes(schema: Attributes, element: string, folder: string, path: readonly string[]): AttributeModel[] {
    const properties = new Map<string, string>();
    return Object.entries(schema).map(([attribute, definition]) => {
      const property = propertyName(attribute);
      const where = [element, ...path, attribute].join(".");
      if (properties.has(property)) {
        throw new Error(`${where} and ${properties.get(property)} both become ${property}`);
      }
      properties.set(property, where);
      const common = { attribute, property, mode: mode(definition) };
      return definition.nested_type === undefined
        ? { ...common, kind: plainKind(definition, where) }
        : { ...common, kind: nestedKind(definition.nested_type.nesting_mode, where), structure: this.structure(definition.nested_type.attributes ?? {}, element, folder, [...path, attribute]) };
    });
  }

  private structure(schema: Attributes, element: string, folder: string, path: readonly string[]): StructureModel {
    const attributes = this.attributes(schema, element, folder, path);
    const key = JSON.stringify(schema);
    const structure = this.known.get(key) ?? { attributes, places: [], id: -1 };
    this.known.set(key, structure);
    structure.places.push({ folder, path, name: this.unique(structureName(element, path)) });
    return structure;
  }

  /** cdktf appends an A to a name that is taken. */
  private unique(name: string): string {
    const free = this.names.has(name) ? this.unique(`${name}A`) : name;
    this.names.add(free);
    return free;
  }
}

function mode({ required, optional, computed }: AttributeSchema): Mode {
  if (required) {
    return "required";
  }
  if (optional) {
    return computed ? "optional+computed" : "optional";
  }
  return "computed";
}

const PLAIN: Readonly<Record<string, Kind>> = { '"string"': "string", '"number"': "number", '"bool"': "bool", '["list","string"]': "stringList", '["set","string"]': "stringSet" };
const NESTED: Readonly<Record<string, Kind>> = { single: "object", list: "objectList" };

function plainKind({ type }: AttributeSchema, where: string): Kind {
  return PLAIN[JSON.stringify(type)] ?? unsupported(where, JSON.stringify(type));
}

function nestedKind(nesting: string, where: string): Kind {
  return NESTED[nesting] ?? unsupported(where, `nesting mode ${nesting}`);
}

/** A kind no version has used so far: better to stop than to write bindings that lose it. */
function unsupported(where: string, what: string): never {
  throw new Error(`${where}: ${what} is not supported by this generator yet`);
}
