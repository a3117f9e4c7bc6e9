import type { Chart } from "cdk8s";
import { KubeClusterRole, KubeClusterRoleBinding, type PolicyRule } from "cdk8s-plus-27/lib/imports/k8s";

/** What may be done to resources of one API group; names and verbs have blanks between them. */
export function rule(group: string, resources: string, verbs: string): PolicyRule {
  return { apiGroups: [group], resources: resources.split(" "), verbs: verbs.split(" ") };
}

/** Declares a ClusterRole, and gives it to a service account. */
export function clusterRole(chart: Chart, name: string, account: { readonly name: string; readonly namespace: string }, rules: PolicyRule[]): void {
  new KubeClusterRole(chart, `role-${name}`, { metadata: { name }, rules });
  new KubeClusterRoleBinding(chart, `binding-${name}`, { metadata: { name }, subjects: [{ kind: "ServiceAccount", ...account }], roleRef: { kind: "ClusterRole", name, apiGroup: "rbac.authorization.k8s.io" } });
}
