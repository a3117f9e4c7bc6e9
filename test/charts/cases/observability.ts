import { Alloy } from "../../../charts/observability/alloy";
import { Eck } from "../../../charts/observability/eck";
import { FluentBit } from "../../../charts/observability/fluent-bit";
import { Jaeger } from "../../../charts/observability/jaeger";
import { KubePrometheusStack } from "../../../charts/observability/kube-prometheus-stack";
import { Loki } from "../../../charts/observability/loki";
import { OpenTelemetryCollector } from "../../../charts/observability/opentelemetry-collector";
import { Zipkin } from "../../../charts/observability/zipkin";
import type { Made } from "../support/addons";

const bucket = { name: "logs", endpoint: "http://minio.lab.example:9000", region: "lab", secretName: "s3", replicas: 2 };
const volume = { sizeGiB: 20, storageClass: "fast" };
const page = { host: "pages.lab.example", ingressClass: "traefik", issuer: "lab" };

export const cases: readonly Made[] = [
  ["kube-prometheus-stack", (set) => new KubePrometheusStack(set, "metrics")],
  ["kube-prometheus-stack with everything", (set) => {
    new Loki(set, "loki");
    new Jaeger(set, "jaeger");
    new Zipkin(set, "zipkin");
    return new KubePrometheusStack(set, "metrics", { retentionDays: 2, volume, replicas: 2, alertmanager: true, controlPlane: true, otlp: true, certManager: true, admin: { secretName: "grafana", userKey: "user", passwordKey: "password" }, page });
  }],
  ["kube-prometheus-stack without Grafana", (set) => new KubePrometheusStack(set, "metrics", { grafana: false })],
  ["loki", (set) => new Loki(set, "loki")],
  ["loki with everything", (set) => new Loki(set, "loki", { retentionDays: 7, volume, bucket, canary: true, cacheMiB: 128, serviceMonitor: true })],
  ["alloy", (set) => new Alloy(set, "alloy", { store: new Loki(set, "loki") })],
  ["alloy with everything", (set) => new Alloy(set, "alloy", { store: new Loki(set, "loki"), source: "files", journal: true, namespaces: ["default"], labels: { site: "lab" }, tainted: false, serviceMonitor: true })],
  ["eck", (set) => new Eck(set, "eck")],
  ["eck with everything", (set) => new Eck(set, "eck", { nodes: 3, memoryMiB: 4096, volume, page, filebeat: false, openIngest: true })],
  ["eck without Kibana", (set) => new Eck(set, "eck", { kibana: false })],
  ["fluent-bit", (set) => new FluentBit(set, "fluent-bit", { store: new Loki(set, "loki") })],
  ["fluent-bit with everything", (set) => new FluentBit(set, "fluent-bit", { store: new Eck(set, "eck", { openIngest: true }), journal: false, parseJson: false, bufferMiB: 64, tainted: false, serviceMonitor: true })],
  ["jaeger", (set) => new Jaeger(set, "jaeger")],
  ["jaeger with everything", (set) => new Jaeger(set, "jaeger", { volume: { ...volume, retentionDays: 1 }, page, samplingPercent: 10, zipkin: true, memoryMiB: 512 })],
  ["zipkin", (set) => new Zipkin(set, "zipkin")],
  ["zipkin with everything", (set) => new Zipkin(set, "zipkin", { maxSpans: 1000, memoryMiB: 1024, selfTracing: true, page, serviceMonitor: true })],
  ["opentelemetry-collector", (set) => new OpenTelemetryCollector(set, "collector", { traceStore: new Jaeger(set, "jaeger") })],
  ["opentelemetry-collector with everything", (set) => {
    new KubePrometheusStack(set, "metrics", { otlp: true });
    return new OpenTelemetryCollector(set, "collector", { signals: ["traces", "metrics"], traceStore: new Zipkin(set, "zipkin"), logStore: new Loki(set, "loki"), containerLogs: true, samplingPercent: 10, kubernetesAttributes: false, serviceMonitor: true });
  }],
];
