import type { Dashboard } from "../dashboard";

const OF = 'container!="", namespace=~"$namespace"';

/** What kubelets say of the containers that they run. */
export const containersDashboard: Dashboard = {
  uid: "labwright-containers",
  title: "Containers",
  variables: [{ name: "namespace", query: "label_values(container_memory_working_set_bytes, namespace)" }],
  panels: [
    { title: "CPUs used, by namespace", type: "timeseries", queries: [{ expr: `sum by (namespace) (rate(container_cpu_usage_seconds_total{${OF}}[$__rate_interval]))`, legend: "{{namespace}}" }] },
    { title: "Memory used, by namespace", type: "timeseries", unit: "bytes", queries: [{ expr: `sum by (namespace) (container_memory_working_set_bytes{${OF}})`, legend: "{{namespace}}" }] },
    { title: "CPUs used, the ten Pods with most", type: "timeseries", queries: [{ expr: `topk(10, sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{${OF}}[$__rate_interval])))`, legend: "{{namespace}}/{{pod}}" }] },
    { title: "Memory used, the ten Pods with most", type: "timeseries", unit: "bytes", queries: [{ expr: `topk(10, sum by (namespace, pod) (container_memory_working_set_bytes{${OF}}))`, legend: "{{namespace}}/{{pod}}" }] },
    // A container that may not run for more than half of its periods is too tightly limited.
    { title: "Held back by their CPU limit", type: "timeseries", unit: "percentunit", queries: [{ expr: `sum by (namespace, pod) (rate(container_cpu_cfs_throttled_periods_total{${OF}}[$__rate_interval])) / sum by (namespace, pod) (rate(container_cpu_cfs_periods_total{${OF}}[$__rate_interval]))`, legend: "{{namespace}}/{{pod}}" }] },
    { title: "Received, by namespace", type: "timeseries", unit: "Bps", queries: [{ expr: 'sum by (namespace) (rate(container_network_receive_bytes_total{namespace=~"$namespace"}[$__rate_interval]))', legend: "{{namespace}}" }] },
    { title: "Volumes used", type: "bargauge", unit: "percentunit", limits: [0.8, 0.9], queries: [{ expr: '1 - kubelet_volume_stats_available_bytes{namespace=~"$namespace"} / kubelet_volume_stats_capacity_bytes{namespace=~"$namespace"}', legend: "{{namespace}}/{{persistentvolumeclaim}}" }] },
    { title: "Containers running, by node", type: "timeseries", queries: [{ expr: 'kubelet_running_containers{container_state="running"}', legend: "{{node}}" }] },
  ],
};
