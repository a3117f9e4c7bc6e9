import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import type { Capability } from "../addon/capability";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkNumber, checkWhole, refuse } from "../parts/checks";
import { lacking } from "../parts/lacking";
import { limitedRequests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { everyNode } from "../parts/tolerations";
import { versions } from "../versions";
import { collectorConfig, type Destinations } from "./collector-config";
import { isLoki, type Loki } from "./loki";
import { isMetricStore, isTraceStore, storeFor, storeProblems, type MetricStore, type StoreChoice, type TraceStore } from "./stores";

/** What is told of a program while it runs. */
export type Signal = "traces" | "logs" | "metrics";

export interface OpenTelemetryCollectorProps {
  /**
   * What is taken by OTLP and passed on; logs in any case where they are read or a store of them is named.
   * @default ["traces"]
   * @example ["traces","logs","metrics"]
   */
  readonly signals?: readonly Signal[];
  /**
   * Where traces are sent: Jaeger or Zipkin.
   * @default the cluster's store of traces
   * @example new Jaeger
   */
  readonly traceStore?: TraceStore;
  /**
   * Where logs are sent.
   * @default the cluster's Loki
   * @example new Loki
   */
  readonly logStore?: Loki;
  /** Read the containers' own logs too, which takes one on every node. @default false */
  readonly containerLogs?: boolean;
  /** One behind a Service, or one on every node, which its Pods reach by the node's address. @default deployment, or daemonset for `containerLogs` */
  readonly mode?: "deployment" | "daemonset";
  /** Of a deployment. @default 1 */
  readonly replicas?: number;
  /** Percent of traces that are passed on. @default 100 */
  readonly samplingPercent?: number;
  /** Add what Kubernetes knows of the Pod that something came from. @default true */
  readonly kubernetesAttributes?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 128;

/**
 * The OpenTelemetry Collector: takes what programs tell of themselves by OTLP, on ports 4317 and 4318, and passes it to the stores.
 * Metrics go to a KubePrometheusStack with `otlp`.
 * @see https://opentelemetry.io/docs/platforms/kubernetes/collector/
 */
export class OpenTelemetryCollector extends Addon {
  private readonly signals: ReadonlySet<Signal>;
  private readonly traces: StoreChoice<TraceStore>;
  private readonly logs: StoreChoice<Loki>;
  private readonly metrics: StoreChoice<MetricStore>;

  /** @throws LabError LW1001 for numbers that are none, and for what does not go with a mode */
  constructor(scope: Construct, id: string, props: OpenTelemetryCollectorProps = {}) {
    const { traceStore, logStore, containerLogs = false, replicas, samplingPercent, serviceMonitor = false } = props;
    const { version, chart } = versions["opentelemetry-collector"];
    const mode = props.mode ?? (containerLogs ? "daemonset" : "deployment");
    const signals = new Set<Signal>([...(props.signals ?? (["traces"] as const)), ...(containerLogs || logStore !== undefined ? (["logs"] as const) : [])]);
    const needs = [...signals].map((signal): Capability => (signal === "metrics" ? "prometheus-operator" : signal));
    super(scope, id, {
      name: "opentelemetry-collector",
      version,
      title: verbatim("OpenTelemetry Collector"),
      // On every node it takes ports of the node, and reads its files.
      namespace: { name: "opentelemetry", podSecurity: mode === "daemonset" ? "privileged" : "restricted" },
      needs: [...new Set<Capability>([...needs, ...whereAsked({ "prometheus-operator": serviceMonitor })])],
      requires: [traceStore, logStore].filter((store) => store !== undefined),
      resources: mode === "daemonset" ? { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB } : { memoryMiB: MEMORY_MIB * (replicas ?? 1) },
      readiness: [mode === "daemonset" ? { daemonSet: "opentelemetry-collector-agent" } : { deployment: "opentelemetry-collector" }],
    });
    this.check(props, mode);
    checkWhole(this.node.path, { replicas });
    checkNumber(this.node.path, { samplingPercent }, 0, 100);
    this.signals = signals;
    this.traces = { capability: "traces", named: traceStore, fits: isTraceStore, property: "traceStore", from: ["Jaeger", "Zipkin"] };
    this.logs = { capability: "logs", named: logStore, fits: isLoki, property: "logStore", from: ["Loki"] };
    this.metrics = { capability: "prometheus-operator", fits: isMetricStore, property: "signals", from: ["KubePrometheusStack"] };
    new HelmRelease(this, "opentelemetry-collector", { chart, values: () => this.values(props, mode) });
  }

  override problems(): readonly Problem[] {
    const unsent = this.signals.has("metrics") ? this.metricProblems() : [];
    return [...(this.signals.has("traces") ? storeProblems(this, this.traces) : []), ...(this.signals.has("logs") ? storeProblems(this, this.logs) : []), ...unsent];
  }

  private metricProblems(): Problem[] {
    const store = storeFor(this, this.metrics);
    if (store === undefined) return storeProblems(this, this.metrics);
    if (store.metricEndpoint.otlpUrl !== undefined) return [];
    const { title } = store.description;
    return [lacking(this, { en: "a Prometheus that takes metrics by OTLP", zh: "能通过 OTLP 接收指标的 Prometheus" }, { en: `set \`otlp\` on ${title.en}`, zh: `请为 ${title.zh} 设置 \`otlp\`` })];
  }

  private check({ containerLogs = false, replicas }: OpenTelemetryCollectorProps, mode: "deployment" | "daemonset"): void {
    if (containerLogs && mode === "deployment") {
      refuse(this.node.path, "mode", mode, { en: "daemonset where `containerLogs` is true: logs are files of every node", zh: "启用 `containerLogs` 时须为 daemonset：日志是各节点上的文件" });
    }
    if (replicas !== undefined && mode === "daemonset") {
      refuse(this.node.path, "replicas", replicas, { en: "left out where `mode` is daemonset: there is one on each node", zh: "`mode` 为 daemonset 时不可设置：每个节点各有一个" });
    }
  }

  /** Of the signals that are asked for, and that a store is there for. */
  private destinations(): Destinations {
    const of = <Store>(signal: Signal, store: Store): Store | undefined => (this.signals.has(signal) ? store : undefined);
    return {
      traces: of("traces", storeFor(this, this.traces)?.traceEndpoint),
      logs: of("logs", storeFor(this, this.logs)?.logEndpoint),
      metrics: of("metrics", storeFor(this, this.metrics)?.metricEndpoint.otlpUrl),
    };
  }

  private values({ containerLogs = false, replicas = 1, samplingPercent = 100, kubernetesAttributes = true, serviceMonitor = false }: OpenTelemetryCollectorProps, mode: "deployment" | "daemonset"): HelmValues {
    const to = this.destinations();
    const off = { enabled: false };
    return {
      mode,
      ...(mode === "deployment" && { replicaCount: replicas }),
      // What writes to Zipkin is in the larger image alone.
      image: { repository: to.traces?.type === "zipkin" ? "otel/opentelemetry-collector-contrib" : "otel/opentelemetry-collector-k8s" },
      // Its own is merged with the chart's, which has more than is asked for.
      alternateConfig: collectorConfig([...this.signals], to, samplingPercent),
      presets: { kubernetesAttributes: { enabled: kubernetesAttributes }, logsCollection: { enabled: containerLogs, storeCheckpoints: containerLogs } },
      ports: { "jaeger-compact": off, "jaeger-thrift": off, "jaeger-grpc": off, metrics: { enabled: serviceMonitor } },
      service: { enabled: true },
      podMonitor: { enabled: serviceMonitor },
      resources: limitedRequests(MEMORY_MIB, 2 * MEMORY_MIB),
      ...(mode === "daemonset" ? { tolerations: everyNode } : { securityContext: restrictedContainer }),
    };
  }
}
