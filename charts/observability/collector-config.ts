import type { HelmValues } from "../addon/helm-release";
import type { LogEndpoint, TraceEndpoint } from "./stores";

/** Where each signal is sent; one without a store is but counted in the collector's own log. */
export interface Destinations {
  readonly traces?: TraceEndpoint;
  readonly logs?: LogEndpoint;
  /** URL of an OTLP receiver. */
  readonly metrics?: string;
}

const at = (port: number): { readonly endpoint: string } => ({ endpoint: `\${env:MY_POD_IP}:${port}` });

/** The configuration of an OpenTelemetry Collector. @see https://opentelemetry.io/docs/collector/configuration/ */
export function collectorConfig(signals: readonly (keyof Destinations)[], to: Destinations, samplingPercent: number): HelmValues {
  const exporters = { traces: tracesTo(to.traces), logs: logsTo(to.logs), metrics: metricsTo(to.metrics) };
  const sampler = samplingPercent < 100 ? { probabilistic_sampler: { sampling_percentage: samplingPercent } } : {};
  const pipelines = signals.map((signal) => [
    signal,
    {
      receivers: signal === "traces" ? ["otlp", "zipkin"] : ["otlp"],
      processors: ["memory_limiter", ...(signal === "traces" ? Object.keys(sampler) : []), "batch"],
      exporters: Object.keys(exporters[signal]),
    },
  ]);
  return {
    extensions: { health_check: at(13133) },
    receivers: { otlp: { protocols: { grpc: at(4317), http: at(4318) } }, ...(signals.includes("traces") && { zipkin: at(9411) }) },
    processors: { memory_limiter: { check_interval: "5s", limit_percentage: 80, spike_limit_percentage: 25 }, batch: {}, ...(signals.includes("traces") && sampler) },
    exporters: Object.assign({}, ...signals.map((signal) => exporters[signal])) as HelmValues,
    service: {
      extensions: ["health_check"],
      telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { host: "${env:MY_POD_IP}", port: 8888 } } } }] } },
      pipelines: Object.fromEntries(pipelines) as HelmValues,
    },
  };
}

const NOWHERE: HelmValues = { debug: {} };

function tracesTo(store: TraceEndpoint | undefined): HelmValues {
  if (store === undefined) return NOWHERE;
  if (store.type === "zipkin") return { zipkin: { endpoint: `${store.queryUrl}/api/v2/spans` } };
  return { "otlp_grpc/traces": { endpoint: `${store.host}:${store.port}`, tls: { insecure: true } } };
}

function logsTo(store: LogEndpoint | undefined): HelmValues {
  return store === undefined ? NOWHERE : { "otlp_http/logs": { endpoint: `http://${store.host}:${store.port}/otlp` } };
}

function metricsTo(url: string | undefined): HelmValues {
  return url === undefined ? NOWHERE : { "otlp_http/metrics": { endpoint: url } };
}
