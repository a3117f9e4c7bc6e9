import type { Construct } from "constructs";
import { KubeConfigMap } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { checkWhole, refuse } from "../parts/checks";
import { configHash } from "../parts/config-hash";
import { fieldEnv } from "../parts/env";
import { httpProbe } from "../parts/http-probe";
import { plainContainer } from "../parts/plain-container";
import { clusterRole, rule, serviceAccount } from "../parts/rbac";
import { checkVolume, volumeNeeds, type Volume } from "../parts/volume";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";
import type { Alertmanager } from "./alertmanager";
import { containersDashboard } from "./dashboards/containers";
import { clusterJobs } from "./discovery";
import { externalJob, type ExternalTargets } from "./external-targets";
import type { Monitored, Monitoring } from "./monitored";
import type { PrometheusConfig, PromDuration, RuleGroup, ScrapeConfig } from "./prometheus-config";
import { clusterRules } from "./rules";
import { statefulServer } from "./stateful-server";

export interface PrometheusProps {
  /**
   * Add-ons with metrics: their targets are found, their rules watched, and Grafana shows their dashboards.
   * @default []
   * @example [new NodeExporter, new KubeStateMetrics]
   */
  readonly exporters?: readonly Monitored[];
  /**
   * What alerts are sent to.
   * @default none: they are seen in Prometheus alone
   * @example new Alertmanager
   */
  readonly alertmanager?: Alertmanager;
  /**
   * What is asked outside the cluster.
   * @default []
   * @example [{"job":"libvirt","targets":["10.20.44.1:9177"],"path":"/libvirt","scheme":"https","labels":{"host":"kvm1"}}]
   */
  readonly targets?: readonly ExternalTargets[];
  /**
   * Rules beyond those that the cluster and its exporters bring.
   * @default []
   * @example [{"name":"own","rules":[{"alert":"NoWorkers","expr":"count(up{job=\"kubernetes-nodes\"}) < 2","for":"5m"}]}]
   */
  readonly rules?: readonly RuleGroup[];
  /**
   * Days that samples are kept, as far as there is room.
   * @default 1
   */
  readonly retentionDays?: number;
  /**
   * Keep samples when a Pod goes, each Prometheus its own.
   * @default none: 5 GiB at most of the node's disk, gone with the Pod
   * @example {"sizeGiB":50,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /** Servers that each ask and keep everything, for when one is down. @default 1 */
  readonly replicas?: number;
  /** Seconds between two looks at a target. @default 30 */
  readonly scrapeIntervalSeconds?: number;
  /** Ask kubelets that signed their own certificate, as kubeadm's do unless they are told otherwise. @default true */
  readonly kubeletInsecureTls?: boolean;
}

const PORT = 9090;
const MEMORY_MIB = 512;
const SCRATCH_GIB = 5;
/** What is left is for what is written before it is put into blocks. */
const SHARE_FOR_BLOCKS = 0.8;

/**
 * Prometheus, which finds by itself what has metrics: API servers, kubelets, containers, and whatever carries the annotation
 * `prometheus.io/scrape: "true"`. It asks for no password: it is reached inside the cluster, or by `kubectl port-forward`.
 * @see https://prometheus.io/docs/
 */
