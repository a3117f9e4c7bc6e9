import type { PinnedVersion } from "./pinned-version";

export const gpuVersions = {
  hami: {
    version: "2.10.0",
    chart: { name: "hami", repository: "https://project-hami.github.io/HAMi", version: "2.10.0" },
    checked: "2026-11-22",
    source: "Project-HAMi/HAMi@v2.10.0:charts/hami/values.yaml",
  },
  "nvidia-device-plugin": {
    version: "0.20.0",
    chart: { name: "nvidia-device-plugin", repository: "https://nvidia.github.io/k8s-device-plugin", version: "0.20.0" },
    checked: "2026-11-22",
    source: "NVIDIA/k8s-device-plugin@v0.20.0:deployments/helm/nvidia-device-plugin/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
