import { inputType, isSettable, nestedIn, renderImports, renderMember } from "./emit-types";
import { type AttributeModel, type ElementModel, home } from "./model";

const BASES = {
  TerraformProvider: { name: "LibvirtProviderBase", config: "" },
  TerraformResource: { name: "LibvirtResource", config: " extends TerraformMetaArguments" },
  TerraformDataSource: { name: "LibvirtDataSource", config: " extends TerraformMetaArguments" },
} as const;

const REGISTRY = "https://registry.terraform.io/providers/dmacvicar/libvirt/latest/docs";

/** One module: the config interface and the class, with the members stock bindings have. */
export function renderElement(element: ElementModel, hasTypes: boolean, marker: string): string {
  const config = renderConfig(element);
  const body = renderClass(element);
  const all = config + body;
  const cdktf = ["Fn", "ImportableResource", "type IResolvable", "type TerraformMetaArguments", "type TerraformProvider"].filter((name) => new RegExp(`\\b${name.replace("type ", "")}\\b`).test(all));
  const reference = ["ListReference", "Reference"].filter((name) => new RegExp(`\\b${name}<`).test(body));
  return [
    marker,
    "",
    `import { ${cdktf.join(", ")} } from "cdktf";`,
    'import type { Construct } from "constructs";',
    `import { ${BASES[element.base].name} } from "../../runtime/elements";`,
    ...(reference.length === 0 ? [] : [`import type { ${reference.join(", ")} } from "../../runtime/reference";`]),
    ...renderTypeImports(element),
    ...(hasTypes ? ['export type * from "./types";'] : []),
    "",
    config,
    body,
  ].join("\n");
}

function renderTypeImports(element: ElementModel): string[] {
  const nested = nestedIn(element.attributes);
  const own = [...new Set(nested.map(home).filter(({ folder }) => folder === element.folder).map(({ name }) => name))].sort();
  const foreign = renderImports(element.folder, nested, "").filter((line) => line !== "");
  return [...foreign, ...(own.length === 0 ? [] : [`import type { ${own.join(", ")} } from "./types";`])];
}

function renderConfig({ base, className, attributes }: ElementModel): string {
  return [`export interface ${className}Config${BASES[base].config} {`, ...attributes.filter(isSettable).map(renderMember), "}", ""].join("\n");
}

function renderClass(element: ElementModel): string {
  const { base, className, terraformType, attributes } = element;
  const config = `${className}Config`;
  const fallback = attributes.some(({ mode }) => mode === "required") ? "" : " = {}";
  const prefix = base === "TerraformDataSource" ? "data-sources" : "resources";
  const link = base === "TerraformProvider" ? REGISTRY : `${REGISTRY}/${prefix}/${terraformType.replace(/^libvirt_/, "")}`;
  return [
    `/** ${link} */`,
    `export class ${className} extends ${BASES[base].name}<${config}> {`,
    `  public static readonly tfResourceType = "${terraformType}";`,
    "",
    "  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: TerraformProvider): ImportableResource {",
    `    return new ImportableResource(scope, importToId, { terraformResourceType: ${className}.tfResourceType, importId: importFromId, provider });`,
    "  }",
    "",
    `  public constructor(scope: Construct, id: string, config: ${config}${fallback}) {`,
    `    super(scope, id, "${terraformType}", config);`,
    "  }",
    ...attributes.flatMap((attribute) => ["", ...renderAccessors(attribute, base === "TerraformProvider")]),
    "}",
    "",
  ].join("\n");
}

function renderAccessors(attribute: AttributeModel, ofProvider: boolean): string[] {
  const { property, mode, structure } = attribute;
  const input = inputType(attribute);
  const title = property.charAt(0).toUpperCase() + property.slice(1);
  // The provider's base class already has an alias.
  const override = ofProvider && property === "alias" ? "override " : "";
  const lines = [ofProvider ? `get ${property}(): ${input} | undefined { return this._config.${property}; }` : getter(attribute)];
  if (isSettable(attribute)) {
    const value = ofProvider ? `${input} | undefined` : input;
    lines.push(
      structure === undefined
        ? `set ${property}(value: ${value}) { this._set("${property}", value); }`
        : `put${title}(value: ${input}): void { this._set("${property}", value); }`,
      `get ${property}Input(): ${input} | undefined { return this._config.${property}; }`,
    );
    if (mode !== "required") {
      lines.push(`reset${title}(): void { this._set("${property}", undefined); }`);
    }
  }
  return lines.map((line, index) => `  public ${index === 0 || line.startsWith(`set ${property}(`) ? override : ""}${line}`);
}

function getter({ property, attribute, kind, structure }: AttributeModel): string {
  const nested = structure === undefined ? "" : home(structure).name;
  const [type, value] = {
    string: ["string", `this.getStringAttribute("${attribute}")`],
    number: ["number", `this.getNumberAttribute("${attribute}")`],
    bool: ["IResolvable", `this.getBooleanAttribute("${attribute}")`],
    stringList: ["string[]", `this.getListAttribute("${attribute}")`],
    stringSet: ["string[]", `Fn.tolist(this.getListAttribute("${attribute}")) as string[]`],
    object: [`Reference<${nested}>`, `this._nested("${property}") as Reference<${nested}>`],
    objectList: [`ListReference<${nested}>`, `this._nested("${property}") as ListReference<${nested}>`],
  }[kind] as [string, string];
  return `get ${property}(): ${type} { return ${value}; }`;
}
