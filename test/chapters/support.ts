import { Testing } from "cdktf";
import type { ChapterDefinition } from "../../chapters/chapter";
import { chapters, findChapter } from "../../chapters/registry";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { ChapterStack, chapterStackId } from "../../stacks/chapter-stack";

/** A chapter in one of its variants: what every audit walks. */
export interface Case {
  readonly chapter: ChapterDefinition;
  readonly variant: string;
  readonly stackId: string;
}

/** Every registered chapter in every variant. No list of exceptions: what is registered is audited. */
export const cases: readonly Case[] = chapters.flatMap((chapter) =>
  chapter.variants.map(({ name }) => ({ chapter, variant: name, stackId: chapterStackId(chapter, name) })),
);

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export interface TerraformJson extends JsonObject {
  readonly resource: { readonly [type: string]: { readonly [name: string]: JsonObject } };
}

export interface Synthesized {
  readonly stack: ChapterStack;
  /** As cdktf writes it, before anything is left out. */
  readonly text: string;
  readonly terraform: TerraformJson;
  readonly spec: LabSpec;
}

/** Synthesizes with the validations that `Testing.synth` skips by default. */
export function synthesize({ chapter, variant }: Pick<Case, "chapter" | "variant">, context: Readonly<Record<string, string>> = {}): Synthesized {
  const stack = new ChapterStack(Testing.app({ context }), chapter.id, { variant });
  const text = Testing.synth(stack, true);
  const terraform = withoutStamps(JSON.parse(text) as TerraformJson);
  return { stack, text, terraform, spec: JSON.parse(JSON.stringify(stack.spec())) as LabSpec };
}

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The local backend's path holds the directory cdktf ran in, and the stamp cdktf's version: neither is the chapter's. */
function withoutStamps(json: TerraformJson): TerraformJson {
  const copy = structuredClone(json) as { terraform?: { backend?: unknown }; "//"?: { metadata?: { version?: unknown } } } & TerraformJson;
  delete copy.terraform?.backend;
  delete copy["//"]?.metadata?.version;
  return copy;
}

/** A value inside JSON, with the name it has and what it lies in. */
export interface Found {
  readonly path: string;
  readonly name: string;
  readonly value: Json;
  readonly within: Json;
}

/** Everything in a JSON value, inner values included. */
export function walk(value: Json, path = "$", name = "", within: Json = null): Found[] {
  const here = { path, name, value, within };
  if (typeof value !== "object" || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, inner]) => walk(inner, `${path}.${key}`, key, value))];
}

/** All that a machine is told at first boot, as JSON: user-data, meta-data and network-config are JSON texts. */
export function seeds(spec: LabSpec): Json {
  return spec.machines.map(({ seed }) =>
    [seed?.userData, seed?.metaData, seed?.networkConfig].map((text) => JSON.parse((text ?? "null").replace(/^#cloud-config\n/, "")) as Json),
  );
}

/** The resources of a type, by their names. */
export function resources({ terraform }: Synthesized, type: string): readonly (readonly [string, JsonObject])[] {
  return Object.entries(terraform.resource[type] ?? {});
}

/** A chapter's variant by its name, as a test of that chapter needs it. */
export function synthesizeById(id: string, variant: string, context: Readonly<Record<string, string>> = {}): Synthesized {
  return synthesize({ chapter: findChapter(id), variant }, context);
}

/** The libvirt domain of a machine. */
export function domainOf(made: Synthesized, machine: string): JsonObject {
  const found = resources(made, "libvirt_domain").find(([name]) => name.startsWith(`${machine}_domain_`));
  if (!found) throw new Error(`no domain ${machine}`);
  return found[1];
}

/** The user-data of a machine. */
export function userDataOf({ spec }: Synthesized, machine: string): JsonObject {
  const text = spec.machines.find(({ name }) => name === machine)?.seed?.userData ?? "";
  return JSON.parse(text.replace(/^#cloud-config\n/, "")) as JsonObject;
}

/** The network-config of a machine. */
export function networkConfigOf({ spec }: Synthesized, machine: string): JsonObject {
  return JSON.parse(spec.machines.find(({ name }) => name === machine)?.seed?.networkConfig ?? "") as JsonObject;
}
