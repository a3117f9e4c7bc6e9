import type { Dashboard } from "../dashboard";

const OF = 'namespace=~"$namespace"';

/** What kube-state-metrics says of what is wanted, and what there is. */
export const workloadsDashboard: Dashboard = {
  uid: "labwright-workloads",
  title: "Workloads",
  variables: [{ name: "namespace", query: "label_values(kube_pod_info, namespace)" }],
  panels: [
    { title: "Nodes ready", type: "stat", width: 4, queries: [{ expr: 'sum(kube_node_status_condition{condition="Ready", status="true"})' }] },
    { title: "Pods running", type: "stat", width: 4, queries: [{ expr: `sum(kube_pod_status_phase{phase="Running", ${OF}})` }] },
    { title: "Pods not running", type: "stat", width: 4, limits: [1, 3], queries: [{ expr: `sum(kube_pod_status_phase{phase=~"Pending|Failed|Unknown", ${OF}})` }] },
    { title: "Containers that crash again and again", type: "stat", width: 6, limits: [1, 1], queries: [{ expr: `sum(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", ${OF}}) or vector(0)` }] },
    { title: "Deployments incomplete", type: "stat", width: 6, limits: [1, 3], queries: [{ expr: `count(kube_deployment_spec_replicas{${OF}} > kube_deployment_status_replicas_available{${OF}}) or vector(0)` }] },
    { title: "Pods, by namespace", type: "timeseries", queries: [{ expr: `sum by (namespace) (kube_pod_status_phase{phase="Running", ${OF}})`, legend: "{{namespace}}" }] },
    { title: "Restarts within the hour", type: "bargauge", limits: [1, 5], queries: [{ expr: `topk(10, increase(kube_pod_container_status_restarts_total{${OF}}[1h]) > 0)`, legend: "{{namespace}}/{{pod}} {{container}}" }] },
    { title: "CPU asked for, of what nodes have", type: "bargauge", unit: "percentunit", limits: [0.8, 0.95], queries: [{ expr: 'sum by (node) (kube_pod_container_resource_requests{resource="cpu"}) / on (node) kube_node_status_allocatable{resource="cpu"}', legend: "{{node}}" }] },
    { title: "Memory asked for, of what nodes have", type: "bargauge", unit: "percentunit", limits: [0.8, 0.95], queries: [{ expr: 'sum by (node) (kube_pod_container_resource_requests{resource="memory"}) / on (node) kube_node_status_allocatable{resource="memory"}', legend: "{{node}}" }] },
    { title: "Pods that do not run", type: "table", width: 24, queries: [{ expr: `sum by (namespace, pod, phase) (kube_pod_status_phase{phase=~"Pending|Failed|Unknown", ${OF}}) > 0` }] },
  ],
};
