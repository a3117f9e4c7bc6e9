/** What a kept snapshot is called in the disks. */
export interface Tagged {
  readonly name: string;
  /** @default - its name */
  readonly tag?: string;
}

/** What the disks call a snapshot that is about to be saved: never as they call the one whose name it takes, which stays until it is there. */
export function tagFor(name: string, taken: Tagged | undefined): string {
  return taken !== undefined && tagOf(taken) === name ? `${name}~` : name;
}

export function tagOf({ name, tag = name }: Tagged): string {
  return tag;
}
