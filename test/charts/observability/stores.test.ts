import type { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import { inOrder } from "../../../charts/addon/order";
import { Alloy } from "../../../charts/observability/alloy";
import { Eck } from "../../../charts/observability/eck";
import { FluentBit } from "../../../charts/observability/fluent-bit";
import { Jaeger } from "../../../charts/observability/jaeger";
import { KubePrometheusStack } from "../../../charts/observability/kube-prometheus-stack";
import { Loki } from "../../../charts/observability/loki";
import { OpenTelemetryCollector } from "../../../charts/observability/opentelemetry-collector";
import { Zipkin } from "../../../charts/observability/zipkin";
import { networked } from "../support/cluster";
import { said } from "../support/problems";
import { valuesOf } from "../support/releases";

const sent = (addon: Addon): string => JSON.stringify(valuesOf(addon));

test.each<[string, (set: AddonSet) => Addon, (set: AddonSet) => Addon, string]>([
  ["Alloy", (set) => new Alloy(set, "collector"), (set) => new Loki(set, "store"), "http://loki.loki.svc.cluster.local:3100/loki/api/v1/push"],
  ["Fluent Bit", (set) => new FluentBit(set, "collector"), (set) => new Loki(set, "store"), "Host loki.loki.svc.cluster.local\\n    Port 3100"],
  ["Fluent Bit to Elasticsearch", (set) => new FluentBit(set, "collector"), (set) => new Eck(set, "store", { openIngest: true }), "Host elasticsearch-es-http.elastic-system.svc.cluster.local\\n    Port 9200"],
  ["the collector", (set) => new OpenTelemetryCollector(set, "collector"), (set) => new Jaeger(set, "store"), '"otlp_grpc/traces":{"endpoint":"jaeger.jaeger.svc.cluster.local:4317"'],
  ["the collector to Zipkin", (set) => new OpenTelemetryCollector(set, "collector"), (set) => new Zipkin(set, "store"), '"zipkin":{"endpoint":"http://zipkin.zipkin.svc.cluster.local:9411/api/v2/spans"}'],
])("%s finds its store, though that is declared later, and waits for it", (_, collect, store, where) => {
  const set = networked();
  const collector = collect(set);
  expect(sent(collector)).not.toContain(where);
  store(set);
  expect(sent(collector)).toContain(where);
  expect(said(set)).toEqual([]);
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["flannel", "store", "collector"]);
});

test.each<[string, (set: AddonSet) => Addon, string]>([
  ["Alloy", (set) => new Alloy(set, "one"), "LW1200 one: Grafana Alloy needs a store of logs, and nothing in the cluster brings it; an add-on comes after what it needs. add Loki, or Eck"],
  ["Fluent Bit", (set) => new FluentBit(set, "one"), "LW1200 one: Fluent Bit needs a store of logs, and nothing in the cluster brings it; an add-on comes after what it needs. add Loki, or Eck"],
  ["the collector", (set) => new OpenTelemetryCollector(set, "one"), "LW1200 one: OpenTelemetry Collector needs a store of traces, and nothing in the cluster brings it; an add-on comes after what it needs. add Jaeger, or Zipkin"],
  ["the collector of metrics", (set) => new OpenTelemetryCollector(set, "one", { signals: ["metrics"] }), "LW1200 one: OpenTelemetry Collector needs the kinds of the Prometheus operator, and nothing in the cluster brings it; an add-on comes after what it needs. add KubePrometheusStack"],
])("without a store %s says so", (_, collect, expected) => {
  const set = networked();
  collect(set);
  expect(said(set)).toEqual([expected]);
});

test("a store that a collector cannot write to is none", () => {
  const set = networked();
  new Eck(set, "eck", { filebeat: false, kibana: false });
  new Alloy(set, "alloy");
  expect(said(set)).toEqual(["LW1208 alloy: Grafana Alloy needs a store that it can send to, and the cluster has but Elastic Cloud on Kubernetes; it would not work without. add Loki"]);
});

test("of several stores one is named", () => {
  const set = networked();
  const [jaeger, zipkin] = [new Jaeger(set, "jaeger"), new Zipkin(set, "zipkin")];
  new OpenTelemetryCollector(set, "unsure");
  expect(said(set)).toContainEqual("LW1208 unsure: OpenTelemetry Collector needs to be told which of Jaeger, Zipkin it sends to; it would not work without. set `traceStore`");
  for (const [store, where] of [[jaeger, "jaeger.jaeger.svc"], [zipkin, "zipkin.zipkin.svc"]] as const) {
    expect(sent(new OpenTelemetryCollector(set, `to-${store.node.id}`, { traceStore: store }))).toContain(where);
  }
  expect(said(set).filter((line) => line.startsWith("LW1208 to-"))).toEqual([]);
});

test("Fluent Bit does not have the password of Elasticsearch", () => {
  const set = networked();
  new FluentBit(set, "fluent-bit", { store: new Eck(set, "eck") });
  expect(said(set).filter((line) => line.startsWith("LW1208"))).toEqual([
    "LW1208 fluent-bit: Fluent Bit needs a store that takes logs without a password: that of Elastic Cloud on Kubernetes is a Secret of another namespace; it would not work without. set `openIngest` on Elastic Cloud on Kubernetes, or leave the logs to its `filebeat`",
  ]);
});

test("metrics go to a Prometheus that takes them", () => {
  const collect = (otlp: boolean): [string[], string] => {
    const set = networked();
    new KubePrometheusStack(set, "metrics", { otlp, grafana: false });
    const collector = new OpenTelemetryCollector(set, "collector", { signals: ["metrics"] });
    return [said(set), sent(collector)];
  };
  const [told, closed] = collect(false);
  expect(told).toEqual(["LW1208 collector: OpenTelemetry Collector needs a Prometheus that takes metrics by OTLP; it would not work without. set `otlp` on kube-prometheus-stack"]);
  expect(closed).toContain('"metrics":{"receivers":["otlp"],"processors":["memory_limiter","batch"],"exporters":["debug"]}');
  const [fine, open] = collect(true);
  expect(fine).toEqual([]);
  expect(open).toContain('"otlp_http/metrics":{"endpoint":"http://kube-prometheus-stack-prometheus.monitoring.svc.cluster.local:9090/api/v1/otlp"}');
});
