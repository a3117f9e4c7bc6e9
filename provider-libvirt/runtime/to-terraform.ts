import { type Owner, readOnlyProperty, unknownProperty, wrongShape } from "./errors";
import { type Field, type Fields, structureFields } from "./fields";

type PlainObject = Readonly<Record<string, unknown>>;

/** Arguments of Terraform itself: cdktf's base classes write them. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(["dependsOn", "count", "provider", "lifecycle", "forEach", "provisioners", "connection"]);

/** What cdktf's encoded strings, lists and maps have in common. */
const ENCODED = "{TfToken[";

/**
 * Renders a config with the attribute names of Terraform. Tokens pass untouched, undefined is dropped, an empty object is
 * kept (`openVSwitch: {}` is what makes a port an Open vSwitch port), and what the provider does not know is an error.
 */
export function configToTerraform(owner: Owner, config: PlainObject, fields: Fields): Record<string, unknown> {
  return mapObject(owner, config, fields, "", META_ARGUMENTS);
}

function mapObject(owner: Owner, value: PlainObject, fields: Fields, path: string, skip?: ReadonlySet<string>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    const field = fields.get(key);
    if (field === undefined || field.mode === "computed") {
      if (item === undefined || skip?.has(key)) {
        continue;
      }
      if (key.includes(ENCODED)) {
        return value; // a map encoded as a token: its only key is the token
      }
      throw field === undefined ? unknownProperty(owner, path, key, settable(fields)) : readOnlyProperty(owner, join(path, key));
    }
    if (item !== undefined) {
      result[field.attribute] = field.structure < 0 || isPassedThrough(item) ? item : mapNested(owner, item, field, join(path, key));
    }
  }
  return result;
}

function mapNested(owner: Owner, value: unknown, field: Field, path: string): unknown {
  const fields = structureFields(field.structure);
  if (field.kind === "object") {
    if (typeof value !== "object" || Array.isArray(value)) {
      throw wrongShape(owner, path, "an object", value);
    }
    return mapObject(owner, value as PlainObject, fields, path);
  }
  if (!Array.isArray(value)) {
    throw wrongShape(owner, path, "a list", value);
  }
  return value.map((item: unknown, index) => {
    if (isPassedThrough(item)) {
      return item;
    }
    if (typeof item !== "object" || Array.isArray(item)) {
      throw wrongShape(owner, `${path}.${index}`, "an object", item);
    }
    return mapObject(owner, item as PlainObject, fields, `${path}.${index}`);
  });
}

/** Null and tokens in all their forms: resolvables, strings holding an expression, encoded lists. */
function isPassedThrough(value: unknown): boolean {
  if (typeof value === "string") {
    return value.includes("${") || value.includes(ENCODED);
  }
  if (typeof value !== "object" || value === null) {
    return value === null;
  }
  if (Array.isArray(value)) {
    return value.length === 1 && typeof value[0] === "string" && value[0].includes(ENCODED);
  }
  return typeof (value as { resolve?: unknown }).resolve === "function";
}

/** What could have been meant, by its name here and by its name in Terraform. */
function settable(fields: Fields): ReadonlyMap<string, string> {
  const given = [...fields.values()].filter(({ mode }) => mode !== "computed");
  return new Map(given.flatMap(({ attribute, property }) => [[property, property], [attribute, property]]));
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
