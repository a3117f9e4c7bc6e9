import { nearest } from "./nearest";

/** Who is being synthesized, for messages. */
export interface Owner {
  readonly className: string;
  readonly constructPath: string;
}

/** A value the provider has no place for. Thrown at synthesis, since Terraform itself would drop or misread it. */
export class InvalidPropertyError extends Error {
  public override readonly name = "InvalidPropertyError";

  constructor(
    public readonly owner: Owner,
    /** Dotted path of the offending property, e.g. `devices.interfaces.0.modell`. */
    public readonly property: string,
    problem: string,
    /** The known property the caller probably meant. */
    public readonly nearest?: string,
  ) {
    super(`${owner.className} at ${owner.constructPath}: ${problem}`);
  }
}

/** @param known property names by everything they may be called */
export function unknownProperty(owner: Owner, path: string, key: string, known: ReadonlyMap<string, string>): InvalidPropertyError {
  const guess = known.get(nearest(key, known.keys()) ?? "");
  const hint = guess === undefined ? "it takes no properties" : `did you mean "${guess}"?`;
  const place = path === "" ? "" : ` in ${path}`;
  return new InvalidPropertyError(owner, path === "" ? key : `${path}.${key}`, `unknown property "${key}"${place}; ${hint}`, guess);
}

export function readOnlyProperty(owner: Owner, path: string): InvalidPropertyError {
  return new InvalidPropertyError(owner, path, `"${path}" is set by the provider and cannot be given`);
}

export function wrongShape(owner: Owner, path: string, wanted: string, value: unknown): InvalidPropertyError {
  return new InvalidPropertyError(owner, path, `"${path}" must be ${wanted}, got: ${describe(value)}`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  return typeof value === "object" ? "an object" : `${typeof value} ${JSON.stringify(value)}`;
}
