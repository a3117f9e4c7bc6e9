import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { requests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { everyNode } from "../parts/tolerations";
import { versions } from "../versions";
import { alloyConfig, expression, type AlloyBlock } from "./alloy-config";
import { isLoki, type Loki } from "./loki";
import { storeFor, storeProblems, type StoreChoice } from "./stores";

export interface AlloyProps {
  /**
   * Where logs are sent.
   * @default the cluster's Loki
   * @example new Loki
   */
  readonly store?: Loki;
  /** How containers' logs are read: asked of the API server, which needs no rights on the nodes, or as the nodes' files, which loads it less. @default api */
  readonly source?: "api" | "files";
  /** The nodes' journal too: kubelet, the container runtime, the kernel. @default false */
  readonly journal?: boolean;
  /**
   * Namespaces whose Pods are read.
   * @default all
   * @example ["default"]
   */
  readonly namespaces?: readonly string[];
  /**
   * Labels on every line, beside `cluster`, which has the cluster's name.
   * @default {}
   * @example {"site":"lab"}
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Run on nodes that keep other Pods off too, as control planes do. @default true */
  readonly tainted?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 128;

/**
 * Grafana Alloy as a collector of logs: one on every node, for that node's Pods. It took the place of Promtail, which has ended
 * (2 March 2026) and is not offered here; `alloy convert` translates a Promtail configuration.
 * @see https://grafana.com/docs/alloy/latest/
 */
export class Alloy extends Addon {
  private readonly choice: StoreChoice<Loki>;

  constructor(scope: Construct, id: string, props: AlloyProps = {}) {
    const { store, source = "api", journal = false, tainted = true, serviceMonitor = false } = props;
    const { version, chart } = versions.alloy;
    const readsNode = source === "files" || journal;
    super(scope, id, {
      name: "alloy",
      version,
      title: verbatim("Grafana Alloy"),
      namespace: { name: "alloy", podSecurity: readsNode ? "privileged" : "restricted" },
      needs: whereAsked({ "logs": true, "prometheus-operator": serviceMonitor }),
      requires: store === undefined ? [] : [store],
      resources: { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB },
      readiness: [{ daemonSet: "alloy" }],
    });
    this.choice = { capability: "logs", named: store, fits: isLoki, property: "store", from: ["Loki"] };
    new HelmRelease(this, "alloy", {
      chart,
      values: () => ({
        alloy: {
          configMap: { content: this.config(props) },
          mounts: { varlog: readsNode },
          enableReporting: false,
          resources: requests(MEMORY_MIB),
          // The nodes' files are root's.
          securityContext: readsNode ? {} : { ...restrictedContainer, runAsUser: 473, runAsGroup: 473 },
        },
        // Without it the chart has new Pods made when the configuration changes.
        configReloader: { enabled: false },
        // Of PodLogs, which are not used here.
        crds: { create: false },
        controller: { type: "daemonset", tolerations: tainted ? everyNode : [] },
        serviceMonitor: { enabled: serviceMonitor },
      }),
    });
  }

  override problems(): readonly Problem[] {
    return storeProblems(this, this.choice);
  }

  private config({ source = "api", journal = false, namespaces, labels = {} }: AlloyProps): string {
    const store = storeFor(this, this.choice)?.logEndpoint;
    const write: AlloyBlock = {
      type: "loki.write",
      label: "store",
      fields: { external_labels: { cluster: this.cluster.name, ...labels } },
      blocks: store === undefined ? [] : [{ type: "endpoint", fields: { url: `http://${store.host}:${store.port}/loki/api/v1/push` } }],
    };
    return alloyConfig([...podTargets(source, namespaces), ...(source === "api" ? byApi : byFiles), ...(journal ? byJournal : []), write]);
  }
}

const TO_STORE = [expression("loki.write.store.receiver")];
const NODE = 'coalesce(sys.env("HOSTNAME"), constants.hostname)';

/** The Pods of the node that it runs on, with labels that Loki's users know. */
function podTargets(source: "api" | "files", namespaces: readonly string[] | undefined): AlloyBlock[] {
  const label = (target: string, from: string): AlloyBlock => ({ type: "rule", fields: { source_labels: [`__meta_kubernetes_${from}`], target_label: target } });
  const path: AlloyBlock = {
    type: "rule",
    fields: { source_labels: ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"], separator: "/", target_label: "__path__", replacement: "/var/log/pods/*$1/*.log" },
  };
  return [
    {
      type: "discovery.kubernetes",
      label: "pods",
      fields: { role: "pod" },
      blocks: [
        ...(namespaces === undefined ? [] : [{ type: "namespaces", fields: { names: namespaces } }]),
        { type: "selectors", fields: { role: "pod", field: expression(`"spec.nodeName=" + ${NODE}`) } },
      ],
    },
    {
      type: "discovery.relabel",
      label: "pods",
      fields: { targets: expression("discovery.kubernetes.pods.targets") },
      blocks: [
        label("namespace", "namespace"),
        label("pod", "pod_name"),
        label("container", "pod_container_name"),
        label("node", "pod_node_name"),
        label("app", "pod_label_app_kubernetes_io_name"),
        ...(source === "files" ? [path] : []),
      ],
    },
  ];
}

const byApi: readonly AlloyBlock[] = [{ type: "loki.source.kubernetes", label: "pods", fields: { targets: expression("discovery.relabel.pods.output"), forward_to: TO_STORE } }];

const byFiles: readonly AlloyBlock[] = [
  { type: "local.file_match", label: "pods", fields: { path_targets: expression("discovery.relabel.pods.output") } },
  { type: "loki.source.file", label: "pods", fields: { targets: expression("local.file_match.pods.targets"), forward_to: [expression("loki.process.pods.receiver")] } },
  { type: "loki.process", label: "pods", fields: { forward_to: TO_STORE }, blocks: [{ type: "stage.cri" }] },
];

const byJournal: readonly AlloyBlock[] = [
  {
    type: "loki.relabel",
    label: "journal",
    fields: { forward_to: [] },
    blocks: [
      { type: "rule", fields: { source_labels: ["__journal__systemd_unit"], target_label: "unit" } },
      { type: "rule", fields: { source_labels: ["__journal_priority_keyword"], target_label: "level" } },
    ],
  },
  {
    type: "loki.source.journal",
    label: "nodes",
    fields: { path: "/var/log/journal", labels: { job: "journal", node: expression(NODE) }, relabel_rules: expression("loki.relabel.journal.rules"), forward_to: TO_STORE },
  },
];
