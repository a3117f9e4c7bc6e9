import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import type { ClusterFacts } from "../../../charts/addon/cluster-facts";
import { addonSet } from "./cluster";

export interface AddonCase {
  readonly name: string;
  readonly addon: Addon;
}

/** An add-on in a cluster, made for a test: with what it refers to, and with facts of the cluster that it needs. */
export type Made = readonly [name: string, make: (set: AddonSet) => Addon, facts?: Partial<ClusterFacts>];

const CASES = join(__dirname, "..", "cases");

/** Every add-on by itself: as it is, and with what changes most of it. An area of charts/ has a file of them in cases/. */
export function addonCases(): AddonCase[] {
  const files = readdirSync(CASES).filter((file) => file.endsWith(".ts")).sort();
  const made = files.flatMap((file) => (require(join(CASES, file)) as { readonly cases: readonly Made[] }).cases);
  return made.map(([name, make, facts]) => ({ name, addon: make(addonSet(facts)) }));
}
