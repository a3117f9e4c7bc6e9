import { App, Chart } from "cdk8s";
import { objectProblems, SCHEMA_MINORS, type KubeObject } from "../../../charts/schema/object-check";

/** What a chart declares that constructs are made in, in the namespace `shop`. */
export function declared(make: (chart: Chart) => void): KubeObject[] {
  const chart = new Chart(new App(), "chart", { namespace: "shop", disableResourceNameHashes: true });
  make(chart);
  return chart.toJson() as KubeObject[];
}

/** What the API servers of the oldest and the newest minor have against objects. */
export function problemsOf(objects: readonly KubeObject[]): string[] {
  return objects.flatMap((object) => SCHEMA_MINORS.flatMap((minor) => objectProblems(minor, object).map(({ en }) => `${minor} ${object.kind} ${object.metadata.name}: ${en}`)));
}
