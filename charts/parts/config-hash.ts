import { createHash } from "node:crypto";

/** The same for the same content alone. */
export function digestOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** An annotation that changes with what a Pod's program reads when it starts, and so replaces the Pod. */
export function configHash(files: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(files).sort();
  return { "checksum/config": digestOf(names.map((name) => [name, files[name]])) };
}
