import type { Delivery, DeliveryStep } from "../../charts/addon/delivery";
import type { KubeObject } from "../../charts/schema/object-check";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import { deliveryHash, Inventory, objectsOf, releasesOf, sameObject, type Installed } from "./inventory";
import { calledRef, Kubectl, KubectlError, refOf, type ClusterShell } from "./kubectl";
import { differencesOf } from "./object-diff";

/** What the next `up` would do with something. */
export type Change = "new" | "changed" | "removed";

export interface ObjectDiff {
  /** Kind, namespace and name. */
  readonly object: string;
  readonly change: Change;
  /** Of a changed one: kubectl's unified diff, of Secrets the names of fields alone; empty where the cluster has it so already. */
  readonly diff?: string;
  /** Why the diff could not be told, in kubectl's words. */
  readonly why?: string;
}

export interface ReleaseDiff {
  /** `namespace/name`. */
  readonly release: string;
  readonly change: Change;
}

export interface AddonDiff {
  readonly addon: string;
  readonly change: Change | "unchanged";
  readonly objects: readonly ObjectDiff[];
  readonly releases: readonly ReleaseDiff[];
  /** Files of a project's release, which are applied again as a whole. */
  readonly manifests: readonly string[];
}

/** Tells what AddonRunner would do to a cluster, and does nothing. */
export class AddonDiffer {
  private readonly kubectl: Kubectl;

  constructor(shell: ClusterShell) {
    this.kubectl = new Kubectl(shell);
  }

  /** In the order of the deliveries; what is to be removed goes first. @throws KubectlError where the cluster does not answer */
  async diff(deliveries: readonly Delivery[]): Promise<AddonDiff[]> {
    const inventory = await Inventory.read(this.kubectl);
    const declared = new Set(deliveries.map(({ addon }) => addon));
    const found = inventory.ids.filter((id) => !declared.has(id)).reverse().map((id) => removed(id, inventory.of(id)));
    for (const delivery of deliveries) found.push(await this.one(delivery, inventory));
    return found;
  }

  private async one(delivery: Delivery, inventory: Inventory): Promise<AddonDiff> {
    const { addon, steps } = delivery;
    const before = inventory.of(addon);
    if (before.done === deliveryHash(delivery)) return { addon, change: "unchanged", objects: [], releases: [], manifests: [] };
    return {
      addon,
      change: inventory.ids.includes(addon) ? "changed" : "new",
      objects: await this.objects(steps, before),
      releases: releases(steps, before),
      manifests: steps.flatMap((step) => (step.type === "manifest" ? [step.url] : [])),
    };
  }

  private async objects(steps: readonly DeliveryStep[], before: Installed): Promise<ObjectDiff[]> {
    const wanted = objectsOf(steps);
    const known = (object: KubeObject): string | undefined => before.objects.find((one) => sameObject(one, refOf(object)))?.hash;
    const declared = steps.flatMap((step) => (step.type === "objects" ? step.objects : []));
    const changed = declared.filter((object, index) => known(object) !== undefined && known(object) !== wanted[index]?.hash);
    const differences = await differencesOf(this.kubectl, changed);
    return [
      ...declared.filter((object) => known(object) === undefined).map((object): ObjectDiff => ({ object: calledRef(refOf(object)), change: "new" })),
      ...changed.map((object, index): ObjectDiff => ({ object: calledRef(refOf(object)), change: "changed", ...differences[index] })),
      ...before.objects.filter((old) => !wanted.some((one) => sameObject(old, one))).map((old): ObjectDiff => ({ object: calledRef(old), change: "removed" })),
    ];
  }
}

/** What would change in a cluster, told on its first control plane. @throws LabError LW3209 */
export async function clusterDiff({ name, nodes, addons }: ClusterSpec, shell: ClusterShell): Promise<AddonDiff[]> {
  try {
    return await new AddonDiffer(shell).diff(addons);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw LabError.of("LW3209", { cluster: name, machine: nodes[0]?.machine ?? "", why: verbatim(error.message.replace(/\s+/g, " ").slice(0, 500)) });
  }
}

function releases(steps: readonly DeliveryStep[], before: Installed): ReleaseDiff[] {
  const wanted = releasesOf(steps);
  return [
    ...Object.entries(wanted).filter(([release, hash]) => before.releases[release] !== hash).map(([release]): ReleaseDiff => ({ release, change: before.releases[release] === undefined ? "new" : "changed" })),
    ...Object.keys(before.releases).filter((release) => wanted[release] === undefined).map((release): ReleaseDiff => ({ release, change: "removed" })),
  ];
}

function removed(addon: string, { objects, releases: installed }: Installed): AddonDiff {
  return {
    addon, change: "removed", manifests: [],
    objects: objects.map((object): ObjectDiff => ({ object: calledRef(object), change: "removed" })),
    releases: Object.keys(installed).map((release): ReleaseDiff => ({ release, change: "removed" })),
  };
}
