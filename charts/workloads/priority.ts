import type { Chart } from "cdk8s";
import { KubePriorityClass } from "cdk8s-plus-27/lib/imports/k8s";
import { Construct } from "constructs";
import { checkWhole } from "../parts/checks";

export interface PriorityProps {
  /** The more, the earlier: up to 1000000000, what is above being the system's. */
  readonly value: number;
  /** Have Pods of less priority make room. @default true */
  readonly preempts?: boolean;
  /** For Pods that name none. @default false */
  readonly isDefault?: boolean;
}

const MOST = 1_000_000_000;

/** A PriorityClass. @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export class Priority extends Construct {
  readonly name: string;

  /** @throws LabError LW1001 for a value that is the system's */
  constructor(scope: Chart | Construct, id: string, { value, preempts = true, isDefault = false }: PriorityProps) {
    super(scope, id);
    checkWhole(this.node.path, { value }, -MOST, MOST);
    this.name = id;
    new KubePriorityClass(this, "class", { metadata: { name: id }, value, globalDefault: isDefault, preemptionPolicy: preempts ? "PreemptLowerPriority" : "Never" });
  }
}
