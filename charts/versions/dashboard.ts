import type { PinnedVersion } from "./pinned-version";

export const dashboardVersions = {
  headlamp: {
    version: "0.45.0",
    chart: { name: "headlamp", repository: "https://kubernetes-sigs.github.io/headlamp/", version: "0.45.0" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/headlamp@headlamp-helm-0.45.0:charts/headlamp/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
