import { compileDefinitions, type SchemaCheck } from "../../constructs/core/json-schema";
import type { Text } from "../../constructs/core/text";

/** A Kubernetes object as it stands in a manifest. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

/** What `api/openapi-spec` of a Kubernetes version says of the objects that may be declared. */
interface KubernetesSchema {
  readonly kubernetes: string;
  /** Definitions by `group/version/kind`, the group being left out for the core's. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Those of them that are in no namespace. */
  readonly clusterScoped: readonly string[];
  readonly definitions: Readonly<Record<string, object>>;
}

/** Minors that labs may have whose schema is in the package: the oldest and the newest. */
export const SCHEMA_MINORS = ["1.34", "1.36"] as const;
export type SchemaMinor = (typeof SCHEMA_MINORS)[number];

const checks = new Map<SchemaMinor, { readonly schema: KubernetesSchema; readonly of: (name: string) => SchemaCheck }>();

/** The exact version that a minor's schema is of. */
export function schemaVersion(minor: SchemaMinor): string {
  return schemaOf(minor).schema.kubernetes;
}

/** Whether a kind is Kubernetes' own: those that add-ons bring are not. */
export function isKubernetesKind(minor: SchemaMinor, { apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): boolean {
  return Object.hasOwn(schemaOf(minor).schema.kinds, `${apiVersion}/${kind}`);
}

/** Whether it is of a kind of Kubernetes' own that is in no namespace. */
export function isClusterScoped({ apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): boolean {
  return SCHEMA_MINORS.some((minor) => schemaOf(minor).schema.clusterScoped.includes(`${apiVersion}/${kind}`));
}

/**
 * What the schema of a Kubernetes minor finds wrong with an object of a kind of its own; fields that it does not know are wrong, as
 * the server would drop them without a word.
 * @throws Error for a kind that is not Kubernetes' own
 */
export function objectProblems(minor: SchemaMinor, object: KubeObject): Text[] {
  const { schema, of } = schemaOf(minor);
  const name = schema.kinds[`${object.apiVersion}/${object.kind}`];
  if (name === undefined) throw new Error(`Kubernetes ${minor} has no kind ${object.apiVersion}/${object.kind}`);
  return of(name)(object);
}

function schemaOf(minor: SchemaMinor): { readonly schema: KubernetesSchema; readonly of: (name: string) => SchemaCheck } {
  const known = checks.get(minor);
  if (known !== undefined) return known;
  const schema = require(`./kubernetes-${minor}.schema.json`) as KubernetesSchema;
  const made = { schema, of: compileDefinitions(schema, { en: "the object", zh: "对象" }) };
  checks.set(minor, made);
  return made;
}
