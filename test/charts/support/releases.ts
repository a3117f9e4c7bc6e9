import type { Addon } from "../../../charts/addon/addon";
import { deliveryOf } from "../../../charts/addon/delivery";
import type { HelmValues } from "../../../charts/addon/helm-release";

/** The values of an add-on's only Helm release. */
export function valuesOf(addon: Addon): HelmValues {
  const [values, ...more] = deliveryOf(addon).steps.flatMap((step) => (step.type === "helm" ? [step.values] : []));
  if (values === undefined || more.length > 0) throw new Error(`${addon.node.id} has ${more.length + (values === undefined ? 0 : 1)} releases`);
  return values;
}

/** What an add-on does to a cluster, in order: its objects, and its charts. */
export function stepsOf(addon: Addon): string[] {
  return deliveryOf(addon).steps.flatMap((step) => {
    if (step.type === "objects") return step.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    return step.type === "helm" ? [`chart ${step.chart.name}`] : [step.url];
  });
}
