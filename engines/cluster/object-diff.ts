import type { KubeObject } from "../../charts/schema/object-check";
import { KubectlError, type Kubectl } from "./kubectl";

/** What applying an object would change of it, in kubectl's words; or why that could not be told. */
export type Difference = { readonly diff: string } | { readonly why: string };

/** Asks the API server what would become of objects that it has. Of Secrets no value is shown, and none is sent to a program that shows it. */
export async function differencesOf(kubectl: Kubectl, objects: readonly KubeObject[]): Promise<Difference[]> {
  const plain = objects.filter((object) => !isSecret(object));
  const shown = plain.length === 0 ? "" : await kubectl.diff(plain).catch(() => undefined);
  const found: Difference[] = [];
  for (const object of objects) {
    // One that the server refuses hides what becomes of the others: then each is asked for by itself.
    const one = isSecret(object) ? secretDifference(kubectl, object) : Promise.resolve(shown ?? kubectl.diff([object])).then((text) => partOf(text, object));
    found.push(await one.then((diff) => ({ diff }), (error: unknown) => {
      if (error instanceof KubectlError) return { why: error.message };
      throw error;
    }));
  }
  return found;
}

function isSecret({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === "v1" && kind === "Secret";
}

/** An object's hunks, without the names of kubectl's temporary files. */
function partOf(shown: string, { apiVersion, kind, metadata: { name, namespace = "" } }: KubeObject): string {
  const file = `${apiVersion.replace("/", ".")}.${kind}.${namespace}.${name}`;
  const part = shown.split(/^(?=diff -)/m).find((text) => /^diff .*/.exec(text)?.[0].endsWith(`/${file}`));
  return (part ?? "").replace(/^(diff|---|\+\+\+) .*\n/gm, (line, what: string) => (what === "diff" || /\/(LIVE|MERGED)-/.test(line) ? "" : line)).trimEnd();
}

/** Its fields that would change, by their names alone. */
async function secretDifference(kubectl: Kubectl, object: KubeObject): Promise<string> {
  const { name, namespace } = object.metadata;
  const before = fieldsOf(await kubectl.get("secret", name, namespace) ?? {});
  const after = fieldsOf(await kubectl.dryRun(object));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = names.filter((field) => before.get(field) !== after.get(field));
  return changed.map((field) => `${!before.has(field) ? "+" : !after.has(field) ? "-" : "~"}${field}: ***`).join("\n");
}

/** Set by the server at every write. */
const OF_THE_SERVER = /^metadata\.(resourceVersion|uid|generation|creationTimestamp|managedFields\b.*)$/;

function fieldsOf(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map(OF_THE_SERVER.test(path) ? [] : [[path, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...fieldsOf(inner, path === "" ? name : `${path}.${name}`)]));
}
