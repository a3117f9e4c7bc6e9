import { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import { inOrder } from "../../../charts/addon/order";
import { Alertmanager } from "../../../charts/monitoring/alertmanager";
import { KubeStateMetrics } from "../../../charts/monitoring/kube-state-metrics";
import type { Monitored, Monitoring } from "../../../charts/monitoring/monitored";
import { NodeExporter } from "../../../charts/monitoring/node-exporter";
import { Prometheus, type PrometheusProps } from "../../../charts/monitoring/prometheus";
import type { PrometheusConfig, RuleGroup, ScrapeConfig } from "../../../charts/monitoring/prometheus-config";
import { addonSet, networked } from "../support/cluster";
import { fileOf, objectOf, podsOf } from "../support/objects";
import { said } from "../support/problems";

const prometheus = (props: PrometheusProps = {}, set = addonSet()): Prometheus => new Prometheus(set, "prometheus", props);
const config = (addon: Prometheus): PrometheusConfig => fileOf(addon, "prometheus", "prometheus.yml");
const jobs = (addon: Prometheus): string[] => config(addon).scrape_configs.map(({ job_name }) => job_name);
const job = (addon: Prometheus, name: string): ScrapeConfig | undefined => config(addon).scrape_configs.find(({ job_name }) => job_name === name);

function alerts(addon: Prometheus): string[] {
  const { groups } = fileOf<{ readonly groups: readonly RuleGroup[] }>(addon, "prometheus", "rules.yml");
  return groups.flatMap(({ rules }) => rules.flatMap((rule) => ("alert" in rule ? [rule.alert] : [])));
}

test("by itself it finds what every cluster has", () => {
  expect(jobs(prometheus())).toEqual(["prometheus", "kubernetes-apiservers", "kubernetes-nodes", "kubernetes-cadvisor", "kubernetes-services", "kubernetes-pods"]);
  expect(alerts(prometheus())).toEqual(["NodeDown", "ApiServerDown", "TargetDown", "VolumeFillingUp", "RuleEvaluationFails", "AlertsNotDelivered"]);
});

test("an exporter brings its targets and its alerts, and is there first", () => {
  const set = addonSet();
  const addon = prometheus({ exporters: [new NodeExporter(set, "node-exporter"), new KubeStateMetrics(set, "kube-state-metrics")] }, set);
  expect(jobs(addon).slice(6)).toEqual(["node-exporter", "kube-state-metrics"]);
  expect(alerts(addon)).toEqual(expect.arrayContaining(["DiskAlmostFull", "DiskFillingUp", "PodCrashLooping", "NodeNotReady"]));
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["node-exporter", "kube-state-metrics", "prometheus"]);
});

test("alerts go to every Alertmanager, and as one from several servers", () => {
  const set = addonSet();
  const { alerting, global } = config(prometheus({ alertmanager: new Alertmanager(set, "alertmanager", { replicas: 2 }), replicas: 2 }, set));
  expect(alerting?.alertmanagers).toEqual([{ static_configs: [{ targets: ["alertmanager-0.alertmanager-pods.alertmanager.svc:9093", "alertmanager-1.alertmanager-pods.alertmanager.svc:9093"] }] }]);
  expect(global.external_labels).toEqual({ cluster: "k8s", prometheus_replica: "${POD_NAME}" });
  expect(alerting?.alert_relabel_configs).toEqual([{ action: "labeldrop", regex: "prometheus_replica" }]);
  expect(config(prometheus())).not.toHaveProperty("alerting");
});

/** What Prometheus makes of a target, as its relabelling does: anchored regular expressions, labels that are missing being empty. */
function relabelled(name: string, found: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = { ...found };
  for (const { action = "replace", source_labels = [], regex = "(.*)", target_label = "", replacement = "$1" } of job(prometheus(), name)?.relabel_configs ?? []) {
    const match = new RegExp(`^(?:${regex})$`).exec(source_labels.map((label) => labels[label] ?? "").join(";"));
    if (action === "keep" && match === null) return undefined;
    if (action === "drop" && match !== null) return undefined;
    if (action === "replace" && match !== null) labels[target_label] = replacement.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
  }
  return Object.fromEntries(Object.entries(labels).filter(([label, value]) => value !== "" && !label.startsWith("__meta_")));
}

describe("what says by annotation that it has metrics", () => {
  const service = (other: Record<string, string> = {}): Record<string, string> => ({ __address__: "10.244.1.2:53", __meta_kubernetes_endpointslice_port: "53", __meta_kubernetes_namespace: "kube-system", __meta_kubernetes_service_name: "kube-dns", ...other });
  const annotation = (of: string, name: string): string => `__meta_kubernetes_${of}_annotation_prometheus_io_${name}`;

  test("a Service without it is left alone", () => expect(relabelled("kubernetes-services", service())).toBeUndefined());

  test("is asked where the annotations say, by what protocol they say", () => {
    const found = service({ [annotation("service", "scrape")]: "true", [annotation("service", "port")]: "9153", [annotation("service", "path")]: "/m", [annotation("service", "scheme")]: "https" });
    expect(relabelled("kubernetes-services", found)).toEqual({ __address__: "10.244.1.2:9153", __metrics_path__: "/m", __scheme__: "https", namespace: "kube-system", service: "kube-dns" });
  });

  test.each([["10.244.1.2", "10.244.1.2:9153"], ["[fd00::2]:8080", "[fd00::2]:9153"], ["[fd00::2]", "[fd00::2]:9153"]])("a Pod at %s is asked at %s", (address, asked) => {
    const found = { __address__: address, [annotation("pod", "scrape")]: "true", [annotation("pod", "port")]: "9153", __meta_kubernetes_pod_node_name: "w1", __meta_kubernetes_pod_name: "p" };
    expect(relabelled("kubernetes-pods", found)).toEqual({ __address__: asked, pod: "p", node: "w1" });
  });

  test("other ports of a Service's Pods, and Pods that are done, are not asked", () => {
    const { __meta_kubernetes_endpointslice_port: _, ...otherPort } = service({ [annotation("service", "scrape")]: "true" });
    expect(relabelled("kubernetes-services", otherPort)).toBeUndefined();
    expect(relabelled("kubernetes-pods", { [annotation("pod", "scrape")]: "true", __meta_kubernetes_pod_phase: "Succeeded" })).toBeUndefined();
  });
});

