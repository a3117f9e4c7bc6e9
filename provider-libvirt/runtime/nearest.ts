/** The known name closest to a misspelled one: case and underscores count for nothing. */
export function nearest(unknown: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const name of known) {
    const distance = editDistance(plain(unknown), plain(name));
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

function plain(name: string): string {
  return name.replace(/_/g, "").toLowerCase();
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