export class Prometheus extends Addon {
  /** What it knows of, for Grafana. */
  readonly monitoring: Monitoring;
  /** Seconds between two looks at a target. */
  readonly scrapeIntervalSeconds: number;

  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    const { exporters = [], alertmanager, targets = [], retentionDays = 1, volume, replicas = 1, scrapeIntervalSeconds = 30, kubeletInsecureTls = true } = props;
    const { version } = versions.prometheus;
    const monitored = alertmanager === undefined ? exporters : [...exporters, alertmanager];
    super(scope, id, {
      name: "prometheus",
      version,
      title: verbatim("Prometheus"),
      namespace: { name: "prometheus", podSecurity: "restricted" },
      needs: volumeNeeds(volume),
      requires: monitored,
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ statefulSet: "prometheus" }],
    });
    const path = this.node.path;
    this.scrapeIntervalSeconds = scrapeIntervalSeconds;
    checkWhole(path, { replicas, retentionDays, scrapeIntervalSeconds });
    checkVolume(path, volume);
    this.monitoring = {
      scrape: [own(), ...clusterJobs(kubeletInsecureTls), ...monitored.flatMap(({ monitoring }) => monitoring.scrape), ...targets.map((one, index) => externalJob(one, index, path))],
      rules: [clusterRules, ...monitored.flatMap(({ monitoring }) => monitoring.rules), ...(props.rules ?? [])],
      dashboards: [...monitored.flatMap(({ monitoring }) => monitoring.dashboards), containersDashboard],
    };
    refuseTwice("job", this.monitoring.scrape.map(({ job_name }) => job_name), path);
    refuseTwice("rules", this.monitoring.rules.map(({ name }) => name), path);

    const blocks = Math.floor((volume?.sizeGiB ?? SCRATCH_GIB) * 1024 * SHARE_FOR_BLOCKS);
    const files = {
      "prometheus.yml": yamlFile(this.config(alertmanager, { time: `${retentionDays}d`, size: `${blocks}MB` }, replicas > 1)),
      "rules.yml": yamlFile({ groups: this.monitoring.rules }),
    };
    const chart = this.chart("prometheus");
    const name = "prometheus";
    new KubeConfigMap(chart, "config", { metadata: { name }, data: files });
    this.mayLook(name);
    statefulServer(chart, {
      name,
      replicas,
      port: { name: "http", number: PORT },
      dataPath: "/prometheus",
      volume,
      scratch: `${SCRATCH_GIB}Gi`,
      annotations: configHash(files),
      serviceAccountName: name,
      gracePeriodSeconds: 300,
      volumes: [{ name: "config", configMap: { name } }],
      container: plainContainer({
        name,
        image: `quay.io/prometheus/prometheus:v${version}`,
        args: ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
        env: [fieldEnv("POD_NAME", "metadata.name")],
        volumeMounts: [{ name: "config", mountPath: "/etc/prometheus", readOnly: true }],
        // What was written before a stop is read again first.
        startupProbe: httpProbe("/-/ready", "http", { periodSeconds: 10, failureThreshold: 60 }),
        readinessProbe: httpProbe("/-/ready", "http", { periodSeconds: 10 }),
        livenessProbe: httpProbe("/-/healthy", "http", { periodSeconds: 10, failureThreshold: 6 }),
      }, MEMORY_MIB, "100m"),
    });
  }

  /** Where it answers inside the cluster. */
  get url(): string {
    return `http://prometheus.${this.namespace}.svc:${PORT}`;
  }

  private config(alertmanager: Alertmanager | undefined, retention: { readonly time: PromDuration; readonly size: string }, several: boolean): PrometheusConfig {
    const interval: PromDuration = `${this.scrapeIntervalSeconds}s`;
    return {
      // Alertmanager takes equal alerts of several servers for one; by the label of their server they would not be equal.
      global: { scrape_interval: interval, evaluation_interval: interval, external_labels: { cluster: this.cluster.name, ...(several && { prometheus_replica: "${POD_NAME}" }) } },
      storage: { tsdb: { retention } },
      rule_files: ["/etc/prometheus/rules.yml"],
      ...(alertmanager !== undefined && {
        alerting: {
          ...(several && { alert_relabel_configs: [{ action: "labeldrop", regex: "prometheus_replica" }] }),
          alertmanagers: [{ static_configs: [{ targets: alertmanager.addresses }] }],
        },
      }),
      scrape_configs: this.monitoring.scrape,
    };
  }

  /** Discovery lists and watches; of what it finds, only metrics are read. */
  private mayLook(name: string): void {
    const chart = this.chart("access");
    clusterRole(chart, "labwright-prometheus", serviceAccount(chart, name), [
      rule("", "nodes services pods", "list watch"),
      rule("discovery.k8s.io", "endpointslices", "list watch"),
      rule("", "nodes/metrics", "get"),
      { nonResourceUrLs: ["/metrics"], verbs: ["get"] },
    ]);
  }
}

function own(): ScrapeConfig {
  return { job_name: "prometheus", static_configs: [{ targets: [`localhost:${PORT}`] }] };
}

/** Prometheus would not start. */
function refuseTwice(property: string, names: readonly string[], path: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(path, property, twice, { en: "a name that no other has", zh: "不与其他项重复的名称" });
}
