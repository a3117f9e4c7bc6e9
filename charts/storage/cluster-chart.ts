import { Chart } from "cdk8s";
import type { Addon } from "../addon/addon";

/** A chart of objects that are in no namespace: in an add-on's other charts they would be given its own. */
export function clusterChart(addon: Addon, id: string): Chart {
  return new Chart(addon, id, { disableResourceNameHashes: true, labels: addon.labels });
}
