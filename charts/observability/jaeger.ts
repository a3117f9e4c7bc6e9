import type { Construct } from "constructs";
import { KubePersistentVolumeClaim } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { checkNumber, checkWhole, refuse } from "../parts/checks";
import { digestOf } from "../parts/config-hash";
import { limitedRequests } from "../parts/requests";
import { restrictedContainer } from "../parts/security-context";
import { checkVolume, volumeClaim, volumeNeeds, type Volume } from "../parts/volume";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";
import { hostOf, type TraceEndpoint, type TraceStore } from "./stores";

/** A volume of traces. */
export interface TraceVolume extends Volume {
  /** Days that traces are kept. @default 2 */
  readonly retentionDays?: number;
}

export interface JaegerProps {
  /** How many traces are kept in memory; the oldest make room for new ones. A volume takes its place. @default 10000 */
  readonly maxTraces?: number;
  /**
   * Keep traces when the Pod goes, in files (Badger).
   * @default none: traces are in memory
   * @example {"sizeGiB":10,"retentionDays":1}
   */
  readonly volume?: TraceVolume;
  /**
   * Its page.
   * @default none: `kubectl -n jaeger port-forward service/jaeger 16686`
   * @example {"host":"jaeger.lab.example","ingressClass":"traefik"}
   */
  readonly page?: WebPage;
  /** Percent of traces that clients which ask Jaeger are told to record. @default 100 */
  readonly samplingPercent?: number;
  /** Take spans that Zipkin's clients send, on port 9411, too. @default false */
  readonly zipkin?: boolean;
  /**
   * MiB; up to twice as much is taken.
   * @default 256
   * @example 512
   */
  readonly memoryMiB?: number;
}

/**
 * Jaeger v2 in one Pod: takes traces by OTLP, keeps them and shows them. It has no agent any more; applications send to the Service.
 * @see https://www.jaegertracing.io/docs/latest/
 */
export class Jaeger extends Addon implements TraceStore {
  /** @throws LabError LW1001 for numbers that are none, and for a number of traces beside a volume */
  constructor(scope: Construct, id: string, props: JaegerProps = {}) {
    const { volume, page, memoryMiB = 256 } = props;
    const { version, chart } = versions.jaeger;
    super(scope, id, {
      name: "jaeger",
      version,
      title: verbatim("Jaeger"),
      namespace: { name: "jaeger", podSecurity: "restricted" },
      provides: ["traces"],
      needs: [...volumeNeeds(volume), ...pageNeeds(page)],
      resources: { memoryMiB },
      readiness: [{ deployment: "jaeger" }],
    });
    const { maxTraces, samplingPercent } = props;
    checkVolume(this.node.path, volume);
    checkWhole(this.node.path, { maxTraces, "volume.retentionDays": volume?.retentionDays });
    checkWhole(this.node.path, { memoryMiB }, 128);
    checkNumber(this.node.path, { samplingPercent }, 0, 100);
    if (volume !== undefined && maxTraces !== undefined) {
      refuse(this.node.path, "maxTraces", maxTraces, { en: "left out where a volume keeps traces: there it is time that counts", zh: "使用卷保存追踪时不可设置：此时按时间保留" });
    }
    if (volume !== undefined) new KubePersistentVolumeClaim(this.chart("storage"), "traces", { metadata: { name: CLAIM }, spec: volumeClaim(volume) });
    const userconfig = config(props);
    new HelmRelease(this, "jaeger", {
      chart,
      values: {
        userconfig,
        jaeger: {
          // The chart makes no new Pod for a new configuration.
          extraEnv: [{ name: "CONFIG_SHA256", value: digestOf(userconfig) }],
          resources: limitedRequests(memoryMiB, memoryMiB * 2),
          securityContext: restrictedContainer,
          ingress: ingressValues(page, "jaeger", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [host], pathType: "Prefix" })),
          ...(volume !== undefined && {
            extraVolumes: [{ name: "traces", persistentVolumeClaim: { claimName: CLAIM } }],
            extraVolumeMounts: [{ name: "traces", mountPath: FOLDER }],
          }),
        },
      },
    });
  }

  get traceEndpoint(): TraceEndpoint {
    const host = hostOf(this, "jaeger");
    return { type: "otlp", host, port: 4317, queryUrl: `http://${host}:16686` };
  }
}

const CLAIM = "jaeger-traces";
const FOLDER = "/var/lib/jaeger";
const at = (port: number): { readonly endpoint: string } => ({ endpoint: `0.0.0.0:${port}` });

/** The OpenTelemetry Collector's configuration, which Jaeger is since v2. */
function config({ maxTraces = 10_000, volume, samplingPercent = 100, zipkin = false }: JaegerProps): HelmValues {
  const { retentionDays = 2 } = volume ?? {};
  const badger = { directories: { keys: `${FOLDER}/keys`, values: `${FOLDER}/values` }, ephemeral: false, ttl: { spans: `${retentionDays * 24}h` } };
  return {
    service: {
      extensions: ["jaeger_storage", "jaeger_query", "remote_sampling", "healthcheckv2"],
      pipelines: { traces: { receivers: zipkin ? ["otlp", "zipkin"] : ["otlp"], processors: ["batch"], exporters: ["jaeger_storage_exporter"] } },
      telemetry: { resource: { "service.name": "jaeger" }, metrics: { level: "detailed", readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }] } },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: at(13133) },
      jaeger_query: { storage: { traces: "store" }, http: at(16686), grpc: at(16685) },
      jaeger_storage: { backends: { store: volume === undefined ? { memory: { max_traces: maxTraces } } : { badger } } },
      remote_sampling: { file: { default_sampling_probability: samplingPercent / 100 }, http: at(5778) },
    },
    receivers: { otlp: { protocols: { grpc: at(4317), http: at(4318) } }, ...(zipkin && { zipkin: at(9411) }) },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: "store" } },
  };
}
