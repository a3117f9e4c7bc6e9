import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parse, stringify } from "yaml";

interface Named {
  readonly name: string;
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly clusters?: readonly Named[] | null;
  readonly users?: readonly Named[] | null;
  readonly contexts?: readonly Named[] | null;
}

const LISTS = ["clusters", "users", "contexts"] as const;

/** Puts a lab's contexts into the user's kubeconfig in place of those of their names; its current context stays, if there is one. @returns the contexts */
export function mergeKubeconfig(lab: string, own: string): string[] {
  const added = read(lab);
  const rest = without(read(own), added);
  const lists = Object.fromEntries(LISTS.map((list) => [list, [...(rest[list] ?? []), ...(added[list] ?? [])]]));
  write(own, { apiVersion: "v1", kind: "Config", ...rest, ...lists, "current-context": rest["current-context"] || added["current-context"] });
  return namesOf(added);
}

/** Takes a lab's contexts out of it. @returns the contexts */
export function unmergeKubeconfig(lab: string, own: string): string[] {
  const gone = read(lab);
  const before = read(own);
  const rest = without(before, gone);
  const current = before["current-context"] ?? "";
  write(own, { apiVersion: "v1", kind: "Config", ...rest, "current-context": namesOf(gone).includes(current) ? "" : current });
  return namesOf(gone);
}

function namesOf({ contexts }: Kubeconfig): string[] {
  return (contexts ?? []).map(({ name }) => name);
}

function without(config: Kubeconfig, other: Kubeconfig): Kubeconfig {
  return { ...config, ...Object.fromEntries(LISTS.map((list) => [list, (config[list] ?? []).filter(({ name }) => !(other[list] ?? []).some((one) => one.name === name))])) };
}

function read(file: string): Kubeconfig {
  return existsSync(file) ? ((parse(readFileSync(file, "utf8")) as Kubeconfig | null) ?? {}) : {};
}

/** It has certificates: nobody else may read it. */
function write(file: string, config: object): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.labwright`, stringify(config, { lineWidth: 0 }), { mode: 0o600 });
  renameSync(`${file}.labwright`, file);
}
