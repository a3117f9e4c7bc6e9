import type { PinnedVersion } from "./pinned-version";

export const monitoringVersions = {
  alertmanager: {
    version: "0.34.2",
    upstream: { github: "prometheus/alertmanager" },
    checked: "2026-11-22",
    source: "prometheus/alertmanager@v0.34.2:VERSION",
  },
  grafana: {
    version: "13.2.0",
    upstream: { github: "grafana/grafana" },
    checked: "2026-11-22",
    source: "grafana-community/helm-charts@grafana-12.11.1:charts/grafana/Chart.yaml",
  },
  "kube-state-metrics": {
    version: "2.20.0",
    upstream: { github: "kubernetes/kube-state-metrics" },
    checked: "2026-11-22",
    source: "kubernetes/kube-state-metrics@v2.20.0:examples/standard/deployment.yaml",
  },
  "node-exporter": {
    version: "1.12.1",
    upstream: { github: "prometheus/node_exporter" },
    checked: "2026-11-22",
    source: "prometheus/node_exporter@v1.12.1:VERSION",
  },
  prometheus: {
    version: "3.16.0",
    upstream: { github: "prometheus/prometheus" },
    checked: "2026-11-22",
    source: "prometheus/prometheus@v3.16.0:VERSION",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
