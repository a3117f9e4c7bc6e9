import type { Addon } from "../../../charts/addon/addon";
import { deliveryOf } from "../../../charts/addon/delivery";
import type { HelmValues } from "../../../charts/addon/helm-release";

/** The values of an add-on's Helm release: of its only one, or of that with a name. */
export function valuesOf(addon: Addon, release?: string): HelmValues {
  const releases = deliveryOf(addon).steps.filter((step) => step.type === "helm").filter((step) => release === undefined || step.release === release);
  const [one, ...more] = releases;
  if (one === undefined || more.length > 0) throw new Error(`${addon.node.id} has ${releases.length} releases ${release ?? ""}`);
  return one.values;
}

/** What an add-on does to a cluster, in order: its objects, and its charts. */
export function stepsOf(addon: Addon): string[] {
  return deliveryOf(addon).steps.flatMap((step) => {
    if (step.type === "objects") return step.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    return step.type === "helm" ? [`chart ${step.chart.name}`] : [step.url];
  });
}

/** Everything that an add-on brings, as text. */
export function textOf(addon: Addon): string {
  return JSON.stringify(deliveryOf(addon));
}
