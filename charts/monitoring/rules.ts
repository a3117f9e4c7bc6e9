import type { AlertingRule, PromDuration, RuleGroup } from "./prometheus-config";

/** An alert with how bad it is and what it means; `{{ $labels.x }}` in the words is the series' label. */
export function alert(name: string, severity: "critical" | "warning", { expr, after, says }: { readonly expr: string; readonly after: PromDuration; readonly says: string }): AlertingRule {
  return { alert: name, expr, for: after, labels: { severity }, annotations: { summary: says } };
}

/** What Prometheus can tell by itself, from what every cluster has. */
export const clusterRules: RuleGroup = {
  name: "cluster",
  rules: [
    alert("NodeDown", "critical", { expr: 'up{job="kubernetes-nodes"} == 0', after: "3m", says: "The kubelet of {{ $labels.node }} does not answer." }),
    alert("ApiServerDown", "critical", { expr: 'absent(up{job="kubernetes-apiservers"} == 1)', after: "3m", says: "No API server answers." }),
    alert("TargetDown", "warning", { expr: 'up{job!~"kubernetes-(nodes|cadvisor|apiservers)"} == 0', after: "10m", says: "{{ $labels.instance }} of {{ $labels.job }} gives no metrics." }),
    alert("VolumeFillingUp", "warning", {
      expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.1",
      after: "10m",
      says: "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left.",
    }),
    alert("RuleEvaluationFails", "warning", { expr: "increase(prometheus_rule_evaluation_failures_total[10m]) > 0", after: "10m", says: "Rules of group {{ $labels.rule_group }} cannot be evaluated." }),
    alert("AlertsNotDelivered", "warning", { expr: "increase(prometheus_notifications_dropped_total[10m]) > 0", after: "10m", says: "Alerts do not reach Alertmanager." }),
  ],
};

// What a node mounts for itself, or for a container, is not where a disk fills.
const DISKS = 'fstype!~"tmpfs|overlay|squashfs|ramfs|iso9660"';

export const nodeRules: RuleGroup = {
  name: "nodes",
  rules: [
    alert("DiskAlmostFull", "critical", {
      expr: `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}} < 0.1`,
      after: "5m",
      says: "{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} left.",
    }),
    alert("DiskFillingUp", "warning", {
      expr: `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}} < 0.4 and predict_linear(node_filesystem_avail_bytes{${DISKS}}[3h], 24 * 3600) < 0`,
      after: "30m",
      says: "{{ $labels.mountpoint }} of {{ $labels.node }} is full within a day at this rate.",
    }),
    alert("MemoryAlmostFull", "warning", { expr: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1", after: "10m", says: "{{ $labels.node }} has {{ $value | humanizePercentage }} of its memory left." }),
    // A virtual machine that was suspended comes back with an old clock.
    alert("ClockNotSynchronised", "warning", { expr: "node_timex_sync_status == 0 and node_timex_maxerror_seconds >= 16", after: "10m", says: "The clock of {{ $labels.node }} follows no time server." }),
  ],
};

export const workloadRules: RuleGroup = {
  name: "workloads",
  rules: [
    alert("PodCrashLooping", "warning", {
      expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
      after: "5m",
      says: "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} keeps crashing.",
    }),
    alert("PodNotRunning", "warning", { expr: 'sum by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown|Failed"}) > 0', after: "15m", says: "{{ $labels.namespace }}/{{ $labels.pod }} does not run." }),
    alert("DeploymentIncomplete", "warning", { expr: "kube_deployment_spec_replicas > kube_deployment_status_replicas_available", after: "15m", says: "{{ $labels.namespace }}/{{ $labels.deployment }} lacks replicas." }),
    alert("StatefulSetIncomplete", "warning", { expr: "kube_statefulset_replicas > kube_statefulset_status_replicas_ready", after: "15m", says: "{{ $labels.namespace }}/{{ $labels.statefulset }} lacks replicas." }),
    alert("DaemonSetIncomplete", "warning", { expr: "kube_daemonset_status_desired_number_scheduled > kube_daemonset_status_number_available", after: "15m", says: "{{ $labels.namespace }}/{{ $labels.daemonset }} is not on every node that it is for." }),
    alert("JobFailed", "warning", { expr: 'kube_job_failed{condition="true"} == 1', after: "1m", says: "Job {{ $labels.namespace }}/{{ $labels.job_name }} failed." }),
    alert("NodeNotReady", "critical", { expr: 'kube_node_status_condition{condition="Ready", status="true"} == 0', after: "5m", says: "{{ $labels.node }} is not ready." }),
    alert("NodeUnderPressure", "warning", { expr: 'kube_node_status_condition{condition=~"(Disk|Memory|PID)Pressure", status="true"} == 1', after: "5m", says: "{{ $labels.node }} reports {{ $labels.condition }}." }),
  ],
};
