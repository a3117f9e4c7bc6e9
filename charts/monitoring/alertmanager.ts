import type { Construct } from "constructs";
import { KubeConfigMap } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { checkWhole } from "../parts/checks";
import { configHash } from "../parts/config-hash";
import { fieldEnv } from "../parts/env";
import { httpProbe } from "../parts/http-probe";
import { plainContainer } from "../parts/plain-container";
import { checkVolume, volumeNeeds, type Volume } from "../parts/volume";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";
import { serviceJob } from "./discovery";
import type { Monitored, Monitoring } from "./monitored";
import type { PromDuration } from "./prometheus-config";
import { alert } from "./rules";
import { podsService, statefulServer } from "./stateful-server";

/** A value in a Secret, which is made by hand or by another add-on: it is never written into charts. */
export interface SecretKey {
  /** Name of a Secret in the add-on's namespace; Pods wait until it is there. */
  readonly secretName: string;
  readonly key: string;
}

export interface AlertmanagerProps {
  /**
   * Post alerts to the address that a Secret holds, as JSON.
   * @default nobody is told: alerts are seen in Alertmanager alone
   * @example {"secretName":"chat","key":"url"}
   * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
   */
  readonly webhook?: SecretKey;
  /**
   * Labels by which alerts are put together into one message.
   * @default ["alertname", "namespace"]
   * @example ["cluster"]
   */
  readonly groupBy?: readonly string[];
  /**
   * How long to wait before telling again of what still holds.
   * @default 4h
   * @example 30m
   */
  readonly repeatInterval?: PromDuration;
  /** Servers that tell each other what was sent. @default 1 */
  readonly replicas?: number;
  /**
   * Keep silences, and what was sent, when a Pod goes.
   * @default none: they are gone with the Pod
   * @example {"sizeGiB":1}
   */
  readonly volume?: Volume;
}

const PORT = 9093;
const GOSSIP = 9094;
const MEMORY_MIB = 48;

/** Tells people of Prometheus' alerts. @see https://prometheus.io/docs/alerting/latest/alertmanager/ */
export class Alertmanager extends Addon implements Monitored {
  readonly monitoring: Monitoring;
  private readonly replicas: number;

  /** @throws LabError LW1001 */
  constructor(scope: Construct, id: string, props: AlertmanagerProps = {}) {
    const { webhook, replicas = 1, volume } = props;
    const { version } = versions.alertmanager;
    const name = "alertmanager";
    super(scope, id, {
      name,
      version,
      title: verbatim("Alertmanager"),
      namespace: { name, podSecurity: "restricted" },
      needs: volumeNeeds(volume),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ statefulSet: name }],
    });
    checkWhole(this.node.path, { replicas });
    checkVolume(this.node.path, volume);
    this.replicas = replicas;
    this.monitoring = {
      scrape: [serviceJob(name, this.namespace, name, "http")],
      rules: [{ name, rules: [alert("NotificationsFail", "critical", { expr: "sum by (integration) (rate(alertmanager_notifications_failed_total[10m])) > 0", after: "10m", says: "Alertmanager cannot tell anyone by {{ $labels.integration }}." })] }],
      dashboards: [],
    };
    const files = { "alertmanager.yml": yamlFile(configOf(props)) };
    const chart = this.chart("alertmanager");
    new KubeConfigMap(chart, "config", { metadata: { name }, data: files });
    const several = this.replicas > 1;
    const peers = Array.from({ length: this.replicas }, (_, index) => `--cluster.peer=${this.podAddress(index, GOSSIP)}`);
    statefulServer(chart, {
      name,
      replicas,
      port: { name: "http", number: PORT },
      dataPath: "/alertmanager",
      volume,
      scratch: "64Mi",
      annotations: configHash(files),
      gracePeriodSeconds: 30,
      volumes: [{ name: "config", configMap: { name } }, ...(webhook === undefined ? [] : [{ name: "webhook", secret: { secretName: webhook.secretName, items: [{ key: webhook.key, path: "url" }] } }])],
      container: plainContainer({
        name,
        image: `quay.io/prometheus/alertmanager:v${version}`,
        args: ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager", ...(several ? [`--cluster.listen-address=[$(POD_IP)]:${GOSSIP}`, ...peers] : ["--cluster.listen-address="])],
        env: [fieldEnv("POD_IP", "status.podIP")],
        ports: several ? [{ name: "gossip", containerPort: GOSSIP }, { name: "gossip-udp", containerPort: GOSSIP, protocol: "UDP" }] : [],
        volumeMounts: [{ name: "config", mountPath: "/etc/alertmanager", readOnly: true }, ...(webhook === undefined ? [] : [{ name: "webhook", mountPath: "/etc/webhook", readOnly: true }])],
        readinessProbe: httpProbe("/-/ready", "http"),
        livenessProbe: httpProbe("/-/healthy", "http", { failureThreshold: 6 }),
      }, MEMORY_MIB, "20m"),
    });
  }

  /** `host:port` of each server: alerts are sent to all of them. */
  get addresses(): readonly string[] {
    return Array.from({ length: this.replicas }, (_, index) => this.podAddress(index, PORT));
  }

  private podAddress(index: number, port: number): string {
    return `alertmanager-${index}.${podsService("alertmanager")}.${this.namespace}.svc:${port}`;
  }
}

function configOf({ webhook, groupBy = ["alertname", "namespace"], repeatInterval = "4h" }: AlertmanagerProps): object {
  const receiver = webhook === undefined ? { name: "nobody" } : { name: "webhook", webhook_configs: [{ url_file: "/etc/webhook/url" }] };
  return {
    route: { receiver: receiver.name, group_by: groupBy, group_wait: "30s", group_interval: "5m", repeat_interval: repeatInterval },
    receivers: [receiver],
    // Of a node that is down nothing else need be said.
    inhibit_rules: [{ source_matchers: ['alertname="NodeDown"'], target_matchers: ['alertname!="NodeDown"'], equal: ["node"] }],
  };
}
