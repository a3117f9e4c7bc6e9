import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { checkBucket, REGION, type Bucket } from "../parts/bucket";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { tooFewNodes } from "../parts/lacking";
import { requests } from "../parts/requests";
import { capacityOf, checkVolume, volumeNeeds, type Volume } from "../parts/volume";
import { versions } from "../versions";
import { hostOf, isLogStore, type LogEndpoint, type LogStore } from "./stores";

/** A bucket of logs, whose Secret has the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
export interface LogBucket extends Bucket {
  /** How many Lokis share it, each on a worker of its own. @default 1 */
  readonly replicas?: number;
}

export interface LokiProps {
  /**
   * Days that logs are kept.
   * @default 3
   */
  readonly retentionDays?: number;
  /**
   * Keep logs when the Pod goes, or what of them is not in the bucket yet.
   * @default none: they are gone with the Pod
   * @example {"sizeGiB":20,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /**
   * Keep logs in an object store, in place of the Pod's files, which replicas would not share.
   * @default none
   * @example {"name":"logs","endpoint":"https://s3.lab.example","secretName":"s3"}
   */
  readonly bucket?: LogBucket;
  /** Write logs on every node and read them back, to see that none are lost. @default false */
  readonly canary?: boolean;
  /** MiB, of memcached for the answers to queries. @default no cache */
  readonly cacheMiB?: number;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = { loki: 256, canary: 32 } as const;

/**
 * Loki as one binary: logs, found by their labels. It asks nobody for a password; Alloy, Fluent Bit and the OpenTelemetry
 * Collector send to it, and Grafana shows it.
 * @see https://grafana.com/docs/loki/latest/get-started/deployment-modes/
 */
export class Loki extends Addon implements LogStore {
  private readonly replicas: number;

  /** @throws LabError LW1001 for numbers that are none, and for a bucket that is none */
  constructor(scope: Construct, id: string, props: LokiProps = {}) {
    const { retentionDays = 3, volume, bucket, canary = false, cacheMiB, serviceMonitor = false } = props;
    const { version, chart } = versions.loki;
    const replicas = bucket?.replicas ?? 1;
    super(scope, id, {
      name: "loki",
      version,
      title: verbatim("Loki"),
      namespace: { name: "loki", podSecurity: "restricted" },
      provides: ["logs"],
      needs: [...volumeNeeds(volume), ...whereAsked({ "prometheus-operator": serviceMonitor })],
      resources: { memoryMiB: MEMORY_MIB.loki * replicas + (cacheMiB === undefined ? 0 : Math.ceil(cacheMiB * 1.2)), memoryPerNodeMiB: canary ? MEMORY_MIB.canary : 0 },
      readiness: [{ statefulSet: "loki" }, ...(canary ? [{ daemonSet: "loki-canary" }] : []), ...(cacheMiB === undefined ? [] : [{ statefulSet: "loki-results-cache" }])],
    });
    this.replicas = replicas;
    checkVolume(this.node.path, volume);
    checkWhole(this.node.path, { "bucket.replicas": replicas, cacheMiB, retentionDays });
    checkBucket(this.node.path, bucket);
    const objectStore = bucket === undefined ? "filesystem" : "s3";
    new HelmRelease(this, "loki", {
      chart,
      values: {
        global: { clusterDomain: this.cluster.dnsDomain },
        deploymentMode: "Monolithic",
        loki: {
          auth_enabled: false,
          commonConfig: { replication_factor: Math.min(3, replicas) },
          storage: { type: objectStore, ...(bucket !== undefined && bucketValues(bucket)) },
          schemaConfig: { configs: [{ from: "2024-04-01", store: "tsdb", object_store: objectStore, schema: "v13", index: { prefix: "index_", period: "24h" } }] },
          compactor: { retention_enabled: true, delete_request_store: objectStore },
          structuredConfig: { limits_config: { retention_period: `${retentionDays * 24}h` }, analytics: { reporting_enabled: false } },
        },
        singleBinary: {
          replicas,
          resources: requests(MEMORY_MIB.loki),
          persistence: volume === undefined ? { enabled: false } : { enabled: true, size: capacityOf(volume), storageClass: volume.storageClass },
          ...(bucket !== undefined && { extraArgs: ["-config.expand-env=true"], extraEnvFrom: [{ secretRef: { name: bucket.secretName } }] }),
        },
        // Of the other ways to run it, which the chart sizes for clouds.
        read: { replicas: 0 },
        write: { replicas: 0 },
        backend: { replicas: 0 },
        gateway: { enabled: false },
        ruler: { enabled: false },
        sidecar: { rules: { enabled: false } },
        chunksCache: { enabled: false },
        resultsCache: { enabled: cacheMiB !== undefined, allocatedMemory: cacheMiB },
        memcachedExporter: { enabled: false },
        lokiCanary: { enabled: canary, resources: requests(MEMORY_MIB.canary) },
        test: { enabled: false },
        monitoring: { serviceMonitor: { enabled: serviceMonitor } },
      },
    });
  }

  get logEndpoint(): LogEndpoint {
    return { type: "loki", host: hostOf(this, "loki"), port: 3100 };
  }

  override problems(): readonly Problem[] {
    return tooFewNodes(this, this.replicas, { en: "replicas", zh: "副本" }, { en: "ask for fewer replicas", zh: "减少副本数" });
  }
}

/** By what it does, not by its class: there may be two labwrights. */
export function isLoki(addon: Addon): addon is Loki {
  return isLogStore(addon) && addon.logEndpoint.type === "loki";
}

/** Its keys come from the environment, which the Secret fills. */
function bucketValues({ endpoint, name, region = REGION }: LogBucket): HelmValues {
  return {
    bucketNames: { chunks: name, ruler: name },
    s3: { endpoint, region, s3ForcePathStyle: true, insecure: endpoint?.startsWith("http:") === true, accessKeyId: "${AWS_ACCESS_KEY_ID}", secretAccessKey: "${AWS_SECRET_ACCESS_KEY}" },
  };
}
