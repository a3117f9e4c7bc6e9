import type { PinnedVersion } from "./pinned-version";

export const machineLearningVersions = {
  "kubeflow-trainer": {
    version: "2.3.0",
    chart: { name: "kubeflow-trainer", repository: "oci://ghcr.io/kubeflow/charts", version: "2.3.0" },
    checked: "2026-11-22",
    source: "kubeflow/trainer@v2.3.0:charts/kubeflow-trainer/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
