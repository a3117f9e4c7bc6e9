import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import type { AdminSecret } from "../parts/admin-secret";
import { whereAsked } from "../parts/capabilities";
import { checkTogether, checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { checkVolume, claimSpec, volumeNeeds, type Volume } from "../parts/volume";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";
import { grafanaSources } from "./grafana-sources";
import { hostOf, type MetricEndpoint, type MetricStore } from "./stores";

export interface KubePrometheusStackProps {
  /** Days that metrics are kept. @default 1 */
  readonly retentionDays?: number;
  /**
   * Keep metrics when a Pod goes, each Prometheus its own.
   * @default none: they are gone with the Pod
   * @example {"sizeGiB":20,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /** Prometheuses that all scrape the same; two outlive the loss of one. @default 1 */
  readonly replicas?: number;
  /** Alertmanager, which tells people of alerts. @default false */
  readonly alertmanager?: boolean;
  /** Scrape etcd, the scheduler, the controller manager and kube-proxy, which listen where Prometheus reaches them only if the cluster is made so. @default false */
  readonly controlPlane?: boolean;
  /** Take metrics that are sent by OTLP, which the OpenTelemetry Collector needs. @default false */
  readonly otlp?: boolean;
  /** Have cert-manager make its certificates, in place of a Job of the chart's. @default false */
  readonly certManager?: boolean;
  /** Grafana, with the cluster's stores of logs and traces beside Prometheus. @default true */
  readonly grafana?: boolean;
  /**
   * Grafana's first user.
   * @default the chart makes a password and keeps it: the Secret `kube-prometheus-stack-grafana` has it
   * @example {"secretName":"grafana"}
   */
  readonly admin?: AdminSecret;
  /**
   * Grafana's page.
   * @default none: `kubectl -n monitoring port-forward service/kube-prometheus-stack-grafana 3000:80`
   * @example {"host":"grafana.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
}

/**
 * kube-prometheus-stack: the Prometheus operator, a Prometheus that scrapes all that the cluster's monitors name, exporters of nodes
 * and of the API's objects, dashboards and alerts.
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export class KubePrometheusStack extends Addon implements MetricStore {
  private readonly takesOtlp: boolean;

  /** @throws LabError LW1001 for numbers that are none, and for Grafana's properties without Grafana */
  constructor(scope: Construct, id: string, props: KubePrometheusStackProps = {}) {
    const { retentionDays = 1, volume, replicas = 1, alertmanager = false, otlp = false, certManager = false, grafana = true, admin, page } = props;
    const { version, chart } = versions["kube-prometheus-stack"];
    super(scope, id, {
      name: "kube-prometheus-stack",
      version,
      title: verbatim("kube-prometheus-stack"),
      // The exporter on each node looks at the node itself.
      namespace: { name: "monitoring", podSecurity: "privileged" },
      provides: ["prometheus-operator"],
      needs: [...volumeNeeds(volume), ...pageNeeds(page), ...whereAsked({ certificates: certManager })],
      resources: { memoryMiB: 114 + 512 * replicas + (alertmanager ? 64 : 0) + (grafana ? 320 : 0), memoryPerNodeMiB: 32 },
      readiness: [
        { deployment: "kube-prometheus-stack-operator" },
        { deployment: "kube-prometheus-stack-kube-state-metrics" },
        { daemonSet: "kube-prometheus-stack-prometheus-node-exporter" },
        { statefulSet: "prometheus-kube-prometheus-stack-prometheus" },
        ...(alertmanager ? [{ statefulSet: "alertmanager-kube-prometheus-stack-alertmanager" }] : []),
        ...(grafana ? [{ deployment: "kube-prometheus-stack-grafana" }] : []),
      ],
    });
    this.takesOtlp = otlp;
    checkVolume(this.node.path, volume);
    checkWhole(this.node.path, { retentionDays, replicas });
    checkTogether(this.node.path, { admin, page }, { grafana });
    new HelmRelease(this, "kube-prometheus-stack", {
      chart,
      values: () => ({
        ...this.controlPlane(props),
        prometheus: {
          prometheusSpec: {
            replicas,
            retention: `${retentionDays * 24}h`,
            enableOTLPReceiver: otlp,
            resources: requests(512),
            storageSpec: volume === undefined ? {} : { volumeClaimTemplate: { spec: claimSpec(volume) } },
            ...EVERYTHING,
          },
        },
        prometheusOperator: { resources: requests(64), admissionWebhooks: { certManager: { enabled: certManager } } },
        alertmanager: { enabled: alertmanager, alertmanagerSpec: { resources: requests(64) } },
        "kube-state-metrics": { resources: requests(50) },
        "prometheus-node-exporter": { resources: requests(32) },
        grafana: grafana ? this.grafana(props) : { enabled: false },
      }),
    });
  }

  get metricEndpoint(): MetricEndpoint {
    return { otlpUrl: this.takesOtlp ? `http://${hostOf(this, "kube-prometheus-stack-prometheus")}:9090/api/v1/otlp` : undefined };
  }

  private controlPlane({ controlPlane = false }: KubePrometheusStackProps): HelmValues {
    const enabled = { enabled: controlPlane };
    return { kubeEtcd: enabled, kubeScheduler: enabled, kubeControllerManager: enabled, kubeProxy: { enabled: controlPlane && this.cluster.kubeProxy !== "none" } };
  }

  private grafana({ alertmanager = false, admin, page }: KubePrometheusStackProps): HelmValues {
    return {
      enabled: true,
      admin: { existingSecret: admin?.secretName, userKey: admin?.userKey, passwordKey: admin?.passwordKey },
      resources: requests(160),
      testFramework: { enabled: false },
      sidecar: { resources: requests(80), datasources: { alertmanager: { enabled: alertmanager } } },
      additionalDataSources: grafanaSources(this.set),
      ingress: ingressValues(page, "grafana", ({ ingressClass, host }) => ({ ingressClassName: ingressClass, hosts: [host] })),
    };
  }
}

/** Whatever monitors other add-ons and users declare, not just those of this release. */
const EVERYTHING = {
  serviceMonitorSelectorNilUsesHelmValues: false,
  podMonitorSelectorNilUsesHelmValues: false,
  probeSelectorNilUsesHelmValues: false,
  ruleSelectorNilUsesHelmValues: false,
  scrapeConfigSelectorNilUsesHelmValues: false,
} as const;
