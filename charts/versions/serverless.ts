import type { PinnedVersion } from "./pinned-version";

export const serverlessVersions = {
  "knative-operator": {
    version: "1.23.0",
    chart: {
      name: "knative-operator",
      repository: "https://knative.github.io/operator",
      version: "v1.23.0",
      digest: "sha256:8722be0a739f1841f143a5c7e5dbf64b06dad24847b4743d286bdf8f9eeef672",
    },
    checked: "2026-11-22",
    source: "knative/operator@knative-v1.23.0:config/charts/knative-operator/values.yaml",
  },
  openfaas: {
    version: "0.18.17",
    chart: {
      name: "openfaas",
      repository: "https://openfaas.github.io/faas-netes/",
      version: "15.0.6",
      digest: "sha256:937d0672524fefb7177e0153f45d44ba0cde026ed8d0bfb723207e39c1119d6c",
    },
    checked: "2026-11-22",
    source: "openfaas/faas-netes@662ce9ce:chart/openfaas/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
