import { readFileSync } from "node:fs";
import { join } from "node:path";
import { elementFields, type Field, type Fields, structureFields } from "../../provider-libvirt/runtime/fields";
import { type Attributes, type AttributeSchema, committedSchema, type ElementSchema, libvirtSchema } from "../../provider-libvirt/schema-check/schema";
import * as bindings from "@cdktf/provider-libvirt";

const schema = libvirtSchema(committedSchema());
const PACKAGE = join(__dirname, "../../provider-libvirt");

const provider: ElementSchema = { block: { attributes: { ...schema.provider?.block.attributes, alias: { type: "string", optional: true } } } };
const elements: [string, ElementSchema][] = [
  ["provider.libvirt", provider],
  ...Object.entries(schema.resource_schemas ?? {}),
  ...Object.entries(schema.data_source_schemas ?? {}).map(([type, element]): [string, ElementSchema] => [`data.${type}`, element]),
];

/** Every attribute below, as `path: mode kind`. */
function fromSchema(attributes: Attributes, path = ""): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => [
    `${path}${name}: ${schemaMode(attribute)} ${schemaKind(attribute)}`,
    ...fromSchema(attribute.nested_type?.attributes ?? {}, `${path}${name}.`),
  ]);
}

function fromTables(fields: Fields, path = ""): string[] {
  return [...fields.values()].flatMap((field) => [
    `${path}${field.attribute}: ${field.mode} ${field.kind}`,
    ...(field.structure < 0 ? [] : fromTables(structureFields(field.structure), `${path}${field.attribute}.`)),
  ]);
}

function schemaMode({ required, optional, computed }: AttributeSchema): string {
  return [required && "required", optional && "optional", computed && "computed"].filter(Boolean).join("+");
}

function schemaKind({ type, nested_type }: AttributeSchema): string {
  const kinds: Record<string, string> = { '["list","string"]': "stringList", '["set","string"]': "stringSet", single: "object", list: "objectList" };
  const spelled = nested_type?.nesting_mode ?? (typeof type === "string" ? type : JSON.stringify(type));
  return kinds[spelled] ?? spelled;
}

describe.each(elements)("%s", (address, element) => {
  const attributes = element.block.attributes ?? {};

  test("the tables hold the schema's attributes, no more and no less", () => {
    expect(fromTables(elementFields(address)).sort()).toEqual(fromSchema(attributes).sort());
  });

  test("the class has the members of its attributes", () => {
    const members = Object.getOwnPropertyNames(classOf(address).prototype).filter((name) => name !== "constructor");
    const expected = [...elementFields(address).values()].flatMap(expectedMembers);
    expect(members.sort()).toEqual(expected.sort());
  });

  test("the interfaces hold the schema's attributes, no more and no less", () => {
    const config = `${classOf(address).name}Config`;
    const settable = [...elementFields(address).values()].filter(({ mode }) => mode !== "computed");
    expect(fromInterfaces(config).sort()).toEqual(settable.flatMap((field) => fromFields(field, "")).sort());
  });
});

test("the walk saw the whole schema", () => {
  expect(elements.flatMap(([, element]) => fromSchema(element.block.attributes ?? {})).length).toBeGreaterThan(4000);
});

test("each distinct structure is one interface and one table", () => {
  const distinct = new Set<string>();
  const collect = (attributes: Attributes): void =>
    Object.values(attributes).forEach(({ nested_type }) => {
      if (nested_type) {
        distinct.add(JSON.stringify(nested_type.attributes ?? {}));
        collect(nested_type.attributes ?? {});
      }
    });
  elements.forEach(([, element]) => collect(element.block.attributes ?? {}));
  const configs = elements.length;
  expect(Object.keys(interfaces).length - configs).toBe(distinct.size);
});

function classOf(address: string): Function & { readonly prototype: object } {
  const type = address.replace(/^(data|provider)\./, "");
  const inData = address.startsWith("data.");
  for (const module of Object.values(bindings) as Record<string, unknown>[]) {
    for (const [name, value] of Object.entries(module)) {
      if ((value as { tfResourceType?: string }).tfResourceType === type && name.startsWith("DataLibvirt") === inData) {
        return value as Function & { readonly prototype: object };
      }
    }
  }
  throw new Error(`no class for ${address}`);
}

function expectedMembers({ property, mode, structure }: Field): string[] {
  const title = property.charAt(0).toUpperCase() + property.slice(1);
  return [
    property,
    ...(mode === "computed" ? [] : [`${property}Input`]),
    ...(mode === "computed" || structure < 0 ? [] : [`put${title}`]),
    ...(mode.startsWith("optional") ? [`reset${title}`] : []),
  ];
}

type Member = readonly [property: string, optional: boolean, type: string];

/** The generated interfaces, read as text: types are gone at run time. */
const interfaces: Readonly<Record<string, readonly Member[]>> = readInterfaces();

function readInterfaces(): Record<string, Member[]> {
  const folders = Object.keys(bindings).map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const files = folders.flatMap((folder) => [`lib/${folder}/index.ts`, `lib/${folder}/types.ts`]).map((file) => read(join(PACKAGE, file)));
  const found = files.join("\n").matchAll(/^export interface (\w+)[^{]*\{\n([^}]*)\}/gm);
  const member = /^ {2}readonly (\w+)(\??): (.+);$/gm;
  return Object.fromEntries([...found].map(([, name = "", body = ""]) => [name, [...body.matchAll(member)].map(([, property = "", mark, type = ""]): Member => [property, mark === "?", type])]));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function fromInterfaces(name: string, path = ""): string[] {
  const members = interfaces[name];
  if (members === undefined) {
    throw new Error(`no interface ${name}`);
  }
  return members.flatMap(([property, optional, type]) => {
    const nested = /[A-Z]\w+/.exec(type.replace(/IResolvable|Computed/g, ""))?.[0];
    return [`${path}${property}${optional ? "?" : ""}: ${type.replace(nested ?? "-", "NESTED")}`, ...(nested === undefined ? [] : fromInterfaces(nested, `${path}${property}.`))];
  });
}

const TYPES = { string: "string", number: "number", bool: "boolean | IResolvable", stringList: "string[]", stringSet: "string[]", object: "NESTED | IResolvable", objectList: "NESTED[] | IResolvable" };

function fromFields({ property, mode, kind, structure }: Field, path: string): string[] {
  const type = mode === "computed" ? `Computed<${TYPES[kind]}>` : TYPES[kind];
  const nested = structure < 0 ? [] : [...structureFields(structure).values()].flatMap((field) => fromFields(field, `${path}${property}.`));
  return [`${path}${property}${mode === "required" ? "" : "?"}: ${type}`, ...nested];
}
