import type { PinnedVersion } from "./pinned-version";

export const edgeVersions = {
  kubeedge: {
    version: "1.23.1",
    upstream: { github: "kubeedge/kubeedge" },
    checked: "2026-11-22",
    source: "kubeedge/kubeedge@v1.23.1:manifests/charts/cloudcore",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
