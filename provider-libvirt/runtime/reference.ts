import { type IResolvable, Token } from "cdktf";
import { type Field, structureFields } from "./fields";

/**
 * What a nested attribute reads as: a token for the whole value, with a property for each attribute in it, so
 * `domain.devices.interfaces.get(0).mac.address` works as on stock bindings. Made on access; nothing is kept per instance.
 */
export type Reference<T> = string extends keyof T ? IResolvable : IResolvable & { readonly [K in keyof T]-?: ReferenceTo<Exclude<T[K], undefined>> };

export interface ListReference<T> extends IResolvable {
  get(index: number): Reference<T>;
}

declare const computed: unique symbol;

/** The type of an attribute only the provider sets: it can be read through a reference, but no value fits it. */
export interface Computed<T> {
  readonly [computed]: T;
}

type ReferenceTo<V> = [V] extends [Computed<infer T>]
  ? ReferenceTo<T>
  : [V] extends [string]
    ? string
    : [V] extends [number]
      ? number
      : [V] extends [boolean | IResolvable]
        ? IResolvable
        : ReferenceToNested<Exclude<V, IResolvable>>;

type ReferenceToNested<V> = V extends readonly (infer E)[] ? (E extends string ? string[] : ListReference<E>) : Reference<V>;

/** The part of a resource or data source that references need. */
export interface ReferenceSource {
  interpolationForAttribute(attribute: string): IResolvable;
}

class NestedReference implements IResolvable {
  // One empty list for all: the trace of each creation is what makes stock bindings slow.
  public static readonly noStack: string[] = [];

  constructor(
    protected readonly _source: ReferenceSource,
    protected readonly _path: string,
  ) {}

  public get creationStack(): string[] {
    return NestedReference.noStack;
  }

  public resolve(): IResolvable {
    return this._source.interpolationForAttribute(this._path);
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return this.toString();
  }
}

class NestedListReference extends NestedReference {
  constructor(
    source: ReferenceSource,
    path: string,
    private readonly _structure: number,
  ) {
    super(source, path);
  }

  public get(index: number): NestedReference {
    return new (referenceClass(this._structure))(this._source, `${this._path}[${index}]`);
  }
}

const classes = new Map<number, typeof NestedReference>();

/** A class for each structure in use, with a getter for each of its attributes. */
function referenceClass(structure: number): typeof NestedReference {
  let known = classes.get(structure);
  if (known === undefined) {
    known = class extends NestedReference {};
    for (const field of structureFields(structure).values()) {
      Object.defineProperty(known.prototype, field.property, {
        get(this: NestedReference) {
          return referenceTo(this["_source"], `${this["_path"]}.${field.attribute}`, field);
        },
      });
    }
    classes.set(structure, known);
  }
  return known;
}

/** A nested structure's lazy reference, or a plain value's usable token. */
export function referenceTo(source: ReferenceSource, path: string, field: Field): unknown {
  switch (field.kind) {
    case "object":
      return new (referenceClass(field.structure))(source, path);
    case "objectList":
      return new NestedListReference(source, path, field.structure);
    case "string":
      return Token.asString(source.interpolationForAttribute(path));
    case "number":
      return Token.asNumber(source.interpolationForAttribute(path));
    case "bool":
      return source.interpolationForAttribute(path);
    default:
      return Token.asList(source.interpolationForAttribute(path));
  }
}
