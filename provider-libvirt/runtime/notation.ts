/** How the generated tables spell one attribute; the generator writes with the same maps the runtime reads with. */
export const MODE_MARKS = { required: "!", optional: "?", computed: "-", "optional+computed": "~" } as const;
export const KIND_MARKS = { string: "s", number: "n", bool: "b", stringList: "l", stringSet: "t", object: "{", objectList: "[" } as const;

/** The regular case; names that cdktf spells otherwise are written out in the table as `attribute=property`. */
export function plainCamelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_match, next: string) => next.toUpperCase());
}
