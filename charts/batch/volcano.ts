import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { queue, type QueueFields } from "../crd/volcano";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";

export interface VolcanoProps {
  /** Of its scheduler, its controllers and its webhook, each; one works, the others wait for it to fail. @default 1 */
  readonly replicas?: number;
  /**
   * Queues beside `default`, by name: a `weight` shares what there is, a `capability` is the most that one gets.
   * @default none
   * @example {"training":{"weight":3,"capability":{"cpu":"4","memory":"8Gi"}}}
   */
  readonly queues?: Readonly<Record<string, NonNullable<QueueFields["spec"]>>>;
  /** Fill nodes one after another, or use the emptiest. @default pack */
  readonly placement?: "pack" | "spread";
  /** Let Pods of a higher priority, and queues that have less than their share, take from others. @default false */
  readonly preemption?: boolean;
  /** Seconds between two rounds. @default 1 */
  readonly schedulePeriodSeconds?: number;
}

/**
 * Volcano: a scheduler for batch work, which starts all Pods of a job or none, and shares a cluster among queues. 1.15 knows
 * Kubernetes up to 1.35, and does not use what is newer.
 * @see https://volcano.sh/en/docs/
 */
export class Volcano extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: VolcanoProps = {}) {
    const { replicas = 1, queues = {}, placement = "pack", preemption = false, schedulePeriodSeconds = 1 } = props;
    const { version, chart } = versions.volcano;
    super(scope, id, {
      name: "volcano",
      version,
      title: verbatim("Volcano"),
      // Its containers keep the capability DAC_OVERRIDE.
      namespace: { name: "volcano-system", podSecurity: "baseline" },
      resources: { memoryMiB: 256 * replicas },
      readiness: [{ deployment: "volcano-scheduler" }, { deployment: "volcano-controllers" }, { deployment: "volcano-admission" }],
    });
    checkWhole(this.node.path, { replicas, schedulePeriodSeconds });
    // One tier after the other has its say: who goes first, then where.
    const nodeorder = { name: "nodeorder", arguments: { "leastrequested.weight": placement === "spread" ? 1 : 0, "mostrequested.weight": placement === "pack" ? 1 : 0 } };
    const tiers = [
      { plugins: [{ name: "priority" }, { name: "gang", enablePreemptable: false }, { name: "conformance" }] },
      { plugins: [{ name: "overcommit" }, { name: "drf", enablePreemptable: false }, { name: "predicates" }, { name: "proportion" }, nodeorder, ...(placement === "pack" ? [{ name: "binpack" }] : [])] },
    ];
    const actions = ["enqueue", "allocate", ...(preemption ? ["preempt", "reclaim"] : []), "backfill"].join(", ");
    new HelmRelease(this, "volcano", {
      chart,
      values: {
        // Always, the chart's own, would fetch them anew in a lab that is offline.
        basic: { image_pull_policy: "IfNotPresent" },
        custom: {
          admission_replicas: replicas,
          controller_replicas: replicas,
          scheduler_replicas: replicas,
          leader_elect_enable: replicas > 1,
          scheduler_schedule_period: `${schedulePeriodSeconds}s`,
          scheduler_config_override: yamlFile({ actions, tiers }),
          admission_resources: requests(64, "20m"),
          controller_resources: requests(64, "20m"),
          scheduler_resources: requests(128, "50m"),
        },
      },
    });
    const objects = this.chart("queues");
    for (const [name, spec] of Object.entries(queues)) new CustomObject(objects, name, queue, { name }, { spec });
  }
}
