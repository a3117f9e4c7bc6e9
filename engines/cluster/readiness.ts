import type { Readiness } from "../../charts/addon/readiness";
import { verbatim, type Text } from "../../constructs/core/text";
import type { Kubectl } from "./kubectl";

/** Whether something holds, or what it still lacks. */
export type Held = { readonly ready: true } | { readonly ready: false; readonly what: string; readonly why: Text };

interface Counts {
  readonly metadata?: { readonly generation?: number };
  readonly spec?: { readonly replicas?: number };
  readonly status?: Status;
}

interface Status {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly desiredNumberScheduled?: number;
  readonly updatedNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[];
}

/** Looks once. @throws KubectlError where the API server does not answer */
export async function look(kubectl: Kubectl, wanted: Readiness, addonNamespace: string): Promise<Held> {
  const namespace = wanted.namespace ?? addonNamespace;
  if ("deployment" in wanted) return counted(kubectl, "deployment", wanted.deployment, namespace, replicasAvailable);
  if ("statefulSet" in wanted) return counted(kubectl, "statefulset", wanted.statefulSet, namespace, replicasAvailable);
  if ("daemonSet" in wanted) return counted(kubectl, "daemonset", wanted.daemonSet, namespace, onEveryNode);
  if ("apiService" in wanted) return conditioned(kubectl, "apiservice", wanted.apiService, undefined, "Available");
  if ("crd" in wanted) return conditioned(kubectl, "customresourcedefinition", wanted.crd, undefined, "Established");
  return conditioned(kubectl, wanted.kind, wanted.name, namespace, wanted.condition);
}

async function counted(kubectl: Kubectl, kind: string, name: string, namespace: string, judge: (object: Counts) => Text | undefined): Promise<Held> {
  const what = `${kind}/${name}`;
  const object = (await kubectl.get(kind, name, namespace)) as Counts | undefined;
  if (object === undefined) return { ready: false, what, why: MISSING };
  const isOld = (object.status?.observedGeneration ?? 0) < (object.metadata?.generation ?? 0);
  const why = isOld ? { en: "its change has not been seen yet", zh: "变更尚未被处理" } : judge(object);
  return why === undefined ? { ready: true } : { ready: false, what, why };
}

const MISSING: Text = { en: "it is not there", zh: "不存在" };

function replicasAvailable({ spec, status }: Counts): Text | undefined {
  const wanted = spec?.replicas ?? 1;
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status ?? {};
  if (updatedReplicas >= wanted && availableReplicas >= wanted && replicas <= wanted) return undefined;
  return { en: `${Math.min(updatedReplicas, availableReplicas)} of ${wanted} available`, zh: `${wanted} 个副本中 ${Math.min(updatedReplicas, availableReplicas)} 个可用` };
}

function onEveryNode({ status }: Counts): Text | undefined {
  const { desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberAvailable = 0 } = status ?? {};
  if (desiredNumberScheduled > 0 && updatedNumberScheduled >= desiredNumberScheduled && numberAvailable >= desiredNumberScheduled) return undefined;
  return { en: `on ${Math.min(updatedNumberScheduled, numberAvailable)} of ${desiredNumberScheduled} nodes`, zh: `${desiredNumberScheduled} 个节点中 ${Math.min(updatedNumberScheduled, numberAvailable)} 个就绪` };
}

async function conditioned(kubectl: Kubectl, kind: string, name: string, namespace: string | undefined, type: string): Promise<Held> {
  const what = `${kind}/${name}`;
  const object = (await kubectl.get(kind, name, namespace)) as Counts | undefined;
  if (object === undefined) return { ready: false, what, why: MISSING };
  const condition = object.status?.conditions?.find((one) => one.type === type);
  if (condition?.status === "True") return { ready: true };
  return { ready: false, what, why: condition === undefined ? { en: `no condition ${type} yet`, zh: `尚无条件 ${type}` } : verbatim([type, condition.status, condition.reason, condition.message].filter(Boolean).join(" ")) };
}
