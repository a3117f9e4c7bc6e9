import type { Construct } from "constructs";
import { IntOrString, KubeConfigMap, KubeDeployment, KubePersistentVolumeClaim, KubeService, type EnvVar } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import type { AdminSecret } from "../parts/admin-secret";
import { whereAsked } from "../parts/capabilities";
import { configHash } from "../parts/config-hash";
import { secretEnv } from "../parts/env";
import { httpProbe } from "../parts/http-probe";
import { nameLabel } from "../parts/labels";
import { plainContainer } from "../parts/plain-container";
import { podUser } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { checkVolume, volumeClaim, volumeNeeds, type Volume } from "../parts/volume";
import { pageIngress, pageNeeds, pageUrl, type WebPage } from "../parts/web-page";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";
import { dashboardModel, type Dashboard } from "./dashboard";
import type { Prometheus } from "./prometheus";

/** Where Grafana asks, beside Prometheus. */
export interface GrafanaDataSource {
  readonly name: string;
  /** Name of the plug-in, such as `loki` or `jaeger`. */
  readonly type: string;
  /** Where Grafana's own Pod reaches it. */
  readonly url: string;
  /** Further settings of that plug-in. */
  readonly jsonData?: Readonly<Record<string, string | number | boolean>>;
}

/** Whoever may change things. With a volume the password counts at the first start alone. */
export interface GrafanaAdmin extends AdminSecret {
  /** Show dashboards to everyone else who reaches it. @default false */
  readonly anonymousViewers?: boolean;
}

export interface GrafanaProps {
  /**
   * What is asked by default, and whose dashboards are shown.
   * @example new Prometheus
   */
  readonly prometheus?: Prometheus;
  /**
   * What is asked too.
   * @default []
   * @example [{"name":"Loki","type":"loki","url":"http://loki-gateway.loki.svc"}]
   */
  readonly dataSources?: readonly GrafanaDataSource[];
  /**
   * Dashboards beside those of Prometheus and its exporters.
   * @default []
   * @example [{"uid":"own","title":"Own","panels":[{"title":"Targets","type":"stat","queries":[{"expr":"count(up)"}]}]}]
   */
  readonly dashboards?: readonly Dashboard[];
  /**
   * Who may log in, and change things.
   * @default none: nobody can log in, and everyone who reaches it sees the dashboards
   * @example {"secretName":"grafana-admin"}
   */
  readonly admin?: GrafanaAdmin;
  /**
   * Its page.
   * @default none: `kubectl -n grafana port-forward service/grafana 3000:80`
   * @example {"host":"grafana.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** @default ClusterIP */
  readonly serviceType?: "ClusterIP" | "NodePort" | "LoadBalancer";
  /**
   * Keep what is made in its pages when the Pod goes. What is declared here comes back anyway.
   * @default none: it is gone with the Pod
   * @example {"sizeGiB":2}
   */
  readonly volume?: Volume;
}

const PORT = 3000;
const MEMORY_MIB = 256;
/** That of its image. */
const USER = 472;
const SOURCE = "prometheus";
const DASHBOARDS = "/etc/grafana/dashboards";
const DASHBOARD_FOLDER = { apiVersion: 1, providers: [{ name: "labwright", type: "file", disableDeletion: true, allowUiUpdates: false, options: { path: DASHBOARDS } }] };

/**
 * Grafana, with its data sources and dashboards declared. It holds no password: one is taken from a Secret, or there is none and
 * everybody may look.
 * @see https://grafana.com/docs/grafana/latest/
 */
