import { Alertmanager } from "../../../charts/monitoring/alertmanager";
import { Grafana } from "../../../charts/monitoring/grafana";
import { KubeStateMetrics } from "../../../charts/monitoring/kube-state-metrics";
import { NodeExporter } from "../../../charts/monitoring/node-exporter";
import { Prometheus } from "../../../charts/monitoring/prometheus";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["node exporter", (set) => new NodeExporter(set, "node-exporter")],
  ["node exporter with everything", (set) => new NodeExporter(set, "node-exporter", { port: 9101, collectors: ["systemd"], withoutCollectors: ["zfs"], textfileDirectory: "/var/lib/node-exporter" })],
  ["kube-state-metrics", (set) => new KubeStateMetrics(set, "kube-state-metrics")],
  ["kube-state-metrics with everything", (set) => new KubeStateMetrics(set, "kube-state-metrics", { kinds: ["nodes", "pods", "leases"], labelsOf: { pods: ["app"] }, annotationsOf: { nodes: ["*"] } })],
  ["alertmanager", (set) => new Alertmanager(set, "alertmanager")],
  ["alertmanager with everything", (set) => new Alertmanager(set, "alertmanager", { webhook: { secretName: "chat", key: "url" }, groupBy: ["cluster"], repeatInterval: "30m", replicas: 3, volume: { sizeGiB: 1, storageClass: "fast" } })],
  ["prometheus", (set) => new Prometheus(set, "prometheus")],
  ["prometheus with everything", (set) => new Prometheus(set, "prometheus", {
    exporters: [new NodeExporter(set, "node-exporter"), new KubeStateMetrics(set, "kube-state-metrics")],
    alertmanager: new Alertmanager(set, "alertmanager", { replicas: 2 }),
    targets: [{ job: "libvirt", targets: ["10.20.44.1:9177", "[fd00::1]:9177"], labels: { host: "kvm1" } }],
    rules: [{ name: "own", rules: [{ record: "nodes:up", expr: 'count(up{job="kubernetes-nodes"} == 1)' }] }],
    retentionDays: 30, volume: { sizeGiB: 50 }, replicas: 2, scrapeIntervalSeconds: 15, kubeletInsecureTls: false,
  })],
  ["grafana", (set) => new Grafana(set, "grafana")],
  ["grafana with everything", (set) => new Grafana(set, "grafana", {
    prometheus: new Prometheus(set, "prometheus", { exporters: [new NodeExporter(set, "node-exporter"), new KubeStateMetrics(set, "kube-state-metrics")] }),
    dataSources: [{ name: "Loki", type: "loki", url: "http://loki-gateway.loki.svc", jsonData: { maxLines: 1000 } }],
    dashboards: [{ uid: "own", title: "Own", panels: [{ title: "Targets", type: "stat", queries: [{ expr: "count(up)" }] }] }],
    admin: { secretName: "grafana-admin", anonymousViewers: true }, page: { host: "grafana.lab.example", ingressClass: "traefik", issuer: "lab" }, serviceType: "NodePort", volume: { sizeGiB: 2 },
  })],
];
