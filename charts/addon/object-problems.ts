import type { Text } from "../../constructs/core/text";
import type { Problem } from "../../constructs/core/lab-error";
import { isKubernetesKind, objectProblems, SCHEMA_MINORS, type KubeObject } from "../schema/object-check";
import type { Addon } from "./addon";
import type { AddonSet } from "./addon-set";
import { deliveryOf } from "./delivery";
import { POD_SECURITY_LEVELS, type PodSecurityLevel } from "./pod-security";
import { podSecurityProblems, type PodSpec } from "./pod-security-check";

interface Declared {
  readonly addon: Addon;
  readonly object: KubeObject;
}

/** What is wrong with the objects that a cluster's add-ons declare themselves: those inside Helm charts are their makers'. */
export function objectProblemsOf(set: AddonSet): Problem[] {
  const declared = set.addons.flatMap((addon) => objectsOf(addon).map((object) => ({ addon, object })));
  const levels = new Map(declared.filter(({ object }) => object.kind === "Namespace").map(({ object }) => [object.metadata.name, levelOf(object)]));
  return [...declared.flatMap(schemaProblems), ...declared.flatMap((one) => securityProblems(one, levels)), ...twiceProblems(declared)];
}

/** The objects that an add-on declares, its namespace among them. */
export function objectsOf(addon: Addon): KubeObject[] {
  return deliveryOf(addon).steps.flatMap((step) => (step.type === "objects" ? step.objects : []));
}

function called({ kind, metadata: { name, namespace } }: KubeObject): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** Held against the oldest and the newest minor, whichever the cluster has: a lab is upgraded. */
function schemaProblems({ addon, object }: Declared): Problem[] {
  return SCHEMA_MINORS.flatMap((minor) => {
    if (!isKubernetesKind(minor, object)) return [];
    return objectProblems(minor, object).map((why): Problem => ({ code: "LW1206", path: addon.node.path, values: { object: called(object), minor, why } }));
  });
}

function levelOf({ metadata: { labels = {} } }: KubeObject): PodSecurityLevel | undefined {
  return POD_SECURITY_LEVELS.find((level) => level === labels["pod-security.kubernetes.io/enforce"]);
}

function securityProblems({ addon, object }: Declared, levels: ReadonlyMap<string, PodSecurityLevel | undefined>): Problem[] {
  const pod = podOf(object);
  const level = levels.get(object.metadata.namespace ?? "") ?? "privileged";
  if (pod === undefined) return [];
  return podSecurityProblems(level, pod).map((why: Text): Problem => ({ code: "LW1211", path: addon.node.path, values: { object: called(object), level, namespace: object.metadata.namespace ?? "", why } }));
}

/** The specification of the Pods that an object makes, or is. */
function podOf({ kind, spec }: KubeObject): PodSpec | undefined {
  const { template, jobTemplate } = (spec ?? {}) as { readonly template?: { readonly spec: PodSpec }; readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: PodSpec } } } };
  if (kind === "Pod") return spec as PodSpec;
  if (["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"].includes(kind)) return template?.spec;
  return kind === "CronJob" ? jobTemplate?.spec.template.spec : undefined;
}

function twiceProblems(declared: readonly Declared[]): Problem[] {
  const first = new Map<string, Declared>();
  return declared.flatMap((one): Problem[] => {
    const key = `${one.object.apiVersion} ${called(one.object)}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, one);
      return [];
    }
    return [{ code: "LW1205", path: one.addon.node.path, values: { first: other.addon.description.title, second: one.addon.description.title, object: called(one.object) } }];
  });
}
