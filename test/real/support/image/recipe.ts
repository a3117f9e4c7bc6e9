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
  readonly virtualSizeMiB: number;
}
