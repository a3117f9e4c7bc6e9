import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Text } from "../../constructs/core/text";
import { Bundle } from "../bundle/bundle";
import { fetchBundle } from "../bundle/fetch-bundle";
import type { OnProgress, ThingChange } from "../engine";
import type { NodeShell } from "../exercises/remote-shell";
import type { AddonOutcome } from "./addon-runner";
import { BundleSource } from "./bundle-source";
import { ClusterRunner } from "./cluster-runner";
import { ClusterRecord } from "./cluster-record";
import { writeKubeconfig, type ApiAddress } from "./kubeconfig";
import { UpstreamSource } from "./upstream-source";

export interface LabClustersOptions {
  readonly spec: Pick<LabSpec, "name" | "arch" | "clusters">;
  readonly shell: NodeShell;
  readonly labDirectory: string;
  /** Folder or address of the bundle that nodes are made from. @default - upstream's repositories */
  readonly bundle?: string;
  /** Where a bundle that is served somewhere is kept. */
  readonly cache: string;
  readonly isEmulated: boolean;
  readonly timeoutMs: number;
  /** Where a machine's port 6443 is reached from here. */
  readonly apiAddress: (machine: string) => Promise<ApiAddress | undefined>;
  readonly signal?: AbortSignal;
}

/** Emulated CPUs take many times as long. */
const LEAST_SECONDS = { emulated: 2400, accelerated: 900 } as const;

/** The Kubernetes clusters of a lab: what they would become, and how they become it once their machines answer. */
export class LabClusters {
  constructor(private readonly options: LabClustersOptions) {}

  /** What is not as it was when it was brought up last. @throws LabError LW3210, LW3212, LW3213 */
  plan(): ThingChange[] {
    const { spec, bundle, labDirectory } = this.options;
    const clusters = spec.clusters ?? [];
    // One that has still to be fetched is looked at by then.
    if (bundle !== undefined && !isAddress(bundle)) for (const cluster of clusters) Bundle.open(bundle).refuseLack(cluster, spec.arch);
    return new ClusterRecord(labDirectory).changes(clusters);
  }

  /** Every cluster in turn: the next may be of machines of the same host. @throws LabError LW32xx */
  async up(onProgress: OnProgress): Promise<void> {
    const { spec, labDirectory, shell, isEmulated, apiAddress, bundle: given, cache, signal } = this.options;
    const clusters = spec.clusters ?? [];
    if (clusters.length === 0) return;
    onProgress({ type: "phase", phase: "cluster" });
    const record = new ClusterRecord(labDirectory);
    const timeoutMs = this.timeoutMs;
    const bundle = given === undefined ? undefined : Bundle.open(isAddress(given) ? await fetchBundle(given, cache, onProgress, signal) : given);
    for (const cluster of clusters) bundle?.refuseLack(cluster, spec.arch);
    const source = bundle === undefined ? new UpstreamSource() : new BundleSource(bundle, Math.round(timeoutMs / 1000));
    for (const cluster of clusters) {
      const tell = (what: "node" | "addon", name: string, state: Text, done: boolean): void => onProgress({ type: "resource", what: what === "node" ? "machine" : "addon", name, state: "", words: state, done });
      const outcomes: Record<string, AddonOutcome> = {};
      const onOutcome = (addon: string, outcome: AddonOutcome): void => void (outcomes[addon] = outcome);
      try {
        await new ClusterRunner(cluster, { shell, isEmulated, timeoutMs, signal, source, onProgress: tell, onOutcome }).up();
        record.keep(cluster, outcomes);
      } catch (error) {
        // The cluster is there, and so are the add-ons that did not fail.
        if (Object.keys(outcomes).length > 0) record.keep(cluster, { ...skipped(cluster), ...outcomes });
        throw error;
      }
    }
    await writeKubeconfig({ shell, labDirectory, lab: spec.name, clusters, apiAddress });
  }

  private get timeoutMs(): number {
    return Math.max(this.options.timeoutMs, (this.options.isEmulated ? LEAST_SECONDS.emulated : LEAST_SECONDS.accelerated) * 1000);
  }
}

const isAddress = (bundle: string): boolean => /^https?:\/\//.test(bundle);

function skipped({ addons }: ClusterSpec): Record<string, AddonOutcome> {
  return Object.fromEntries(addons.map(({ addon }) => [addon, "skipped"]));
}
