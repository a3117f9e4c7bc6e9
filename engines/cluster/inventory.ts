import { contentHash } from "../../constructs/core/naming";
import type { Delivery, DeliveryStep } from "../../charts/addon/delivery";
import { refOf, type Kubectl, type ObjectRef } from "./kubectl";

/** What of an add-on is in the cluster. */
export interface Installed {
  /** Hash of all it was delivered as, once that was done and it worked. */
  readonly done?: string;
  /** Hashes of its objects as they were applied last. */
  readonly objects: readonly InstalledObject[];
  /** Helm releases, `namespace/name`, with the hash of what they were installed by. */
  readonly releases: Readonly<Record<string, string>>;
}

export interface InstalledObject extends ObjectRef {
  readonly hash: string;
}

export const NOTHING: Installed = { objects: [], releases: {} };

const NAME = "labwright-addons";
const NAMESPACE = "kube-system";

/** What was delivered to a cluster, kept in the cluster itself: whoever comes next, from wherever, prunes what is no longer declared. */
export class Inventory {
  private constructor(private readonly kubectl: Kubectl, private readonly known: Record<string, Installed>) {}

  static async read(kubectl: Kubectl): Promise<Inventory> {
    const found = (await kubectl.get("configmap", NAME, NAMESPACE)) as { data?: Record<string, string> } | undefined;
    return new Inventory(kubectl, Object.fromEntries(Object.entries(found?.data ?? {}).map(([id, text]) => [id, JSON.parse(text) as Installed])));
  }

  get ids(): string[] {
    return Object.keys(this.known);
  }

  of(id: string): Installed {
    return this.known[id] ?? NOTHING;
  }

  async keep(id: string, installed: Installed): Promise<void> {
    this.known[id] = installed;
    await this.write();
  }

  async forget(id: string): Promise<void> {
    delete this.known[id];
    await this.write();
  }

  private async write(): Promise<void> {
    const data = Object.fromEntries(Object.entries(this.known).map(([id, installed]) => [id, JSON.stringify(installed)]));
    const metadata = { name: NAME, namespace: NAMESPACE, labels: { "app.kubernetes.io/managed-by": "labwright" } };
    await this.kubectl.apply([{ apiVersion: "v1", kind: "ConfigMap", metadata, data }]);
  }
}

export function objectsOf(steps: readonly DeliveryStep[]): InstalledObject[] {
  return steps.flatMap((step) => (step.type === "objects" ? step.objects.map((object) => ({ ...refOf(object), hash: contentHash(JSON.stringify(object)) })) : []));
}

export function releasesOf(steps: readonly DeliveryStep[]): Record<string, string> {
  return Object.fromEntries(steps.flatMap((step) => (step.type === "helm" ? [[`${step.namespace}/${step.release}`, contentHash(JSON.stringify(step))]] : [])));
}

export function deliveryHash({ steps, readiness }: Delivery): string {
  return contentHash(JSON.stringify([steps, readiness]));
}

export const sameObject = (a: ObjectRef, b: ObjectRef): boolean => a.kind === b.kind && a.name === b.name && a.namespace === b.namespace && groupOf(a.apiVersion) === groupOf(b.apiVersion);

/** An object that is declared in another version of its group is the same. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.replace(/\/.*/, "") : "";
}
