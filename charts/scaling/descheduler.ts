import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkNumber, checkWhole, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** Strategies that even out how Pods are spread; the others take away single Pods that are out of place. */
const BALANCE = ["RemoveDuplicates", "LowNodeUtilization", "HighNodeUtilization", "RemovePodsViolatingTopologySpreadConstraint"] as const;
const DESCHEDULE = ["RemovePodsHavingTooManyRestarts", "RemovePodsViolatingNodeTaints", "RemovePodsViolatingNodeAffinity", "RemovePodsViolatingInterPodAntiAffinity", "RemoveFailedPods"] as const;

export type DeschedulerStrategy = (typeof BALANCE)[number] | (typeof DESCHEDULE)[number];

const DEFAULTS: readonly DeschedulerStrategy[] = [
  "RemoveDuplicates", "LowNodeUtilization", "RemovePodsViolatingTopologySpreadConstraint",
  "RemovePodsHavingTooManyRestarts", "RemovePodsViolatingNodeTaints", "RemovePodsViolatingNodeAffinity", "RemovePodsViolatingInterPodAntiAffinity",
];

export interface DeschedulerProps {
  /** Minutes between two looks. @default 5 */
  readonly intervalMinutes?: number;
  /**
   * What is a reason to evict a Pod. LowNodeUtilization spreads Pods, HighNodeUtilization packs them: one or the other.
   * @default the chart's: all but HighNodeUtilization and RemoveFailedPods
   * @example ["RemoveDuplicates","HighNodeUtilization"]
   */
  readonly strategies?: readonly DeschedulerStrategy[];
  /**
   * Percentages of a node's CPU, memory and Pods: one below `under` in all is too empty, one above `over` in any too full.
   * @default 20 and 50
   * @example {"under":30,"over":60}
   */
  readonly utilization?: { readonly under: number; readonly over: number };
  /** Go by what Pods use, as metrics-server says, in place of what they ask for. @default false */
  readonly actualUse?: boolean;
  /** Hours after which Pods are evicted whatever they do. @default never */
  readonly podLifetimeHours?: number;
  /** Evict Pods with an `emptyDir` or a `hostPath` too, whose data is lost. @default true */
  readonly evictLocalStorage?: boolean;
  /** Say in its log what it would evict, and do not. @default false */
  readonly dryRun?: boolean;
  /** One works, the others wait for it to fail. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = 64;

/**
 * Descheduler: evicts Pods that the scheduler would now put elsewhere. Its policy is of `v1alpha2`; older books have `v1alpha1`.
 * @see https://github.com/kubernetes-sigs/descheduler
 */
export class Descheduler extends Addon {
  /** @throws LabError LW1001 for strategies and percentages that contradict each other */
  constructor(scope: Construct, id: string, props: DeschedulerProps = {}) {
    const { intervalMinutes = 5, strategies = DEFAULTS, utilization = { under: 20, over: 50 }, actualUse = false, podLifetimeHours, evictLocalStorage = true, dryRun = false, replicas = 1 } = props;
    const { version, chart } = versions.descheduler;
    super(scope, id, {
      name: "descheduler",
      version,
      title: verbatim("Descheduler"),
      needs: whereAsked({ "resource-metrics": actualUse }),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "descheduler" }],
    });
    checkWhole(this.node.path, { intervalMinutes, podLifetimeHours, replicas });
    checkNumber(this.node.path, { "utilization.under": utilization.under, "utilization.over": utilization.over }, 0, 100);
    if (strategies.includes("LowNodeUtilization") && strategies.includes("HighNodeUtilization")) {
      refuse(this.node.path, "strategies", strategies, { en: "LowNodeUtilization or HighNodeUtilization, not both", zh: "LowNodeUtilization 与 HighNodeUtilization 只能选其一" });
    }
    if (utilization.under >= utilization.over) {
      refuse(this.node.path, "utilization", utilization, { en: "`under` below `over`", zh: "`under` 小于 `over`" });
    }
    const all = (percent: number): HelmValues => ({ cpu: percent, memory: percent, pods: percent });
    const metrics = actualUse ? { metricsUtilization: { source: "KubernetesMetrics" } } : {};
    const args: Partial<Record<DeschedulerStrategy, HelmValues>> = {
      LowNodeUtilization: { thresholds: all(utilization.under), targetThresholds: all(utilization.over), ...metrics },
      HighNodeUtilization: { thresholds: all(utilization.under) },
      RemovePodsHavingTooManyRestarts: { podRestartThreshold: 100, includingInitContainers: true },
      RemovePodsViolatingNodeAffinity: { nodeAffinityType: ["requiredDuringSchedulingIgnoredDuringExecution"] },
    };
    const protections = { defaultDisabled: evictLocalStorage ? ["PodsWithLocalStorage"] : [], extraEnabled: ["PodsWithPVC"] };
    const lifetime = podLifetimeHours === undefined ? [] : [{ name: "PodLifeTime", args: { maxPodLifeTimeSeconds: podLifetimeHours * 3600 } }];
    const enabled = (group: readonly DeschedulerStrategy[]): DeschedulerStrategy[] => strategies.filter((one) => group.includes(one));
    const profile = {
      name: "lab",
      pluginConfig: [{ name: "DefaultEvictor", args: { podProtections: protections, nodeFit: true } }, ...strategies.map((name) => ({ name, args: args[name] ?? {} })), ...lifetime],
      plugins: { balance: { enabled: enabled(BALANCE) }, deschedule: { enabled: [...enabled(DESCHEDULE), ...lifetime.map(({ name }) => name)] } },
    };
    new HelmRelease(this, "descheduler", {
      chart,
      values: {
        // A CronJob, the chart's own default, starts a Pod for each look.
        kind: "Deployment",
        deschedulingInterval: `${intervalMinutes}m`,
        replicas,
        leaderElection: { enabled: replicas > 1 },
        command: ["/bin/descheduler", ...(dryRun ? ["--dry-run"] : [])],
        deschedulerPolicy: { ...(actualUse && { metricsProviders: [{ source: "KubernetesMetrics" }] }), profiles: [profile] },
        resources: { ...requests(MEMORY_MIB, "50m"), limits: { cpu: "500m", memory: "256Mi" } },
      },
    });
  }
}
