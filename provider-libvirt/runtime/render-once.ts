import type { TerraformElement, TerraformStack } from "cdktf";

/** What an element was rendered from, and to. */
interface Kept {
  readonly from: readonly unknown[];
  readonly rendered: object;
}

interface Synthesis {
  isPreparing: boolean;
  readonly kept: Map<TerraformElement, Kept>;
}

const syntheses = new WeakMap<TerraformStack, Synthesis>();

/**
 * cdktf renders every element twice: to find references to other stacks, and for the JSON. What is rendered within
 * `prepare`, cdktf's first pass over a stack, is kept for the second.
 */
export function prepareOnce(stack: TerraformStack, prepare: () => void): void {
  const synthesis: Synthesis = { isPreparing: true, kept: new Map() };
  syntheses.set(stack, synthesis);
  try {
    prepare();
  } finally {
    synthesis.isPreparing = false;
  }
  // Aspects run between the two, and may change anything.
  if ([...stack.node.scopes, ...stack.node.findAll()].some(hasAspects)) synthesis.kept.clear();
}

/**
 * An element's rendered form, or the one kept for this pass. It is given out once: what is done with it then is no concern of ours.
 * @param from what it is rendered from; another value renders it anew
 */
export function renderOnce<T extends object>(element: TerraformElement, from: readonly unknown[], render: () => T): T {
  const synthesis = syntheses.get(element.cdktfStack);
  if (synthesis === undefined) return render();
  if (synthesis.isPreparing) {
    const rendered = render();
    synthesis.kept.set(element, { from, rendered });
    return rendered;
  }
  const kept = synthesis.kept.get(element);
  synthesis.kept.delete(element);
  return kept?.from.length === from.length && kept.from.every((value, index) => Object.is(value, from[index])) ? (kept.rendered as T) : render();
}

// Aspects.of() would give each its empty list.
function hasAspects(construct: object): boolean {
  const symbol = Object.getOwnPropertySymbols(construct).find(({ description }) => description === "cdktf-aspects");
  const aspects = symbol && (construct as Record<symbol, { readonly all?: readonly unknown[] } | undefined>)[symbol];
  return aspects !== undefined && aspects.all?.length !== 0;
}
