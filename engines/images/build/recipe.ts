import { createHash } from "node:crypto";

/** A file laid into the image over what the packages brought. */
export interface ImageFile {
  readonly content: string;
  /** @default 0o644 */
  readonly mode?: number;
}

/** All that decides what an image holds: its digest names the image in the cache. */
export interface ImageRecipe {
  readonly name: string;
  readonly suite: string;
  /** Every package that is asked for by its name; apt brings what they need. */
  readonly packages: readonly string[];
  /** Paths dpkg leaves out of the packages. */
  readonly excluded: readonly string[];
  /** Written before the packages are configured, for what their scripts read. */
  readonly earlyFiles: Readonly<Record<string, ImageFile>>;
  readonly files: Readonly<Record<string, ImageFile>>;
  /** Removed from the finished tree; paths below its root. */
  readonly removed: readonly string[];
  /** Never started: units and generators, below /etc/systemd. */
  readonly masked: readonly string[];
  /** Commands in the finished tree, by its own shell. */
  readonly commands: readonly string[];
  readonly kernelArguments: string;
}

/** Stable for equal recipes, whatever the order their keys were written in. */
export function recipeDigest(recipe: unknown): string {
  const sorted = JSON.stringify(recipe, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value);
  return createHash("sha256").update(sorted).digest("hex").slice(0, 12);
}
