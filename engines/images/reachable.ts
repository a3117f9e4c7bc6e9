const PATIENCE_MS = 5000;

/** Whether an address can be read from here. */
export async function isReachable(url: string): Promise<boolean> {
  if (!/^https?:/.test(url)) return true;
  try {
    return (await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
  } catch {
    return false;
  }
}
