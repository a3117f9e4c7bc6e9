import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";
import { hostOf, type TraceEndpoint, type TraceStore } from "./stores";

export interface ZipkinProps {
  /** How many spans are kept, in memory; the oldest make room for new ones. @default 100000 */
  readonly maxSpans?: number;
  /**
   * MiB, three quarters of which the heap may take.
   * @default 384
   * @example 512
   */
  readonly memoryMiB?: number;
  /** Record what is asked of Zipkin itself. @default false */
  readonly selfTracing?: boolean;
  /**
   * Its page.
   * @default none: `kubectl -n zipkin port-forward service/zipkin 9411`
   * @example {"host":"zipkin.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

/**
 * Zipkin: traces in memory, and its page. Clients of its own send to port 9411; those of OTLP do it through the OpenTelemetry Collector.
 * @see https://zipkin.io/
 */
export class Zipkin extends Addon implements TraceStore {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: ZipkinProps = {}) {
    const { maxSpans = 100_000, memoryMiB = 384, selfTracing = false, page, serviceMonitor = false } = props;
    const { version, chart } = versions.zipkin;
    super(scope, id, {
      name: "zipkin",
      version,
      title: verbatim("Zipkin"),
      namespace: { name: "zipkin", podSecurity: "baseline" },
      provides: ["traces"],
      needs: [...pageNeeds(page), ...whereAsked({ "prometheus-operator": serviceMonitor })],
      resources: { memoryMiB },
      readiness: [{ deployment: "zipkin" }],
    });
    checkWhole(this.node.path, { maxSpans });
    checkWhole(this.node.path, { memoryMiB }, 256);
    new HelmRelease(this, "zipkin", {
      chart,
      values: {
        zipkin: {
          storage: { type: "mem" },
          selfTracing: { enabled: selfTracing },
          // Quoted by the chart.
          extraEnv: { MEM_MAX_SPANS: String(maxSpans), JAVA_OPTS: `-Xms64m -Xmx${Math.floor(memoryMiB * 0.75)}m -XX:+ExitOnOutOfMemoryError` },
        },
        resources: { ...requests(memoryMiB, "100m"), limits: { cpu: "500m", memory: `${memoryMiB}Mi` } },
        ingress: ingressValues(page, "zipkin", ({ ingressClass, host }) => ({ className: ingressClass, host })),
        serviceMonitor: { enabled: serviceMonitor },
      },
    });
  }

  get traceEndpoint(): TraceEndpoint {
    return { type: "zipkin", queryUrl: `http://${hostOf(this, "zipkin")}:9411` };
  }
}