test("blocks leave a fifth of the room to what is written before them", () => {
  expect(config(prometheus()).storage?.tsdb.retention).toEqual({ time: "1d", size: "4096MB" });
  expect(config(prometheus({ volume: { sizeGiB: 2 }, retentionDays: 28 })).storage?.tsdb.retention).toEqual({ time: "28d", size: "1638MB" });
});

interface StatefulSet {
  readonly spec: { readonly volumeClaimTemplates: readonly { readonly spec: object }[] };
}

test("a volume is asked for from the class that is named, or from the default one", () => {
  const claim = (storageClass?: string): object | undefined => objectOf<StatefulSet>(prometheus({ volume: { sizeGiB: 10, storageClass } }), "StatefulSet prometheus").spec.volumeClaimTemplates[0]?.spec;
  expect(claim("fast")).toEqual({ accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } }, storageClassName: "fast" });
  expect(claim()).toEqual({ accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } });
  const set = networked();
  prometheus({ volume: { sizeGiB: 10 } }, set);
  expect(said(set)).toEqual([expect.stringContaining("LW1200 prometheus: Prometheus needs the default StorageClass")]);
});

test("a change of its configuration or rules replaces its Pods, and nothing else does", () => {
  const hash = (props: PrometheusProps): string => podsOf(prometheus(props), "StatefulSet").metadata.annotations["checksum/config"] ?? "";
  const rule = (expr: string): PrometheusProps => ({ rules: [{ name: "own", rules: [{ alert: "A", expr }] }] });
  expect(hash({})).toBe(hash({}));
  expect(new Set([hash({}), hash({ scrapeIntervalSeconds: 10 }), hash(rule("up == 0")), hash(rule("up == 1"))]).size).toBe(4);
});

test("it may list what it finds and read metrics, and nothing else", () => {
  const { rules } = objectOf<{ readonly rules: readonly { readonly verbs: readonly string[]; readonly resources?: readonly string[] }[] }>(prometheus(), "ClusterRole labwright-prometheus");
  expect([...new Set(rules.flatMap(({ verbs }) => verbs))].sort()).toEqual(["get", "list", "watch"]);
  expect(rules.filter(({ verbs }) => verbs.includes("get")).flatMap(({ resources = [] }) => resources)).toEqual(["nodes/metrics"]);
  expect(rules.flatMap(({ resources = [] }) => resources)).not.toContain("secrets");
});

test("kubelets' certificates are verified where they can be", () => {
  const kubelets = (props: PrometheusProps): object | undefined => job(prometheus(props), "kubernetes-nodes")?.tls_config;
  expect(kubelets({})).toEqual({ insecure_skip_verify: true });
  expect(kubelets({ kubeletInsecureTls: false })).toEqual({ ca_file: expect.stringMatching(/ca\.crt$/) as string });
});

/** An add-on from outside the package, with metrics. */
class Own extends Addon implements Monitored {
  readonly monitoring: Monitoring = { scrape: [{ job_name: "own", static_configs: [{ targets: ["own.own.svc:80"] }] }], rules: [], dashboards: [{ uid: "own", title: "Own", panels: [] }] };

  constructor(set: AddonSet) {
    super(set, "own", { name: "own", version: "1.0", title: { en: "own", zh: "own" }, resources: { memoryMiB: 1 }, readiness: [] });
  }
}

test("add-ons of one's own are exporters too", () => {
  const set = addonSet();
  const addon = prometheus({ exporters: [new Own(set)] }, set);
  expect(jobs(addon).at(-1)).toBe("own");
  expect(addon.monitoring.dashboards.map(({ uid }) => uid)).toEqual(["own", "labwright-containers"]);
});

test.each<[string, PrometheusProps]>([
  ["targets[0].targets", { targets: [{ job: "libvirt", targets: ["http://10.20.44.1:9177/metrics"] }] }],
  ["targets[1].targets", { targets: [{ job: "a", targets: ["a:1"] }, { job: "b", targets: ["b"] }] }],
  ["job", { targets: [{ job: "kubernetes-nodes", targets: ["a:1"] }] }],
  ["rules", { rules: [{ name: "cluster", rules: [] }] }],
  ["retentionDays", { retentionDays: 0 }],
  ["volume.sizeGiB", { volume: { sizeGiB: -1 } }],
  ["replicas", { replicas: 0 }],
  ["scrapeIntervalSeconds", { scrapeIntervalSeconds: 0.5 }],
])("%s that Prometheus would not take is refused", (property, props) => {
  expect(() => prometheus(props)).toThrow(`LW1001 prometheus: \`${property}\``);
});
