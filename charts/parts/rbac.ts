import type { Chart } from "cdk8s";
import { KubeClusterRole, KubeClusterRoleBinding, KubeRole, KubeRoleBinding, KubeServiceAccount, type PolicyRule, type RoleRef, type Subject } from "cdk8s-plus-27/lib/imports/k8s";

/** What may be done to resources of one API group; names and verbs have blanks between them. */
export function rule(group: string, resources: string, verbs: string): PolicyRule {
  return { apiGroups: [group], resources: resources.split(" "), verbs: verbs.split(" ") };
}

export function roleRef(kind: "ClusterRole" | "Role", name: string): RoleRef {
  return { apiGroup: "rbac.authorization.k8s.io", kind, name };
}

/** Declares a service account in the chart's namespace: whom roles are given to. */
export function serviceAccount(chart: Chart, name: string): Subject {
  new KubeServiceAccount(chart, `account-${name}`, { metadata: { name } });
  return { kind: "ServiceAccount", name, namespace: chart.namespace };
}

/** Declares a ClusterRole, and gives it to an account. */
export function clusterRole(chart: Chart, name: string, account: Subject, rules: PolicyRule[]): void {
  new KubeClusterRole(chart, `role-${name}`, { metadata: { name }, rules });
  new KubeClusterRoleBinding(chart, `binding-${name}`, { metadata: { name }, subjects: [account], roleRef: roleRef("ClusterRole", name) });
}

/** Declares a Role in the chart's namespace, and gives it to an account. */
export function role(chart: Chart, name: string, account: Subject, rules: PolicyRule[]): void {
  new KubeRole(chart, `role-${name}`, { metadata: { name }, rules });
  new KubeRoleBinding(chart, `binding-${name}`, { metadata: { name }, subjects: [account], roleRef: roleRef("Role", name) });
}
