/** The middle of some numbers. @throws Error when there are none */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new Error("nothing was measured");
  return (upper + lower) / 2;
}

/** The ratios of two series that were taken in turn: what slows the machine slows both of a pair. */
export function pairedRatios(values: readonly number[], bases: readonly number[]): number[] {
  if (values.length !== bases.length) throw new Error(`${values.length} values do not pair with ${bases.length}`);
  return values.map((value, index) => value / (bases[index] as number));
}

/** Runs every subject once a round, back and forth, so that none is always first. */
export function inTurn<K extends string, T>(rounds: number, subjects: Readonly<Record<K, () => T>>): Record<K, T[]> {
  const names = Object.keys(subjects) as K[];
  const taken = Object.fromEntries(names.map((name): [K, T[]] => [name, []])) as unknown as Record<K, T[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) taken[name].push(subjects[name]());
  }
  return taken;
}
