import type { Chart } from "cdk8s";
import { KubeNamespace } from "cdk8s-plus-27/lib/imports/k8s";
import { podSecurityLabels, type PodSecurityLevel } from "../addon/pod-security";

/** Declares a namespace beside the add-on's own, such as one for what its operator makes. */
export function furtherNamespace(chart: Chart, name: string, level: PodSecurityLevel): void {
  new KubeNamespace(chart, `namespace-${name}`, { metadata: { name, labels: podSecurityLabels(level) } });
}
