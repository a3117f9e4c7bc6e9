import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { lacking } from "../parts/lacking";
import { requests } from "../parts/requests";
import { everyNode } from "../parts/tolerations";
import { versions } from "../versions";
import { fluentBitSection } from "./fluent-bit-config";
import { isLogStore, storeFor, storeProblems, type LogEndpoint, type LogStore, type StoreChoice } from "./stores";

export interface FluentBitProps {
  /**
   * Where logs are sent: Loki, or Elasticsearch by an Eck with `openIngest`.
   * @default the cluster's store of logs
   * @example new Loki
   */
  readonly store?: LogStore;
  /** The nodes' journal too: kubelet and the container runtime. @default true */
  readonly journal?: boolean;
  /** Take a line that is JSON apart into fields. @default true */
  readonly parseJson?: boolean;
  /** MiB on each node, of lines that the store did not take yet; reading waits beyond that. @default 16 */
  readonly bufferMiB?: number;
  /** Run on nodes that keep other Pods off too, as control planes do. @default true */
  readonly tainted?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * Fluent Bit on every node: reads the containers' files, adds what Kubernetes knows of them, and sends them to a store.
 * @see https://docs.fluentbit.io/manual/installation/downloads/kubernetes
 */
export class FluentBit extends Addon {
  private readonly choice: StoreChoice<LogStore>;

  /** @throws LabError LW1001 for a buffer that is none */
  constructor(scope: Construct, id: string, props: FluentBitProps = {}) {
    const { store, journal = true, parseJson = true, bufferMiB = 16, tainted = true, serviceMonitor = false } = props;
    const { version, chart } = versions["fluent-bit"];
    super(scope, id, {
      name: "fluent-bit",
      version,
      title: verbatim("Fluent Bit"),
      // It reads the nodes' files.
      namespace: { name: "fluent-bit", podSecurity: "privileged" },
      needs: whereAsked({ "logs": true, "prometheus-operator": serviceMonitor }),
      requires: store === undefined ? [] : [store],
      resources: { memoryMiB: 0, memoryPerNodeMiB: 64 + bufferMiB },
      readiness: [{ daemonSet: "fluent-bit" }],
    });
    checkWhole(this.node.path, { bufferMiB });
    this.choice = { capability: "logs", named: store, fits: isLogStore, property: "store", from: ["Loki", "Eck"] };
    new HelmRelease(this, "fluent-bit", {
      chart,
      values: () => ({
        testFramework: { enabled: false },
        resources: requests(64 + bufferMiB),
        tolerations: tainted ? everyNode : [],
        // The chart's own list has Docker's folder, which it would make on nodes without it.
        daemonSetVolumes: [{ name: "varlog", hostPath: { path: "/var/log" } }, { name: "etcmachineid", hostPath: { path: "/etc/machine-id", type: "File" } }],
        daemonSetVolumeMounts: [{ name: "varlog", mountPath: "/var/log" }, { name: "etcmachineid", mountPath: "/etc/machine-id", readOnly: true }],
        config: { inputs: inputs(bufferMiB, journal), filters: filters(parseJson), outputs: this.outputs() },
        serviceMonitor: { enabled: serviceMonitor },
      }),
    });
  }

  override problems(): readonly Problem[] {
    const store = storeFor(this, this.choice);
    const closed = store?.logEndpoint.type === "elasticsearch" && !store.logEndpoint.open;
    if (store === undefined || !closed) return storeProblems(this, this.choice);
    const { title } = store.description;
    const what = { en: `a store that takes logs without a password: that of ${title.en} is a Secret of another namespace`, zh: `无需密码即可写入的日志存储：${title.zh} 的密码是另一命名空间中的 Secret` };
    return [lacking(this, what, { en: `set \`openIngest\` on ${title.en}, or leave the logs to its \`filebeat\``, zh: `请为 ${title.zh} 设置 \`openIngest\`，或使用其 \`filebeat\` 收集日志` })];
  }

  private outputs(): string {
    const store = storeFor(this, this.choice);
    return store === undefined ? "" : output(store.logEndpoint, this.cluster.name);
  }
}

function inputs(bufferMiB: number, journal: boolean): string {
  const pods = fluentBitSection("INPUT", {
    Name: "tail", Path: "/var/log/containers/*.log", "multiline.parser": "docker, cri", Tag: "kube.*", Mem_Buf_Limit: `${bufferMiB}MB`, Skip_Long_Lines: true,
    // On the node: where it stopped reading outlives the Pod.
    DB: "/var/log/fluent-bit-pods.db",
  });
  const units = ["kubelet", "containerd", "crio"].map((unit) => `    Systemd_Filter _SYSTEMD_UNIT=${unit}.service\n`).join("");
  const host = fluentBitSection("INPUT", { Name: "systemd", Tag: "host.*", Read_From_Tail: true, Strip_Underscores: true, DB: "/var/log/fluent-bit-journal.db" });
  return journal ? `${pods}\n${host}${units}` : pods;
}

function filters(parseJson: boolean): string {
  return fluentBitSection("FILTER", { Name: "kubernetes", Match: "kube.*", Merge_Log: parseJson, Keep_Log: false, "K8S-Logging.Parser": true, "K8S-Logging.Exclude": true });
}

function output(endpoint: LogEndpoint, cluster: string): string {
  const { host, port } = endpoint;
  if (endpoint.type === "loki") {
    const labels = ["namespace=$kubernetes['namespace_name']", "pod=$kubernetes['pod_name']", "container=$kubernetes['container_name']", "node=$kubernetes['host']"];
    const to = { Name: "loki", Host: host, Port: port, Line_Format: "json", Retry_Limit: "no_limits" };
    const ofPods = fluentBitSection("OUTPUT", { ...to, Match: "kube.*", Labels: [`cluster=${cluster}`, "job=fluent-bit", ...labels].join(", ") });
    const ofNodes = fluentBitSection("OUTPUT", { ...to, Match: "host.*", Labels: [`cluster=${cluster}`, "job=journal", "node=$HOSTNAME", "unit=$SYSTEMD_UNIT"].join(", ") });
    return `${ofPods}\n${ofNodes}`;
  }
  // The certificate is signed by the operator's own authority, whose Secret is in the other namespace.
  return fluentBitSection("OUTPUT", {
    Name: "es", Match: "*", Host: host, Port: port, Index: `logs-kubernetes-${cluster}`, Write_Operation: "create", Suppress_Type_Name: true, Replace_Dots: true, Time_Key: "@timestamp",
    tls: true, "tls.verify": false, Retry_Limit: "no_limits",
  });
}
