import { parseAllDocuments } from "yaml";

/** Every image that objects ask for: of containers wherever they are nested, whatever kind has them. */
export function imagesIn(objects: unknown): string[] {
  const roots = typeof objects === "string" ? parseAllDocuments(objects).map((document) => document.toJSON() as unknown) : [objects];
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "image" && typeof inner === "string" && /^[\w][\w./:@-]*$/.test(inner)) found.add(inner);
      else look(inner);
    }
  };
  roots.forEach(look);
  return [...found];
}
