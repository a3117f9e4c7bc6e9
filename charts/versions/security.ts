import type { PinnedVersion } from "./pinned-version";

export const securityVersions = {
  "cert-manager": {
    version: "1.21.1",
    chart: { name: "cert-manager", repository: "oci://quay.io/jetstack/charts", version: "v1.21.1" },
    checked: "2026-11-22",
    source: "cert-manager/cert-manager@v1.21.1:deploy/charts/cert-manager/values.yaml",
  },
  "external-secrets": {
    version: "2.9.0",
    chart: { name: "external-secrets", repository: "https://charts.external-secrets.io", version: "2.9.0" },
    checked: "2026-11-22",
    source: "external-secrets/external-secrets@helm-chart-2.9.0:deploy/charts/external-secrets/values.yaml",
  },
  falco: {
    version: "0.44.1",
    chart: { name: "falco", repository: "https://falcosecurity.github.io/charts", version: "9.1.0" },
    checked: "2026-11-22",
    source: "falcosecurity/charts@falco-9.1.0:charts/falco/values.yaml",
  },
  gatekeeper: {
    version: "3.23.0",
    chart: { name: "gatekeeper", repository: "https://open-policy-agent.github.io/gatekeeper/charts", version: "3.23.0" },
    checked: "2026-11-22",
    source: "open-policy-agent/gatekeeper@v3.23.0:charts/gatekeeper/values.yaml",
  },
  kyverno: {
    version: "1.19.0",
    chart: { name: "kyverno", repository: "https://kyverno.github.io/kyverno", version: "3.9.0" },
    checked: "2026-11-22",
    source: "kyverno/kyverno@kyverno-chart-3.9.0:charts/kyverno/values.yaml",
  },
  "sealed-secrets": {
    version: "0.36.6",
    chart: { name: "sealed-secrets", repository: "https://bitnami-labs.github.io/sealed-secrets", version: "2.18.5" },
    checked: "2026-11-22",
    source: "bitnami-labs/sealed-secrets@helm-v2.18.5:helm/sealed-secrets/values.yaml",
  },
  "trivy-operator": {
    version: "0.32.0",
    chart: { name: "trivy-operator", repository: "https://aquasecurity.github.io/helm-charts", version: "0.34.0" },
    checked: "2026-11-22",
    source: "aquasecurity/trivy-operator@v0.32.0:deploy/helm/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
