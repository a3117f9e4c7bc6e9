import type { PinnedVersion } from "./pinned-version";

export const observabilityVersions = {
  "alloy": {
    version: "1.18.1",
    chart: { name: "alloy", repository: "https://grafana.github.io/helm-charts", version: "1.11.1" },
    checked: "2026-11-22",
    source: "grafana/alloy@helm-chart/1.11.1:operations/helm/charts/alloy/values.yaml",
  },
  "eck-operator": {
    version: "3.5.0",
    chart: { name: "eck-operator", repository: "https://helm.elastic.co", version: "3.5.0" },
    checked: "2026-11-22",
    source: "elastic/cloud-on-k8s@v3.5.0:deploy/eck-operator/values.yaml",
  },
  // Of Elasticsearch, Kibana and Beats: what the operator's makers run with it.
  "elastic-stack": {
    version: "9.5.0",
    upstream: { github: "elastic/elasticsearch" },
    checked: "2026-11-22",
    source: "elastic/cloud-on-k8s@v3.5.0:deploy/eck-stack/charts/eck-elasticsearch/values.yaml",
  },
  "fluent-bit": {
    version: "5.1.1",
    chart: { name: "fluent-bit", repository: "https://fluent.github.io/helm-charts", version: "0.58.1" },
    checked: "2026-11-22",
    source: "fluent/helm-charts@fluent-bit-0.58.1:charts/fluent-bit/values.yaml",
  },
  "jaeger": {
    version: "2.19.0",
    chart: { name: "jaeger", repository: "https://jaegertracing.github.io/helm-charts", version: "4.11.1" },
    checked: "2026-11-22",
    source: "jaegertracing/helm-charts@jaeger-4.11.1:charts/jaeger/values.yaml",
  },
  "kube-prometheus-stack": {
    version: "88.5.3",
    chart: { name: "kube-prometheus-stack", repository: "https://prometheus-community.github.io/helm-charts", version: "88.5.3" },
    checked: "2026-11-22",
    source: "prometheus-community/helm-charts@kube-prometheus-stack-88.5.3:charts/kube-prometheus-stack/values.yaml",
  },
  "loki": {
    version: "3.7.6",
    chart: { name: "loki", repository: "https://grafana-community.github.io/helm-charts", version: "18.11.0" },
    checked: "2026-11-22",
    source: "grafana-community/helm-charts@loki-18.11.0:charts/loki/values.yaml",
  },
  "opentelemetry-collector": {
    version: "0.158.0",
    chart: { name: "opentelemetry-collector", repository: "https://open-telemetry.github.io/opentelemetry-helm-charts", version: "0.170.0" },
    checked: "2026-11-22",
    source: "open-telemetry/opentelemetry-helm-charts@opentelemetry-collector-0.170.0:charts/opentelemetry-collector/values.yaml",
  },
  "zipkin": {
    version: "3.5.1",
    chart: { name: "zipkin", repository: "https://zipkin.io/zipkin-helm", version: "0.4.0" },
    checked: "2026-11-22",
    source: "openzipkin/zipkin-helm@zipkin-0.4.0:charts/zipkin/values.yaml",
  },
} as const satisfies Readonly<Record<string, PinnedVersion>>;
