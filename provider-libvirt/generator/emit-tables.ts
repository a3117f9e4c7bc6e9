import { KIND_MARKS, MODE_MARKS, plainCamelCase } from "../runtime/notation";
import type { AttributeModel, ElementModel, Model } from "./model";

/** The tables the runtime maps names with: a line of text for each structure, read on first use. */
export function renderTables({ elements, structures }: Model, version: string, marker: string): string {
  return [
    marker,
    "// A field: attribute[=property], ! required ? optional - computed ~ both, then its kind; the number is the nested structure.",
    "",
    `export const version = "${version}";`,
    "",
    "export const elements: Readonly<Record<string, string>> = {",
    ...elements.map((element) => `  "${tableAddress(element)}": ${table(element.attributes)},`),
    "};",
    "",
    "export const structures: readonly string[] = [",
    ...structures.map((structure) => `  ${table(structure.attributes)},`),
    "];",
    "",
  ].join("\n");
}

function tableAddress({ base, terraformType }: ElementModel): string {
  const prefix = { TerraformProvider: "provider.", TerraformDataSource: "data.", TerraformResource: "" }[base];
  return prefix + terraformType;
}

function table(attributes: readonly AttributeModel[]): string {
  return JSON.stringify(attributes.map(field).join(" "));
}

function field({ attribute, property, mode, kind, structure }: AttributeModel): string {
  const name = property === plainCamelCase(attribute) ? attribute : `${attribute}=${property}`;
  return name + MODE_MARKS[mode] + KIND_MARKS[kind] + (structure?.id ?? "");
}
