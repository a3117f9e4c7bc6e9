/** A length of time as Prometheus writes it. */
export type PromDuration = `${number}${"ms" | "s" | "m" | "h" | "d" | "w" | "y"}`;

/** What is done with a target's, or a sample's, labels. @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "replace" | "keep" | "drop" | "labelmap" | "labeldrop" | "labelkeep" | "hashmod" | "lowercase" | "uppercase" | "keepequal" | "dropequal";
}

/** What in the Kubernetes API is looked at for targets. */
export interface KubernetesDiscovery {
  readonly role: "node" | "service" | "pod" | "endpointslice" | "ingress";
  readonly namespaces?: { readonly names: readonly string[] };
}

/** Targets of one kind and how they are asked. @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config */
export interface ScrapeConfig {
  readonly job_name: string;
  readonly scrape_interval?: PromDuration;
  readonly scrape_timeout?: PromDuration;
  /** Whether a target's own labels win over those that discovery gave it. */
  readonly honor_labels?: boolean;
  readonly metrics_path?: string;
  readonly scheme?: "http" | "https";
  readonly tls_config?: { readonly ca_file?: string; readonly insecure_skip_verify?: boolean };
  readonly authorization?: { readonly credentials_file: string };
  readonly kubernetes_sd_configs?: readonly KubernetesDiscovery[];
  readonly static_configs?: readonly StaticTargets[];
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
}

export interface StaticTargets {
  /** `host:port` each. */
  readonly targets: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** A condition that someone is told of. @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long it has to hold before it is told. */
  readonly for?: PromDuration;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A series that is worked out ahead of the questions for it. @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: PromDuration;
  readonly rules: readonly (AlertingRule | RecordingRule)[];
}

/** What of prometheus.yml is used here. @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/ */
export interface PrometheusConfig {
  readonly global: {
    readonly scrape_interval: PromDuration;
    readonly evaluation_interval: PromDuration;
    readonly external_labels?: Readonly<Record<string, string>>;
  };
  readonly storage?: { readonly tsdb: { readonly retention: { readonly time: PromDuration; readonly size: string } } };
  readonly rule_files: readonly string[];
  readonly alerting?: {
    readonly alert_relabel_configs?: readonly RelabelConfig[];
    readonly alertmanagers: readonly { readonly static_configs: readonly StaticTargets[] }[];
  };
  readonly scrape_configs: readonly ScrapeConfig[];
}
