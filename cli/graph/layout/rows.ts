/**
 * Splits a line of widths into as few rows as fit, all about equally wide.
 * @returns the number of items in each row
 */
export function splitRows(widths: readonly number[], gap: number, limit: number): number[] {
  if (widths.length === 0) return [0];
  const rows = greedy(widths, gap, limit).length;
  let low = Math.max(...widths);
  let high = Math.max(limit, low);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (greedy(widths, gap, middle).length <= rows) high = middle;
    else low = middle + 1;
  }
  return greedy(widths, gap, low);
}

/** Width of items beside each other. */
export function rowWidth(widths: readonly number[], gap: number): number {
  return widths.reduce((total, width) => total + width, 0) + gap * Math.max(0, widths.length - 1);
}

function greedy(widths: readonly number[], gap: number, limit: number): number[] {
  const counts: number[] = [];
  let room = -1;
  for (const width of widths) {
    const last = counts.length - 1;
    if (last >= 0 && width + gap <= room) {
      counts[last] = (counts[last] ?? 0) + 1;
      room -= width + gap;
    } else {
      counts.push(1);
      room = limit - width;
    }
  }
  return counts;
}
