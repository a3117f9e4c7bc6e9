import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash } from "../../constructs/core/naming";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import type { ThingChange } from "../engine";
import type { AddonOutcome } from "./addon-runner";
import { deliveryHash } from "./inventory";

/** What a cluster was when it was brought up last. */
interface KeptCluster {
  readonly kubernetes: string;
  /** Hash of what each node is configured by. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Hash of each add-on. */
  readonly addons: Readonly<Record<string, string>>;
}

const FILE = "clusters.json";

/** What `plan` compares with: the cluster itself cannot be asked before its machines run. */
export class ClusterRecord {
  private readonly file: string;

  constructor(labDirectory: string) {
    this.file = join(labDirectory, FILE);
  }

  changes(clusters: readonly ClusterSpec[]): ThingChange[] {
    const known = this.read();
    const gone = Object.keys(known).filter((name) => !clusters.some((cluster) => cluster.name === name));
    return [
      ...clusters.flatMap((cluster) => changesOf(cluster, known[cluster.name])),
      ...gone.map((name): ThingChange => ({ what: "cluster", name, kind: "delete", why: [] })),
    ];
  }

  keep(cluster: ClusterSpec, outcomes: Readonly<Record<string, AddonOutcome>>): void {
    const failed = Object.keys(outcomes).filter((id) => outcomes[id] === "failed" || outcomes[id] === "skipped");
    const kept = keptOf(cluster);
    const addons = Object.fromEntries(Object.entries(kept.addons).filter(([id]) => !failed.includes(id)));
    writeFileSync(`${this.file}.new`, JSON.stringify({ ...this.read(), [cluster.name]: { ...kept, addons } }, undefined, 2), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private read(): Readonly<Record<string, KeptCluster>> {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, "utf8")) as Record<string, KeptCluster>) : {};
  }
}

function keptOf({ kubernetes, nodes, addons }: ClusterSpec): KeptCluster {
  return {
    kubernetes,
    nodes: Object.fromEntries(nodes.map(({ machine, files, kubeadm }) => [machine, contentHash(JSON.stringify([files, kubeadm]))])),
    addons: Object.fromEntries(addons.map((delivery) => [delivery.addon, deliveryHash(delivery)])),
  };
}

function changesOf(cluster: ClusterSpec, known: KeptCluster | undefined): ThingChange[] {
  const now = keptOf(cluster);
  const isSame = known !== undefined && known.kubernetes === now.kubernetes && JSON.stringify(known.nodes) === JSON.stringify(now.nodes);
  const upgrade = known !== undefined && known.kubernetes !== now.kubernetes ? [{ en: `Kubernetes ${known.kubernetes} becomes ${now.kubernetes}`, zh: `Kubernetes ${known.kubernetes} 将升级为 ${now.kubernetes}` }] : [];
  const own: ThingChange[] = isSame ? [] : [{ what: "cluster", name: cluster.name, kind: known === undefined ? "create" : "update", why: upgrade }];
  const addon = (name: string, kind: ThingChange["kind"]): ThingChange => ({ what: "addon", name, kind, why: [] });
  return [
    ...own,
    ...Object.entries(now.addons).flatMap(([id, hash]) => (known?.addons[id] === hash ? [] : [addon(id, known?.addons[id] === undefined ? "create" : "update")])),
    ...Object.keys(known?.addons ?? {}).filter((id) => now.addons[id] === undefined).map((id) => addon(id, "delete")),
  ];
}
