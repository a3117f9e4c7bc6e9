import type { LabelSelector, PodSpec, PodTemplateSpec } from "cdk8s-plus-27/lib/imports/k8s";

/** A workload's Pods, which it knows by their labels. */
export function selectedPods(labels: Record<string, string>, spec: PodSpec, annotations?: Record<string, string>): { readonly selector: LabelSelector; readonly template: PodTemplateSpec } {
  return { selector: { matchLabels: labels }, template: { metadata: { labels, annotations }, spec } };
}
