import { elements, structures } from "../lib/tables";
import { KIND_MARKS, MODE_MARKS, plainCamelCase } from "./notation";

export type Mode = keyof typeof MODE_MARKS;
export type Kind = keyof typeof KIND_MARKS;

export interface Field {
  readonly property: string;
  readonly attribute: string;
  readonly mode: Mode;
  readonly kind: Kind;
  /** Index of the nested structure's table; -1 for plain values. */
  readonly structure: number;
}

/** The fields of one structure or element, by property name. */
export type Fields = ReadonlyMap<string, Field>;

const MODES = invert(MODE_MARKS);
const KINDS = invert(KIND_MARKS);
const FIELD = /^(\w+?)(?:=(\w+))?([!?~-])([snblt{[])(\d*)$/;

// Tables stay text until a structure is first used: most programs use a few of the hundreds.
const parsedStructures = new Map<number, Fields>();
const parsedElements = new Map<string, Fields>();

export function structureFields(index: number): Fields {
  let fields = parsedStructures.get(index);
  if (fields === undefined) {
    parsedStructures.set(index, (fields = parse(structures[index])));
  }
  return fields;
}

/** `address` is `libvirt_x`, `data.libvirt_x` or `provider.libvirt`. */
export function elementFields(address: string): Fields {
  let fields = parsedElements.get(address);
  if (fields === undefined) {
    parsedElements.set(address, (fields = parse(elements[address])));
  }
  return fields;
}

function parse(table: string | undefined): Fields {
  if (table === undefined) {
    throw new Error("the generated tables are incomplete: run the generator again");
  }
  const fields = table === "" ? [] : table.split(" ").map(parseField);
  return new Map(fields.map((field) => [field.property, field]));
}

function parseField(text: string): Field {
  const [, attribute = "", property = plainCamelCase(attribute), mode = "", kind = "", structure] = FIELD.exec(text) ?? [];
  return {
    property,
    attribute,
    mode: MODES[mode] as Mode,
    kind: KINDS[kind] as Kind,
    structure: structure === undefined || structure === "" ? -1 : Number(structure),
  };
}

function invert<K extends string>(marks: Readonly<Record<K, string>>): Readonly<Record<string, K>> {
  return Object.fromEntries(Object.entries<string>(marks).map(([name, mark]) => [mark, name as K]));
}
