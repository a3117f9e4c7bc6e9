import { stringify } from "yaml";

/** A file of configuration, in YAML. */
export function yamlFile(content: object): string {
  return stringify(content, { lineWidth: 0, aliasDuplicateObjects: false });
}
