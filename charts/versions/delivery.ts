import type { PinnedVersion } from "./pinned-version";

export const deliveryVersions = {
  crossplane: {
    version: "2.3.4",
    chart: { name: "crossplane", repository: "https://charts.crossplane.io/stable", version: "2.3.4" },
    checked: "2026-11-22",
    source: "crossplane/crossplane@v2.3.4:cluster/charts/crossplane/values.yaml",
  },
  // Of the Job that makes Harbor's passwords.
  curl: {
    version: "8.21.0",
    upstream: { github: "curl/curl-container", tag: "" },
    checked: "2026-11-22",
    source: "curl/curl-container@8.21.0:README.md",
  },
  httpd: {
    version: "2.4.68",
    upstream: { github: "apache/httpd", tag: "", line: "2" },
    checked: "2026-11-22",
    source: "docker-library/official-images@37079fb336:library/httpd",
  },
  harbor: {
    version: "2.15.1",
    chart: { name: "harbor", repository: "https://helm.goharbor.io", version: "1.19.1" },
    checked: "2026-11-22",
    source: "goharbor/harbor-helm@v1.19.1:values.yaml",
  },
  kubevela: {
    version: "1.10.9",
    chart: { name: "vela-core", repository: "https://kubevela.github.io/charts", version: "1.10.9" },
    checked: "2026-11-22",
    source: "kubevela/kubevela@v1.10.9:charts/vela-core/values.yaml",
  },
  "tekton-operator": {
    version: "0.81.1",
    chart: { name: "tekton-operator", repository: "oci://ghcr.io/tektoncd/operator/charts", version: "0.81.1" },
    checked: "2026-11-22",
    source: "tektoncd/operator@v0.81.1:charts/tekton-operator/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
