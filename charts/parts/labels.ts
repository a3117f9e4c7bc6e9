/** The label that a workload's Pods are selected by. */
export function nameLabel(name: string): Record<string, string> {
  return { "app.kubernetes.io/name": name };
}
