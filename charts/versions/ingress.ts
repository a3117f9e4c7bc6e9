import type { PinnedVersion } from "./pinned-version";

export const ingressVersions = {
  "gateway-api": {
    version: "1.6.1",
    upstream: { github: "kubernetes-sigs/gateway-api" },
    checked: "2026-11-22",
    source: "kubernetes-sigs/gateway-api@v1.6.1:hack/build-install-yaml.sh",
  },
  "ingress-nginx": {
    version: "1.15.1",
    chart: { name: "ingress-nginx", repository: "https://kubernetes.github.io/ingress-nginx", version: "4.15.1" },
    checked: "2026-11-22",
    source: "kubernetes/ingress-nginx@helm-chart-4.15.1:charts/ingress-nginx/values.yaml",
  },
  traefik: {
    version: "3.7.11",
    chart: { name: "traefik", repository: "https://traefik.github.io/charts", version: "41.3.0" },
    checked: "2026-11-22",
    source: "traefik/traefik-helm-chart@v41.3.0:traefik/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
