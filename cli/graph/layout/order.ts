import { groupBy } from "../model/group-by";
import type { TopologyGraph } from "../model/topology";

/** Up to this many groups every order is tried. */
const EXHAUSTIVE = 7;

/**
 * Machines from left to right: those on the same segments stand together, and groups so that the bars of the segments get
 * short. Among equals the order of the lab stays.
 */
export function machineOrder(graph: TopologyGraph): string[] {
  const segmentsOf = new Map(graph.machines.map(({ id }) => [id, [] as string[]]));
  for (const nic of graph.nics) segmentsOf.get(nic.machine)?.push(...nic.links.map(({ segment }) => segment));
  const groups = [...groupBy(segmentsOf.keys(), (id) => [...new Set(segmentsOf.get(id))].sort().join(" ")).values()]
    .map((members) => ({ members, segments: [...new Set(segmentsOf.get(members[0] ?? ""))] }));
  const best = groups.length <= EXHAUSTIVE ? bestPermutation(groups) : improve(groups);
  return best.flatMap(({ members }) => members);
}

interface Group {
  readonly members: readonly string[];
  readonly segments: readonly string[];
}

// How far the bars reach, in machines. A bar that passes others' machines is longer than it would have to be.
function cost(groups: readonly Group[]): number {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  let column = 0;
  for (const { members, segments } of groups) {
    for (const segment of segments) {
      if (!first.has(segment)) first.set(segment, column);
      last.set(segment, column + members.length);
    }
    column += members.length;
  }
  let total = 0;
  for (const [segment, start] of first) total += (last.get(segment) ?? start) - start;
  return total;
}

// Permutations come in lexicographic order, so that the first of the best is the closest to the lab's own order.
function bestPermutation(groups: readonly Group[]): readonly Group[] {
  let best = groups;
  let bestCost = cost(groups);
  const visit = (chosen: readonly Group[], rest: readonly Group[]): void => {
    if (rest.length === 0) {
      const total = cost(chosen);
      if (total < bestCost) [best, bestCost] = [chosen, total];
      return;
    }
    rest.forEach((group, index) => visit([...chosen, group], rest.toSpliced(index, 1)));
  };
  visit([], groups);
  return best;
}

// Moves one group at a time to where it shortens the bars most, until nothing does.
function improve(groups: readonly Group[]): readonly Group[] {
  let current = groups;
  let currentCost = cost(groups);
  for (let round = 0; round < 8; round++) {
    const before = currentCost;
    for (const group of groups) {
      const rest = current.filter((other) => other !== group);
      for (let index = 0; index <= rest.length; index++) {
        const moved = rest.toSpliced(index, 0, group);
        const total = cost(moved);
        if (total < currentCost) [current, currentCost] = [moved, total];
      }
    }
    if (currentCost === before) break;
  }
  return current;
}
