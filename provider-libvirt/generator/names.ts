/** Names as `cdktf get` makes them, so that code moves between these bindings and stock ones by its import path alone. */

/** `open_v_switch` -> `openVSwitch`; a letter after digits is capitalised too: `accel3d` -> `accel3D`. */
export function camelCase(snake: string): string {
  return snake
    .toLowerCase()
    .replace(/^[_.\- ]+/, "")
    .replace(/[_.\- ]+([a-z0-9]|$)/g, (_match, next: string) => next.toUpperCase())
    .replace(/\d+[a-z]/g, (match) => match.toUpperCase());
}

export function pascalCase(snake: string): string {
  const camel = camelCase(snake);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

// Names that are taken on every construct or in one of cdktf's target languages.
const SUFFIXED = new Set(["self", "build", "node", "system", "tfResourceType", "importFrom", "moveTo", "software"]);

/** The property an attribute becomes: `node` -> `nodeAttribute`, `get_x` -> `fetchX`, else its camel case. */
export function propertyName(attribute: string): string {
  const name = camelCase(attribute);
  if (SUFFIXED.has(name)) {
    return `${name}Attribute`;
  }
  if (name === "equals") {
    return "equalTo";
  }
  return /^get[A-Za-z]/.test(name) ? name.replace("get", "fetch") : name;
}

/** The interface of the structure at a path of attribute names. */
export function structureName(baseName: string, path: readonly string[]): string {
  const name = pascalCase([baseName, ...path].join("_"));
  return name.toLowerCase().endsWith("list") ? `${name}Struct` : name;
}

/** `domain_interface_addresses` -> `domain-interface-addresses`, the module's folder. */
export function folderName(baseName: string): string {
  return baseName.replace(/_/g, "-");
}

const RESERVED = new Set(["string", "object", "function", "implements", "interface", "let", "package", "private", "protected", "public", "static", "yield", "await", "license", "version", "provider"]);

/** The name of an element without the provider's prefix, kept clear of keywords. */
export function baseName(terraformType: string): string {
  const name = terraformType.replace(/^libvirt_/, "");
  return RESERVED.has(name) ? `${name}_resource` : name;
}
