import { Addon } from "../../../charts/addon/addon";
import { addonProblems } from "../../../charts/addon/addon-problems";
import type { AddonSet } from "../../../charts/addon/addon-set";
import { Alertmanager, type AlertmanagerProps } from "../../../charts/monitoring/alertmanager";
import { KubeStateMetrics, type KubeStateMetricsProps } from "../../../charts/monitoring/kube-state-metrics";
import { NodeExporter, type NodeExporterProps } from "../../../charts/monitoring/node-exporter";
import { addonSet, networked } from "../support/cluster";
import { fileOf, objectOf, podsOf, type PodContainer, type Pods } from "../support/objects";
import { said } from "../support/problems";

const nodeExporter = (props?: NodeExporterProps): NodeExporter => new NodeExporter(addonSet(), "node-exporter", props);
const stateMetrics = (props?: KubeStateMetricsProps): KubeStateMetrics => new KubeStateMetrics(addonSet(), "kube-state-metrics", props);
const alertmanager = (props?: AlertmanagerProps): Alertmanager => new Alertmanager(addonSet(), "alertmanager", props);

class Stack extends Addon {
  constructor(set: AddonSet, id: string) {
    super(set, id, { name: "kube-prometheus-stack", version: "1.0", title: { en: "stack", zh: "stack" }, resources: { memoryMiB: 1 }, readiness: [] });
  }
}

describe("node exporter", () => {
  const container = (props?: NodeExporterProps): PodContainer => podsOf(nodeExporter(props), "DaemonSet").spec.containers[0];

  test("is on tainted nodes too, on the node's own address, and only reads", () => {
    const { spec } = podsOf(nodeExporter(), "DaemonSet");
    expect(spec.tolerations).toEqual([{ operator: "Exists" }]);
    expect(container().args).toContain("--web.listen-address=[$(HOST_IP)]:9100");
    expect(container().volumeMounts.every(({ readOnly }) => readOnly)).toBe(true);
  });

  test("its metrics carry their node's name", () => {
    expect(nodeExporter().monitoring.scrape[0]?.relabel_configs).toContainEqual({ source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" });
  });

  test("a collector that is asked for is not turned off", () => {
    const { args } = container({ collectors: ["zfs", "systemd"] });
    expect(args).toEqual(expect.arrayContaining(["--collector.zfs", "--collector.systemd", "--no-collector.bcache"]));
    expect(args).not.toContain("--no-collector.zfs");
  });

  test("a stack that brings its own is not beside it: a node has one port of that number", () => {
    const set = networked();
    new NodeExporter(set, "node-exporter");
    expect(addonProblems(set)).toEqual([]);
    new Stack(set, "stack");
    expect(said(set)).toEqual([expect.stringContaining("LW1207 node-exporter: node exporter cannot be in a cluster with stack: it brings a node exporter of its own")]);
  });
});

describe("kube-state-metrics", () => {
  const role = (props?: KubeStateMetricsProps): readonly object[] => objectOf<{ readonly rules: readonly object[] }>(stateMetrics(props), "ClusterRole labwright-kube-state-metrics").rules;

  test("may read the kinds that it tells of, and no others", () => {
    expect(role({ kinds: ["pods", "nodes", "deployments"] })).toEqual([
      { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["list", "watch"] },
      { apiGroups: ["apps"], resources: ["deployments"], verbs: ["list", "watch"] },
    ]);
    expect(podsOf(stateMetrics({ kinds: ["pods", "nodes"] }), "Deployment").spec.containers[0].args).toEqual(["--resources=nodes,pods"]);
  });

  test("does not read Secrets and ConfigMaps unless it is told to", () => {
    expect(JSON.stringify(role())).not.toMatch(/secrets|configmaps/);
    expect(JSON.stringify(role({ kinds: ["secrets"] }))).toContain("secrets");
  });

  test("its metrics are about other Pods than its own, whose labels win, and its node's name is not added", () => {
    const [scrape] = stateMetrics().monitoring.scrape;
    expect(scrape?.honor_labels).toBe(true);
    expect(JSON.stringify(scrape)).not.toContain("node_name");
  });

  test("labels and annotations are allowed by kind", () => {
    const { args } = podsOf(stateMetrics({ labelsOf: { pods: ["app", "tier"], nodes: ["*"] }, annotationsOf: { pods: ["team"] } }), "Deployment").spec.containers[0];
    expect(args.slice(1)).toEqual(["--metric-labels-allowlist=pods=[app,tier],nodes=[*]", "--metric-annotations-allowlist=pods=[team]"]);
  });

  test("a kind that it does not know is refused", () => {
    expect(() => stateMetrics({ kinds: ["pods", "widgets" as never] })).toThrow(/LW1001 kube-state-metrics: `kinds` is .widgets./);
  });
});

interface Config {
  readonly route: { readonly receiver: string };
  readonly receivers: readonly object[];
  readonly inhibit_rules: readonly object[];
}

describe("Alertmanager", () => {
  const config = (props?: AlertmanagerProps): Config => fileOf(alertmanager(props), "alertmanager", "alertmanager.yml");
  const pods = (props?: AlertmanagerProps): Pods["spec"] => podsOf(alertmanager(props), "StatefulSet").spec;

  test("tells nobody unless it is told whom", () => {
    expect(config().receivers).toEqual([{ name: "nobody" }]);
    expect(config().route.receiver).toBe("nobody");
  });

  test("an address to post to stays in its Secret", () => {
    const props = { webhook: { secretName: "chat", key: "address" } };
    expect(config(props)).toMatchObject({ route: { receiver: "webhook" }, receivers: [{ name: "webhook", webhook_configs: [{ url_file: "/etc/webhook/url" }] }] });
    expect(pods(props).volumes).toContainEqual({ name: "webhook", secret: { secretName: "chat", items: [{ key: "address", path: "url" }] } });
    expect(pods(props).containers[0].volumeMounts).toContainEqual({ name: "webhook", mountPath: "/etc/webhook", readOnly: true });
  });

  test("several tell each other; one listens to nobody", () => {
    expect(pods().containers[0].args).toContain("--cluster.listen-address=");
    const several = pods({ replicas: 2 }).containers[0];
    expect(several.args.slice(-3)).toEqual(["--cluster.listen-address=[$(POD_IP)]:9094", "--cluster.peer=alertmanager-0.alertmanager-pods.alertmanager.svc:9094", "--cluster.peer=alertmanager-1.alertmanager-pods.alertmanager.svc:9094"]);
    expect(several.ports.map(({ name }) => name)).toEqual(["http", "gossip", "gossip-udp"]);
  });

  test("only several have a budget", () => {
    expect(() => objectOf(alertmanager(), "PodDisruptionBudget alertmanager")).toThrow("no PodDisruptionBudget alertmanager");
    expect(objectOf(alertmanager({ replicas: 2 }), "PodDisruptionBudget alertmanager")).toMatchObject({ spec: { maxUnavailable: 1 } });
  });

  test("of a node that is down nothing else is told", () => {
    expect(config().inhibit_rules).toEqual([{ source_matchers: ['alertname="NodeDown"'], target_matchers: ['alertname!="NodeDown"'], equal: ["node"] }]);
  });
});
