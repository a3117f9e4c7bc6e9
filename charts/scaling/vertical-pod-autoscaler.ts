import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface VerticalPodAutoscalerProps {
  /** Give Pods what is recommended, and not only say it. @default true */
  readonly update?: boolean;
  /** Of its recommender, updater and webhook, each. @default 1 */
  readonly replicas?: number;
  /** A Pod is recommended no less than this, in thousandths of a CPU. @default 10 */
  readonly minCpuMillis?: number;
  /** A Pod is recommended no less than this, in MB. VPA's own default, 250, is more than most Pods of a lab use. @default 32 */
  readonly minMemoryMb?: number;
  /** Pods are evicted only where there are this many of their kind. @default 1 */
  readonly minReplicas?: number;
  /** Where Prometheus tells how much was used before VPA was there. @default none @example http://prometheus-operated.monitoring.svc:9090 */
  readonly prometheus?: string;
  /** Have cert-manager make its certificates, in place of a Job of the chart's. @default false */
  readonly certManager?: boolean;
}

const MEMORY_MIB = 64;

/**
 * Vertical Pod Autoscaler: recommends what Pods should ask for, by what they use, and gives it to them.
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 */
export class VerticalPodAutoscaler extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: VerticalPodAutoscalerProps = {}) {
    const { update = true, replicas = 1, minCpuMillis = 10, minMemoryMb = 32, minReplicas = 1, prometheus, certManager = false } = props;
    const { version, chart } = versions["vertical-pod-autoscaler"];
    const parts = update ? ["recommender", "updater", "admission-controller"] : ["recommender"];
    super(scope, id, {
      name: "vertical-pod-autoscaler",
      version,
      title: verbatim("Vertical Pod Autoscaler"),
      needs: whereAsked({ "resource-metrics": true, "certificates": update && certManager }),
      resources: { memoryMiB: MEMORY_MIB * parts.length * replicas },
      readiness: parts.map((part) => ({ deployment: `vertical-pod-autoscaler-${part}` })),
    });
    checkWhole(this.node.path, { replicas, minCpuMillis, minMemoryMb, minReplicas });
    const resources = requests(MEMORY_MIB, "20m");
    // Of one replica none could be evicted, and no node drained.
    const each = { replicas, resources, podDisruptionBudget: { enabled: replicas > 1 } };
    const history = prometheus === undefined ? [] : ["--storage=prometheus", `--prometheus-address=${prometheus}`];
    new HelmRelease(this, "vertical-pod-autoscaler", {
      chart,
      values: {
        recommender: { ...each, extraArgs: [`--pod-recommendation-min-cpu-millicores=${minCpuMillis}`, `--pod-recommendation-min-memory-mb=${minMemoryMb}`, ...history] },
        updater: { ...each, enabled: update, extraArgs: ["--in-place-skip-disruption-budget=true", `--min-replicas=${minReplicas}`] },
        admissionController: { ...each, enabled: update, certGen: { enabled: !certManager }, certManager: { enabled: certManager, createSelfSignedIssuer: { enabled: certManager } } },
      },
    });
  }
}
