import { type AttributeModel, type ElementModel, type Model, type StructureModel, home } from "./model";

/** The type of a value a caller may give. */
export function inputType({ kind, structure }: AttributeModel): string {
  const name = structure === undefined ? "" : home(structure).name;
  return { string: "string", number: "number", bool: "boolean | IResolvable", stringList: "string[]", stringSet: "string[]", object: `${name} | IResolvable`, objectList: `${name}[] | IResolvable` }[kind];
}

export function isSettable({ mode }: AttributeModel): boolean {
  return mode !== "computed";
}

/** The interfaces at home in one module, and aliases for structures whose home is elsewhere. Undefined when it has neither. */
export function renderTypes(element: ElementModel, { structures }: Model, marker: string): string | undefined {
  const mine = structures.filter((structure) => home(structure).folder === element.folder);
  const aliases = structures.flatMap((structure) =>
    structure.places.filter((place) => place.folder === element.folder && place !== home(structure)).map((place) => ({ name: place.name, structure })),
  );
  if (mine.length + aliases.length === 0) {
    return undefined;
  }
  const body = mine.map(renderInterface).join("\n");
  const types = aliases.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, structure }) => `export type ${name} = ${home(structure).name};`);
  return [
    marker,
    "",
    ...renderImports(element.folder, [...mine.flatMap((structure) => nestedIn(structure.attributes)), ...aliases.map(({ structure }) => structure)], body),
    body,
    ...(types.length === 0 ? [] : ["// The same structures in their other places.", ...types, ""]),
  ].join("\n");
}

/** Type imports of structures at home in other modules, one line for each module. */
export function renderImports(folder: string, structures: readonly StructureModel[], body: string): string[] {
  const byFolder = new Map<string, Set<string>>();
  for (const place of structures.map(home)) {
    if (place.folder !== folder) {
      byFolder.set(place.folder, (byFolder.get(place.folder) ?? new Set()).add(place.name));
    }
  }
  const foreign = [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from "../${from}/types";`);
  const own = [
    ...(body.includes("IResolvable") ? ['import type { IResolvable } from "cdktf";'] : []),
    ...(body.includes("Computed<") ? ['import type { Computed } from "../../runtime/reference";'] : []),
  ];
  const lines = [...own, ...foreign];
  return lines.length === 0 ? [] : [...lines, ""];
}

export function nestedIn(attributes: readonly AttributeModel[]): StructureModel[] {
  return attributes.flatMap(({ structure }) => (structure === undefined ? [] : [structure]));
}

function renderInterface(structure: StructureModel): string {
  const { name, path } = home(structure);
  const others = structure.places.length - 1;
  const more = others === 0 ? "" : ` and ${others} more ${others === 1 ? "place" : "places"}`;
  // An empty interface would accept anything at all, an index signature of never accepts `{}` only.
  const members = structure.attributes.length === 0 ? ["  readonly [property: string]: never;"] : structure.attributes.map(renderMember);
  return [`/** ${path.join(".")}${more} */`, `export interface ${name} {`, ...members, "}", ""].join("\n");
}

/** What the provider computes is listed for reading through a reference; the type Computed lets nobody give it. */
export function renderMember(attribute: AttributeModel): string {
  const type = isSettable(attribute) ? inputType(attribute) : `Computed<${inputType(attribute)}>`;
  return `  readonly ${attribute.property}${attribute.mode === "required" ? "" : "?"}: ${type};`;
}
