import type { PinnedVersion } from "./pinned-version";

export const costVersions = {
  kepler: {
    version: "0.11.4",
    chart: { name: "kepler", repository: "oci://quay.io/sustainable_computing_io/charts", version: "0.11.4" },
    checked: "2026-11-22",
    source: "sustainable-computing-io/kepler@v0.11.4:manifests/helm/kepler/values.yaml",
  },
  opencost: {
    version: "1.120.1",
    chart: { name: "opencost", repository: "https://opencost.github.io/opencost-helm-chart", version: "2.5.17" },
    checked: "2026-11-22",
    source: "opencost/opencost-helm-chart@opencost-2.5.17:charts/opencost/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
