import type { PinnedVersion } from "./pinned-version";

export const batchVersions = {
  kueue: {
    version: "0.19.2",
    chart: { name: "kueue", repository: "oci://registry.k8s.io/kueue/charts", version: "0.19.2" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/kueue@v0.19.2:charts/kueue/values.yaml",
  },
  volcano: {
    version: "1.15.1",
    chart: { name: "volcano", repository: "https://volcano-sh.github.io/helm-charts", version: "1.15.1" },
    checked: "2026-11-22",
    source: "volcano-sh/volcano@v1.15.1:installer/helm/chart/volcano/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
