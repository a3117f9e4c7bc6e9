import { Duration } from "cdk8s";
import { Node, NodeLabelQuery, NodeTaintQuery, TaintEffect, Topology, type Workload } from "cdk8s-plus-27";
import { patchPods } from "./container";

/** A taint that Pods bear. */
export interface Toleration {
  readonly key: string;
  /** @default any */
  readonly value?: string;
  /** @default any */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** Seconds that it is borne for, with NoExecute. @default for ever */
  readonly seconds?: number;
}

/** Where Pods may be, and would rather be. @see https://kubernetes.io/docs/concepts/scheduling-eviction/ */
export interface Placement {
  /** Labels of nodes that they must be on: node affinity that is required. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Labels of nodes that they would rather be on. */
  readonly preferredNodes?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  /** Be on nodes with these Pods. */
  readonly near?: Workload;
  /** Be on other nodes than these Pods. */
  readonly apartFrom?: Workload;
  /** Be spread evenly over nodes or zones: numbers differ by one at most. @default as the scheduler does by itself */
  readonly spread?: "hosts" | "zones";
  /** Wait where they could not be spread evenly. @default false: spread as far as can be */
  readonly strictSpread?: boolean;
  /** Name of a PriorityClass. */
  readonly priorityClassName?: string;
}

const TOPOLOGIES = { hosts: "kubernetes.io/hostname", zones: "topology.kubernetes.io/zone" } as const;
const EFFECTS = { NoSchedule: TaintEffect.NO_SCHEDULE, PreferNoSchedule: TaintEffect.PREFER_NO_SCHEDULE, NoExecute: TaintEffect.NO_EXECUTE } as const;

/** Says where a workload's Pods may be. */
export function place(workload: Workload, { nodes, preferredNodes, tolerations = [], near, apartFrom, spread, strictSpread = false, priorityClassName }: Placement): void {
  const { scheduling } = workload;
  if (nodes !== undefined) scheduling.attract(labelled(nodes));
  if (preferredNodes !== undefined) scheduling.attract(labelled(preferredNodes), { weight: 50 });
  if (tolerations.length > 0) scheduling.tolerate(Node.tainted(...tolerations.map(tolerated)));
  if (near !== undefined) scheduling.colocate(near, { topology: Topology.HOSTNAME });
  if (apartFrom !== undefined) scheduling.separate(apartFrom, { topology: Topology.HOSTNAME });
  if (spread !== undefined) {
    const constraint = { maxSkew: 1, topologyKey: TOPOLOGIES[spread], whenUnsatisfiable: strictSpread ? "DoNotSchedule" : "ScheduleAnyway", labelSelector: { matchLabels: workload.matchLabels } };
    patchPods(workload, "topologySpreadConstraints", [constraint]);
  }
  if (priorityClassName !== undefined) patchPods(workload, "priorityClassName", priorityClassName);
}

const labelled = (labels: Readonly<Record<string, string>>): ReturnType<typeof Node.labeled> => Node.labeled(...Object.entries(labels).map(([key, value]) => NodeLabelQuery.is(key, value)));

function tolerated({ key, value, effect, seconds }: Toleration): NodeTaintQuery {
  const options = { ...(effect !== undefined && { effect: EFFECTS[effect] }), ...(seconds !== undefined && { evictAfter: Duration.seconds(seconds) }) };
  return value === undefined ? NodeTaintQuery.exists(key, options) : NodeTaintQuery.is(key, value, options);
}
