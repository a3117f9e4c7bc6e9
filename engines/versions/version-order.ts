/** Numbers with dots, `v` before them or not; what comes behind a hyphen makes it a pre-release. */
const RELEASE = /^v?(\d+(?:\.\d+)*)(?:\+[\w.-]+)?$/;

/** Whether it is a version, and no pre-release. */
export function isRelease(version: string): boolean {
  return RELEASE.test(version);
}

/** Whether the first is of a higher number than the second. @throws Error for what is no release */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** The newest release among versions, in whatever order they are. */
export function newestOf(versions: readonly string[]): string | undefined {
  return versions.filter(isRelease).reduce<string | undefined>((best, one) => (best === undefined || isNewer(one, best) ? one : best), undefined);
}

function numbersOf(version: string): number[] {
  const [, numbers] = RELEASE.exec(version) ?? [];
  if (numbers === undefined) throw new Error(`${version} is no release`);
  return numbers.split(".").map(Number);
}
