import type { Construct } from "constructs";
import { IntOrString, KubeDaemonSet, KubeService } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { checkWhole } from "../parts/checks";
import { fieldEnv } from "../parts/env";
import { httpProbe } from "../parts/http-probe";
import { nameLabel } from "../parts/labels";
import { plainContainer } from "../parts/plain-container";
import { NOBODY, podUser } from "../parts/security-context";
import { selectedPods } from "../parts/selected-pods";
import { everyNode } from "../parts/tolerations";
import { versions } from "../versions";
import { nodesDashboard } from "./dashboards/nodes";
import { nodeOfPod, serviceJob } from "./discovery";
import type { Monitored, Monitoring } from "./monitored";
import { nodeRules } from "./rules";

export interface NodeExporterProps {
  /** Port of the nodes' own addresses that it answers at. @default 9100 */
  readonly port?: number;
  /**
   * Collectors beyond those that are on by themselves.
   * @default []
   * @example ["systemd","processes"]
   * @see https://github.com/prometheus/node_exporter#collectors
   */
  readonly collectors?: readonly string[];
  /**
   * Collectors that are on by themselves and not wanted.
   * @default those of hardware that virtual machines lack
   * @example ["zfs"]
   */
  readonly withoutCollectors?: readonly string[];
  /**
   * Folder of the nodes in which scripts leave metrics of their own, as `*.prom`.
   * @default none
   * @example /var/lib/node-exporter
   */
  readonly textfileDirectory?: string;
}

const ABSENT_IN_MACHINES = ["bcache", "fibrechannel", "infiniband", "rapl", "tapestats", "zfs"];
/** Folders of the node, and where the container has them. */
const HOST = { proc: "/proc", sys: "/sys", root: "/" } as const;
const MEMORY_MIB = 32;
const TEXT_FILES = "/host/textfiles";

/**
 * Node exporter: CPU, memory, disks and network of every node, tainted ones too. It answers on the nodes' network, without a
 * password.
 * @see https://github.com/prometheus/node_exporter
 */
export class NodeExporter extends Addon implements Monitored {
  readonly monitoring: Monitoring;

  /** @throws LabError LW1001 for a port that is none */
  constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    const { port = 9100, collectors = [], withoutCollectors = ABSENT_IN_MACHINES, textfileDirectory } = props;
    const { version } = versions["node-exporter"];
    super(scope, id, {
      name: "node-exporter",
      version,
      title: verbatim("node exporter"),
      // The nodes' own file systems, network and processes are what it is about.
      namespace: { name: "node-exporter", podSecurity: "privileged" },
      conflicts: { "kube-prometheus-stack": { en: "it brings a node exporter of its own, at the same port of the nodes", zh: "它自带 node exporter，且占用节点的同一端口" } },
      resources: { memoryMiB: 0, memoryPerNodeMiB: MEMORY_MIB },
      readiness: [{ daemonSet: "node-exporter" }],
    });
    checkWhole(this.node.path, { port }, 1, 65535);
    const name = "node-exporter";
    this.monitoring = { scrape: [serviceJob(name, this.namespace, name, "metrics", { relabel_configs: [nodeOfPod] })], rules: [nodeRules], dashboards: [nodesDashboard] };
    const labels = nameLabel(name);
    const chart = this.chart("exporter");
    new KubeService(chart, "service", { metadata: { name, labels }, spec: { clusterIp: "None", selector: labels, ports: [{ name: "metrics", port, targetPort: IntOrString.fromString("metrics") }] } });
    const container = plainContainer({
      name,
      image: `quay.io/prometheus/node-exporter:v${version}`,
      args: [
        `--web.listen-address=[$(HOST_IP)]:${port}`,
        "--path.procfs=/host/proc",
        "--path.sysfs=/host/sys",
        "--path.rootfs=/host/root",
        "--path.udev.data=/host/root/run/udev/data",
        "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|var/lib/(kubelet|containerd|containers)/.+)($|/)",
        "--collector.netclass.ignored-devices=^(veth|cali|lxc).*$",
        "--collector.netdev.device-exclude=^(veth|cali|lxc).*$",
        ...collectors.map((collector) => `--collector.${collector}`),
        ...withoutCollectors.filter((collector) => !collectors.includes(collector)).map((collector) => `--no-collector.${collector}`),
        ...(textfileDirectory === undefined ? [] : [`--collector.textfile.directory=${TEXT_FILES}`]),
      ],
      env: [fieldEnv("HOST_IP", "status.hostIP")],
      ports: [{ name: "metrics", containerPort: port, hostPort: port }],
      readinessProbe: httpProbe("/", "metrics"),
      livenessProbe: httpProbe("/", "metrics", { failureThreshold: 6 }),
      volumeMounts: [
        // What is mounted on the node later is seen too.
        ...Object.keys(HOST).map((folder) => ({ name: folder, mountPath: `/host/${folder}`, readOnly: true, mountPropagation: "HostToContainer" })),
        ...(textfileDirectory === undefined ? [] : [{ name: "textfiles", mountPath: TEXT_FILES, readOnly: true }]),
      ],
    }, MEMORY_MIB, "20m");
    new KubeDaemonSet(chart, "exporter", {
      metadata: { name, labels },
      spec: {
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: IntOrString.fromString("25%") } },
        ...selectedPods(labels, {
          hostNetwork: true,
          hostPid: true,
          automountServiceAccountToken: false,
          priorityClassName: "system-node-critical",
          tolerations: everyNode,
          securityContext: podUser(NOBODY),
          containers: [container],
          volumes: [
            ...Object.entries(HOST).map(([folder, path]) => ({ name: folder, hostPath: { path } })),
            ...(textfileDirectory === undefined ? [] : [{ name: "textfiles", hostPath: { path: textfileDirectory, type: "DirectoryOrCreate" } }]),
          ],
        }),
      },
    });
  }
}
