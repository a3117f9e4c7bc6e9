import type { Mirrors } from "../../constructs/core/context";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import { comparedVersion, type Pinned } from "./pinned";
import { Upstream } from "./upstream";
import { Unreachable, UpstreamPages } from "./upstream-pages";
import { isNewer } from "./version-order";

/** How what is installed stands to upstream. */
export type Comparison =
  | { readonly state: "current" | "newer"; readonly newest: string }
  | { readonly state: "unreachable"; readonly why: Text }
  | { readonly state: "minimum" };

export interface CompareOptions {
  readonly mirrors?: Mirrors;
  /** For one answer. @default 60 000: indexes have tens of megabytes */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const AT_ONCE = 8;

/** Compares everything with upstream, some at a time; one that does not answer keeps no other. @throws LabError LW3002 */
export async function compareWithUpstream(pinned: readonly Pinned[], { mirrors, timeoutMs = 60_000, signal }: CompareOptions): Promise<Comparison[]> {
  const upstream = new Upstream(new UpstreamPages({ timeoutMs, signal }), mirrors);
  const found: Comparison[] = [];
  const queue = pinned.entries();
  const work = async (): Promise<void> => {
    for (const [index, one] of queue) {
      if (signal?.aborted) throw LabError.of("LW3002");
      found[index] = await compare(upstream, one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (signal?.aborted) throw LabError.of("LW3002");
  return found;
}

async function compare(upstream: Upstream, pinned: Pinned): Promise<Comparison> {
  if (pinned.isMinimum) return { state: "minimum" };
  try {
    const newest = await upstream.newest(pinned);
    return { state: isNewer(newest, comparedVersion(pinned)) ? "newer" : "current", newest };
  } catch (error) {
    // An answer that is not what it should be tells as little as none.
    const why = error instanceof Unreachable ? error.why : verbatim(error instanceof Error ? error.message : String(error));
    return { state: "unreachable", why };
  }
}
