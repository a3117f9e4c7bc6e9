import type { PinnedVersion } from "./pinned-version";

export const loadBalancingVersions = {
  metallb: {
    version: "0.16.1",
    chart: { name: "metallb", repository: "https://metallb.github.io/metallb", version: "0.16.1" },
    checked: "2026-11-22",
    source: "metallb/metallb@v0.16.1:charts/metallb/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
