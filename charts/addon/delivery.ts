import { Chart } from "cdk8s";
import { isClusterScoped, isKubernetesKind, SCHEMA_MINORS, type KubeObject } from "../schema/object-check";
import type { Addon } from "./addon";
import { HelmRelease, type HelmChart, type HelmValues } from "./helm-release";
import { before } from "./order";
import { podSecurityLabels } from "./pod-security";
import type { Readiness } from "./readiness";
import { RemoteManifest } from "./remote-manifest";

/** One thing that is done to a cluster. */
export type DeliveryStep =
  /** Objects that may go in together. */
  | { readonly type: "objects"; readonly objects: readonly KubeObject[] }
  | { readonly type: "helm"; readonly release: string; readonly namespace: string; readonly chart: HelmChart; readonly values: HelmValues; readonly updateCrds: boolean }
  | { readonly type: "manifest"; readonly url: string; readonly sha256?: string };

/** How an add-on gets into a cluster: its steps in order, and what is waited for after the last. Plain data. */
export interface Delivery {
  readonly addon: string;
  readonly name: string;
  readonly version: string;
  readonly namespace: string;
  /** Whether it gives Pods their network, without which no node is Ready. */
  readonly isNetwork: boolean;
  /** Add-ons that have to be ready before it. */
  readonly after: readonly string[];
  readonly steps: readonly DeliveryStep[];
  readonly readiness: readonly Readiness[];
}

export function deliveryOf(addon: Addon): Delivery {
  const { name, version, readiness, provides = [] } = addon.description;
  const parts = addon.node.children.flatMap((child): DeliveryStep[] => {
    if (child instanceof HelmRelease) {
      const { name: release, namespace, chart, values, updateCrds } = child;
      return [{ type: "helm", release, namespace, chart, values, updateCrds }];
    }
    if (child instanceof RemoteManifest) return [{ type: "manifest", url: child.url, sha256: child.sha256 }];
    if (Chart.isChart(child)) return staged((child.toJson() as KubeObject[]).map(placed));
    return [];
  });
  return { addon: addon.node.id, name, version, namespace: addon.namespace, isNetwork: provides.includes("cni"), after: before(addon).map(({ node }) => node.id), steps: [...namespaceStep(addon), ...parts], readiness };
}

function namespaceStep(addon: Addon): DeliveryStep[] {
  const { namespace } = addon.description;
  if (namespace === undefined) return [];
  const labels = { ...addon.labels, ...podSecurityLabels(namespace.podSecurity) };
  return [{ type: "objects", objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace.name, labels } }] }];
}

/** A chart gives its namespace to all of its objects, to those of no namespace too. */
function placed(object: KubeObject): KubeObject {
  if (object.metadata.namespace === undefined || !isClusterScoped(object)) return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Definitions first, then what Kubernetes knows, then what was defined: a kind is there before its objects. */
function staged(objects: readonly KubeObject[]): DeliveryStep[] {
  const stages: readonly ((object: KubeObject) => boolean)[] = [
    ({ kind }) => kind === "CustomResourceDefinition" || kind === "Namespace",
    (object) => SCHEMA_MINORS.some((minor) => isKubernetesKind(minor, object)),
    () => true,
  ];
  const stageOf = (object: KubeObject): number => stages.findIndex((belongs) => belongs(object));
  return stages.flatMap((_, stage): DeliveryStep[] => {
    const members = objects.filter((object) => stageOf(object) === stage);
    return members.length === 0 ? [] : [{ type: "objects", objects: members }];
  });
}
