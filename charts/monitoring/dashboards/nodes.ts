import type { Dashboard } from "../dashboard";

const DISKS = 'fstype!~"tmpfs|overlay|squashfs|ramfs|iso9660", node=~"$node"';
const NICS = 'device!~"lo|veth.*|cali.*|cilium.*|lxc.*|flannel.*|cni.*|docker.*", node=~"$node"';

/** What node exporters say of the machines. */
export const nodesDashboard: Dashboard = {
  uid: "labwright-nodes",
  title: "Nodes",
  variables: [{ name: "node", query: "label_values(node_uname_info, node)" }],
  panels: [
    { title: "Nodes", type: "stat", width: 4, queries: [{ expr: 'count(node_uname_info{node=~"$node"})' }] },
    { title: "Up for", type: "stat", width: 20, unit: "s", queries: [{ expr: 'time() - node_boot_time_seconds{node=~"$node"}', legend: "{{node}}" }] },
    { title: "CPU used", type: "timeseries", unit: "percentunit", queries: [{ expr: '1 - avg by (node) (rate(node_cpu_seconds_total{mode="idle", node=~"$node"}[$__rate_interval]))', legend: "{{node}}" }] },
    { title: "CPU taken by the hypervisor for others", type: "timeseries", unit: "percentunit", queries: [{ expr: 'avg by (node) (rate(node_cpu_seconds_total{mode="steal", node=~"$node"}[$__rate_interval]))', legend: "{{node}}" }] },
    { title: "Memory used", type: "timeseries", unit: "percentunit", queries: [{ expr: '1 - node_memory_MemAvailable_bytes{node=~"$node"} / node_memory_MemTotal_bytes{node=~"$node"}', legend: "{{node}}" }] },
    { title: "Load of one minute, by CPU", type: "timeseries", queries: [{ expr: 'node_load1{node=~"$node"} / on (node) count by (node) (node_cpu_seconds_total{mode="idle", node=~"$node"})', legend: "{{node}}" }] },
    { title: "File systems used", type: "bargauge", unit: "percentunit", limits: [0.8, 0.9], queries: [{ expr: `1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}}`, legend: "{{node}} {{mountpoint}}" }] },
    { title: "Disks busy", type: "timeseries", unit: "percentunit", queries: [{ expr: 'rate(node_disk_io_time_seconds_total{node=~"$node"}[$__rate_interval])', legend: "{{node}} {{device}}" }] },
    { title: "Received", type: "timeseries", unit: "Bps", queries: [{ expr: `rate(node_network_receive_bytes_total{${NICS}}[$__rate_interval])`, legend: "{{node}} {{device}}" }] },
    { title: "Sent", type: "timeseries", unit: "Bps", queries: [{ expr: `rate(node_network_transmit_bytes_total{${NICS}}[$__rate_interval])`, legend: "{{node}} {{device}}" }] },
  ],
};
