/** A block that has a horizontal place, or, where `floating`, may be put where there is room. */
export interface Block {
  readonly x1: number;
  readonly x2: number;
  readonly height: number;
  readonly floating?: boolean;
}

export interface Packed<T extends Block> {
  readonly block: T;
  readonly x1: number;
  readonly x2: number;
  /** Distance of its near edge from where packing started. */
  readonly depth: number;
}

/** Puts blocks into as few layers as their places allow. The first are nearest; floating ones come last. */
export function pack<T extends Block>(blocks: readonly T[], gap: number, limits: { readonly left: number; readonly right: number }): Packed<T>[] {
  const placed: Packed<T>[] = [];
  for (const block of blocks.filter(({ floating }) => !floating)) placed.push({ block, x1: block.x1, x2: block.x2, depth: depthAt(placed, block.x1, block.x2, gap) });
  for (const block of blocks.filter(({ floating }) => floating)) {
    const width = block.x2 - block.x1;
    const starts = [limits.left, ...placed.map(({ x2 }) => x2 + gap)].filter((x) => x + width <= limits.right || x === limits.left);
    const options = starts.map((x1) => ({ x1, depth: depthAt(placed, x1, x1 + width, gap) }));
    const best = options.reduce((a, b) => (b.depth < a.depth || (b.depth === a.depth && b.x1 < a.x1) ? b : a));
    placed.push({ block, x1: best.x1, x2: best.x1 + width, depth: best.depth });
  }
  return placed;
}

/** How deep packed blocks reach. */
export function packedDepth(packed: readonly Packed<Block>[]): number {
  return packed.reduce((deepest, { depth, block }) => Math.max(deepest, depth + block.height), 0);
}

function depthAt(placed: readonly Packed<Block>[], x1: number, x2: number, gap: number): number {
  const inTheWay = placed.filter((other) => other.x1 < x2 + gap && x1 - gap < other.x2);
  return inTheWay.reduce((deepest, { depth, block }) => Math.max(deepest, depth + block.height + gap), 0);
}
