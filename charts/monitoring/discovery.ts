import type { RelabelConfig, ScrapeConfig } from "./prometheus-config";

const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";
const CLUSTER_CA = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";

/** Jobs that find what every cluster has: its API servers and kubelets, and what says by annotation that it has metrics. */
export function clusterJobs(kubeletInsecureTls: boolean): ScrapeConfig[] {
  return [apiServers(), kubelets("kubernetes-nodes", "/metrics", kubeletInsecureTls), kubelets("kubernetes-cadvisor", "/metrics/cadvisor", kubeletInsecureTls), annotatedServices(), annotatedPods()];
}

/** The Pods behind a port of a Service. */
export function serviceJob(job: string, namespace: string, service: string, port: string, other: Partial<ScrapeConfig> = {}): ScrapeConfig {
  return {
    job_name: job,
    kubernetes_sd_configs: [{ role: "endpointslice", namespaces: { names: [namespace] } }],
    ...other,
    relabel_configs: [keep(["__meta_kubernetes_service_name", "__meta_kubernetes_endpointslice_port_name"], `${service};${port}`), ...(other.relabel_configs ?? [])],
  };
}

const keep = (source_labels: readonly string[], regex: string): RelabelConfig => ({ action: "keep", source_labels, regex });
const named = (source: string, target_label: string): RelabelConfig => ({ source_labels: [source], target_label });
/** The node that a Pod runs on. Not for what tells of other nodes' Pods. */
export const nodeOfPod = named("__meta_kubernetes_pod_node_name", "node");

function apiServers(): ScrapeConfig {
  return {
    job_name: "kubernetes-apiservers",
    scheme: "https",
    tls_config: { ca_file: CLUSTER_CA },
    authorization: { credentials_file: TOKEN },
    kubernetes_sd_configs: [{ role: "endpointslice", namespaces: { names: ["default"] } }],
    relabel_configs: [keep(["__meta_kubernetes_service_name", "__meta_kubernetes_endpointslice_port_name"], "kubernetes;https")],
  };
}

function kubelets(job_name: string, metrics_path: string, insecure: boolean): ScrapeConfig {
  return {
    job_name,
    metrics_path,
    scheme: "https",
    tls_config: insecure ? { insecure_skip_verify: true } : { ca_file: CLUSTER_CA },
    authorization: { credentials_file: TOKEN },
    kubernetes_sd_configs: [{ role: "node" }],
    relabel_configs: [named("__meta_kubernetes_node_name", "node")],
  };
}

/** `prometheus.io/scrape: "true"`, and where they differ from what is usual `prometheus.io/port`, `/path` and `/scheme`. */
function annotated(of: "service" | "pod"): RelabelConfig[] {
  const annotation = (name: string): string => `__meta_kubernetes_${of}_annotation_prometheus_io_${name}`;
  return [
    keep([annotation("scrape")], "true"),
    { source_labels: [annotation("scheme")], regex: "(https?)", target_label: "__scheme__" },
    { source_labels: [annotation("path")], regex: "(.+)", target_label: "__metrics_path__" },
    { source_labels: ["__address__", annotation("port")], regex: "(.+?)(?::\\d+)?;(\\d+)", replacement: "$1:$2", target_label: "__address__" },
    named("__meta_kubernetes_namespace", "namespace"),
    named("__meta_kubernetes_pod_name", "pod"),
    nodeOfPod,
  ];
}

function annotatedServices(): ScrapeConfig {
  return {
    job_name: "kubernetes-services",
    kubernetes_sd_configs: [{ role: "endpointslice" }],
    // Other ports of the Pods behind a Service are found too, and are not the Service's.
    relabel_configs: [keep(["__meta_kubernetes_endpointslice_port"], ".+"), ...annotated("service"), named("__meta_kubernetes_service_name", "service")],
  };
}

function annotatedPods(): ScrapeConfig {
  return {
    job_name: "kubernetes-pods",
    kubernetes_sd_configs: [{ role: "pod" }],
    relabel_configs: [{ action: "drop", source_labels: ["__meta_kubernetes_pod_phase"], regex: "Pending|Succeeded|Failed" }, ...annotated("pod")],
  };
}
