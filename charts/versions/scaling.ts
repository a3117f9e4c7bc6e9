import type { PinnedVersion } from "./pinned-version";

export const scalingVersions = {
  "cluster-autoscaler": {
    version: "1.35.0",
    chart: { name: "cluster-autoscaler", repository: "https://kubernetes.github.io/autoscaler", version: "9.59.0" },
    checked: "2026-11-22",
    source: "kubernetes/autoscaler@cluster-autoscaler-chart-9.59.0:cluster-autoscaler/charts/cluster-autoscaler/values.yaml",
  },
  "cluster-autoscaler-1.34": { version: "1.34.5", upstream: { github: "kubernetes/autoscaler", tag: "cluster-autoscaler-", line: "1.34" }, checked: "2026-11-22", source: "kubernetes/autoscaler@cluster-autoscaler-1.34.5:cluster-autoscaler/version/version.go" },
  "cluster-autoscaler-1.35": { version: "1.35.2", upstream: { github: "kubernetes/autoscaler", tag: "cluster-autoscaler-", line: "1.35" }, checked: "2026-11-22", source: "kubernetes/autoscaler@cluster-autoscaler-1.35.2:cluster-autoscaler/version/version.go" },
  "cluster-autoscaler-1.36": { version: "1.36.1", upstream: { github: "kubernetes/autoscaler", tag: "cluster-autoscaler-", line: "1.36" }, checked: "2026-11-22", source: "kubernetes/autoscaler@cluster-autoscaler-1.36.1:cluster-autoscaler/version/version.go" },
  descheduler: {
    version: "0.36.0",
    chart: { name: "descheduler", repository: "https://kubernetes-sigs.github.io/descheduler", version: "0.36.0" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/descheduler@descheduler-helm-chart-0.36.0:charts/descheduler/values.yaml",
  },
  keda: {
    version: "2.20.2",
    chart: { name: "keda", repository: "https://kedacore.github.io/charts", version: "2.20.2" },
    checked: "2026-11-22",
    source: "kedacore/charts@v2.20.2:keda/values.yaml",
  },
  // client-go is released with Kubernetes, patch for patch.
  "kube-scheduler-1.34": { version: "1.34.13", upstream: { kubernetes: "1.34" }, checked: "2026-11-22", source: "kubernetes/client-go@v0.34.13:go.mod" },
  "kube-scheduler-1.35": { version: "1.35.10", upstream: { kubernetes: "1.35" }, checked: "2026-11-22", source: "kubernetes/client-go@v0.35.10:go.mod" },
  "kube-scheduler-1.36": { version: "1.36.6", upstream: { kubernetes: "1.36" }, checked: "2026-11-22", source: "kubernetes/client-go@v0.36.6:go.mod" },
  "metrics-server": {
    version: "0.8.1",
    chart: { name: "metrics-server", repository: "https://kubernetes-sigs.github.io/metrics-server", version: "3.13.1" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/metrics-server@metrics-server-helm-chart-3.13.1:charts/metrics-server/values.yaml",
  },
  "vertical-pod-autoscaler": {
    version: "1.7.1",
    chart: { name: "vertical-pod-autoscaler", repository: "https://kubernetes.github.io/autoscaler", version: "0.11.0" },
    checked: "2026-11-22",
    source: "kubernetes/autoscaler@vertical-pod-autoscaler-chart-0.11.0:vertical-pod-autoscaler/charts/vertical-pod-autoscaler/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
