import type { PinnedVersion } from "./pinned-version";

export const scalingVersions = {
  "metrics-server": {
    version: "0.8.1",
    chart: { name: "metrics-server", repository: "https://kubernetes-sigs.github.io/metrics-server", version: "3.13.1" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/metrics-server@metrics-server-helm-chart-3.13.1:charts/metrics-server/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