export class Grafana extends Addon {
  /** @throws LabError LW1001 for a volume of no size */
  constructor(scope: Construct, id: string, props: GrafanaProps = {}) {
    const { prometheus, admin, page, serviceType = "ClusterIP", volume } = props;
    const { version } = versions.grafana;
    const name = "grafana";
    super(scope, id, {
      name,
      version,
      title: verbatim("Grafana"),
      namespace: { name, podSecurity: "restricted" },
      needs: [...volumeNeeds(volume), ...pageNeeds(page), ...whereAsked({ "load-balancer": serviceType === "LoadBalancer" })],
      requires: prometheus === undefined ? [] : [prometheus],
      resources: { memoryMiB: MEMORY_MIB },
      readiness: [{ deployment: name }],
    });
    checkVolume(this.node.path, volume);
    const labels = nameLabel(name);
    const provisioning = { "datasources.yml": yamlFile(dataSourcesOf(props)), "dashboards.yml": yamlFile(DASHBOARD_FOLDER) };
    const dashboards = Object.fromEntries([...(prometheus?.monitoring.dashboards ?? []), ...(props.dashboards ?? [])].map((one) => [`${one.uid}.json`, JSON.stringify(dashboardModel(one, SOURCE))]));
    const chart = this.chart("grafana");
    new KubeConfigMap(chart, "provisioning", { metadata: { name: "provisioning" }, data: provisioning });
    new KubeConfigMap(chart, "dashboards", { metadata: { name: "dashboards" }, data: dashboards });
    new KubeService(chart, "service", { metadata: { name, labels }, spec: { type: serviceType, selector: labels, ports: [{ name: "http", port: 80, targetPort: IntOrString.fromString("http") }] } });
    if (page !== undefined) pageIngress(chart, page, { name, service: name, port: { name: "http" } });
    if (volume !== undefined) new KubePersistentVolumeClaim(chart, "data", { metadata: { name }, spec: volumeClaim(volume) });
    const container = plainContainer({
      name,
      image: `docker.io/grafana/grafana:${version}`,
      env: [...environment(page), ...(admin === undefined ? NOBODY_LOGS_IN : loginOf(admin))],
      ports: [{ name: "http", containerPort: PORT }],
      startupProbe: httpProbe("/api/health", "http", { periodSeconds: 5, failureThreshold: 60 }),
      readinessProbe: httpProbe("/api/health", "http"),
      livenessProbe: httpProbe("/api/health", "http", { failureThreshold: 6, timeoutSeconds: 5 }),
      volumeMounts: [
        { name: "data", mountPath: "/var/lib/grafana" },
        { name: "tmp", mountPath: "/tmp" },
        { name: "sources", mountPath: "/etc/grafana/provisioning/datasources", readOnly: true },
        { name: "folders", mountPath: "/etc/grafana/provisioning/dashboards", readOnly: true },
        { name: "dashboards", mountPath: DASHBOARDS, readOnly: true },
      ],
    }, MEMORY_MIB, "50m");
    new KubeDeployment(chart, "grafana", {
      metadata: { name, labels },
      spec: {
        replicas: 1,
        // Two at once would write one database, and could not both have its volume.
        strategy: { type: "Recreate" },
        ...selectedPods(labels, {
          automountServiceAccountToken: false,
          securityContext: { ...podUser(USER), fsGroup: USER },
          containers: [container],
          volumes: [
            volume === undefined ? { name: "data", emptyDir: {} } : { name: "data", persistentVolumeClaim: { claimName: name } },
            { name: "tmp", emptyDir: {} },
            { name: "sources", configMap: { name: "provisioning", items: [{ key: "datasources.yml", path: "datasources.yml" }] } },
            { name: "folders", configMap: { name: "provisioning", items: [{ key: "dashboards.yml", path: "dashboards.yml" }] } },
            { name: "dashboards", configMap: { name: "dashboards" } },
          ],
        }, configHash({ ...provisioning, ...dashboards })),
      },
    });
  }
}

function dataSourcesOf({ prometheus, dataSources = [] }: GrafanaProps): object {
  const first = prometheus === undefined ? [] : [{ uid: SOURCE, name: "Prometheus", type: "prometheus", access: "proxy", url: prometheus.url, isDefault: true, jsonData: { httpMethod: "POST", timeInterval: `${prometheus.scrapeIntervalSeconds}s` } }];
  return { apiVersion: 1, prune: true, datasources: [...first, ...dataSources.map((one) => ({ access: "proxy", ...one }))] };
}

function environment(page: WebPage | undefined): EnvVar[] {
  const settings = {
    GF_ANALYTICS_REPORTING_ENABLED: "false",
    GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
    GF_NEWS_NEWS_FEED_ENABLED: "false",
    // At each start Grafana would replace the plug-ins in its image, Prometheus' among them, by newer ones from the Internet; on a
    // root file system that is only read it loses them so.
    GF_PLUGINS_PREINSTALL_DISABLED: "true",
    ...(page !== undefined && { GF_SERVER_ROOT_URL: `${pageUrl(page)}/` }),
  };
  return Object.entries(settings).map(([name, value]) => ({ name, value }));
}

/** Without these there would be an administrator `admin`, with that as its password. */
const NOBODY_LOGS_IN: readonly EnvVar[] = [
  { name: "GF_AUTH_ANONYMOUS_ENABLED", value: "true" },
  { name: "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", value: "true" },
  { name: "GF_AUTH_DISABLE_LOGIN_FORM", value: "true" },
  { name: "GF_AUTH_BASIC_ENABLED", value: "false" },
];

function loginOf({ secretName, userKey = "admin-user", passwordKey = "admin-password", anonymousViewers = false }: GrafanaAdmin): EnvVar[] {
  return [
    { name: "GF_AUTH_ANONYMOUS_ENABLED", value: String(anonymousViewers) },
    secretEnv("GF_SECURITY_ADMIN_USER", secretName, userKey),
    secretEnv("GF_SECURITY_ADMIN_PASSWORD", secretName, passwordKey),
  ];
}
