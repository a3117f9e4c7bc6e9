import { ClusterAutoscaler } from "../../../charts/scaling/cluster-autoscaler";
import { Descheduler } from "../../../charts/scaling/descheduler";
import { Keda } from "../../../charts/scaling/keda";
import { MetricsServer } from "../../../charts/scaling/metrics-server";
import { SecondScheduler } from "../../../charts/scaling/second-scheduler";
import { VerticalPodAutoscaler } from "../../../charts/scaling/vertical-pod-autoscaler";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["cluster-autoscaler", (set) => new ClusterAutoscaler(set, "cluster-autoscaler")],
  [
    "cluster-autoscaler with everything",
    (set) => new ClusterAutoscaler(set, "cluster-autoscaler", { clusterName: "edge", clusterNamespace: "fleet", kubeconfig: { of: "management", secretName: "management-kubeconfig" }, expander: "priority", idleMinutes: 3, idlePercent: 70, replicas: 2, serviceMonitor: true }),
    { kubernetes: "1.34" },
  ],
  ["descheduler", (set) => new Descheduler(set, "descheduler")],
  [
    "descheduler with everything",
    (set) => new Descheduler(set, "descheduler", { intervalMinutes: 1, strategies: ["HighNodeUtilization", "RemoveFailedPods"], utilization: { under: 10, over: 90 }, actualUse: true, podLifetimeHours: 24, evictLocalStorage: false, dryRun: true, replicas: 2 }),
  ],
  ["keda", (set) => new Keda(set, "keda")],
  ["keda with everything", (set) => new Keda(set, "keda", { replicas: 2, namespaces: ["shop", "jobs"], webhooks: false, hostNetwork: true, certManager: true, serviceMonitor: true })],
  ["metrics-server", (set) => new MetricsServer(set, "metrics-server")],
  ["second-scheduler", (set) => new SecondScheduler(set, "second-scheduler")],
  ["second-scheduler with everything", (set) => new SecondScheduler(set, "second-scheduler", { schedulerName: "gpu-scheduler", placement: "spread", weights: { "nvidia.com/gpu": 5 }, withoutScores: ["ImageLocality"], replicas: 2, verbosity: 4 }), { kubernetes: "1.35" }],
  ["vertical-pod-autoscaler", (set) => new VerticalPodAutoscaler(set, "vertical-pod-autoscaler")],
  ["vertical-pod-autoscaler with everything", (set) => new VerticalPodAutoscaler(set, "vertical-pod-autoscaler", { update: true, replicas: 2, minCpuMillis: 25, minMemoryMb: 250, minReplicas: 2, prometheus: "http://prometheus.monitoring.svc:9090", certManager: true })],
  ["vertical-pod-autoscaler that only recommends", (set) => new VerticalPodAutoscaler(set, "vertical-pod-autoscaler", { update: false })],
];
