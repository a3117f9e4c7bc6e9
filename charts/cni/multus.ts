import { KubeConfigMap, KubeCustomResourceDefinition, KubeDaemonSet, Quantity, type Volume, type VolumeMount } from "cdk8s-plus-27/lib/imports/k8s";
import type { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { checkWhole } from "../parts/checks";
import { fieldEnv } from "../parts/env";
import { nameLabel } from "../parts/labels";
import { clusterRole, rule, serviceAccount } from "../parts/rbac";
import { containerRequests } from "../parts/requests";
import { selectedPods } from "../parts/selected-pods";
import { versions } from "../versions";
import { chainingProblems } from "./chaining";
import { NetworkAttachment, type NetworkAttachmentProps } from "./network-attachment";

export interface MultusProps {
  /**
   * Networks that Pods may have beside the cluster's.
   * @default []
   * @example [{"name":"lan","plugin":"macvlan","ipam":{"type":"host-local","subnet":"10.20.50.0/24"}}]
   */
  readonly networks?: readonly NetworkAttachmentProps[];
  /**
   * MiB that the daemon may have on a node, 50 or more. The project's own 50 is too little for nodes with many Pods.
   * @default 256
   * @example 512
   */
  readonly memoryLimitMiB?: number;
  /** Pods have networks of their own namespace alone. @default false */
  readonly namespaceIsolation?: boolean;
  /** @default verbose */
  readonly logLevel?: "debug" | "verbose" | "error" | "panic";
  /** Port of every node on which it tells its metrics. @default none */
  readonly metricsPort?: number;
}

const REQUEST_MIB = 50;
const BIN = "/opt/cni/bin";

/** Of the node, in the daemon: `chrootDir` runs plugins in the node's own root, which is at /hostroot. */
const HOST_PATHS: readonly { readonly name: string; readonly path: string; readonly mountPath: string; readonly mountPropagation?: string }[] = [
  { name: "cni", path: "/etc/cni/net.d", mountPath: "/host/etc/cni/net.d" },
  { name: "cnibin", path: BIN, mountPath: BIN },
  { name: "host-run", path: "/run", mountPath: "/host/run" },
  { name: "multus-data", path: "/var/lib/cni/multus", mountPath: "/var/lib/cni/multus" },
  { name: "kubelet", path: "/var/lib/kubelet", mountPath: "/var/lib/kubelet", mountPropagation: "HostToContainer" },
  { name: "device-info", path: "/run/k8s.cni.cncf.io", mountPath: "/run/k8s.cni.cncf.io" },
  { name: "netns", path: "/run/netns", mountPath: "/run/netns", mountPropagation: "HostToContainer" },
  { name: "hostroot", path: "/", mountPath: "/hostroot", mountPropagation: "HostToContainer" },
  { name: "multus-conf", path: "/etc/cni/multus/net.d", mountPath: "/etc/cni/multus/net.d" },
];

/**
 * Multus, the thick plugin: Pods with more networks than the cluster's.
 * @see https://github.com/k8snetworkplumbingwg/multus-cni
 */
export class Multus extends Addon {
  /** @throws LabError LW1001 for too little memory, and for networks as NetworkAttachment says */
  constructor(scope: Construct, id: string, props: MultusProps = {}) {
    const { networks = [], memoryLimitMiB = 256, namespaceIsolation = false, logLevel = "verbose", metricsPort } = props;
    const { version } = versions.multus;
    super(scope, id, {
      name: "multus",
      version,
      title: verbatim("Multus"),
      // Its configuration is made of that of the Pod network, which has to be there.
      needs: ["cni"],
      resources: { memoryMiB: 0, memoryPerNodeMiB: REQUEST_MIB },
      readiness: [{ crd: "network-attachment-definitions.k8s.cni.cncf.io" }, { daemonSet: "kube-multus-ds" }],
    });
    checkWhole(this.node.path, { memoryLimitMiB }, REQUEST_MIB);
    checkWhole(this.node.path, { metricsPort }, 1, 65535);
    const chart = this.chart("daemon");
    defineKind(chart);
    clusterRole(chart, "multus", serviceAccount(chart, "multus"), [
      rule("k8s.cni.cncf.io", "*", "*"),
      rule("", "pods pods/status", "get list update watch"),
      { apiGroups: ["", "events.k8s.io"], resources: ["events"], verbs: ["create", "patch", "update"] },
    ]);
    const config = { chrootDir: "/hostroot", cniVersion: "0.3.1", logLevel, logToStderr: true, cniConfigDir: "/host/etc/cni/net.d", multusAutoconfigDir: "/host/etc/cni/net.d", multusConfigFile: "auto", socketDir: "/host/run/multus/", namespaceIsolation, metricsPort };
    new KubeConfigMap(chart, "config", { metadata: { name: "multus-daemon-config" }, data: { "daemon-config.json": JSON.stringify(config) } });
    this.daemon(chart, `ghcr.io/k8snetworkplumbingwg/multus-cni:v${version}-thick`, memoryLimitMiB);
    for (const network of networks) new NetworkAttachment(chart, `network-${network.namespace ?? "default"}-${network.name}`, network.plugin === "macvlan" ? { master: this.nodeInterface, ...network } : network);
  }

  override problems(): readonly Problem[] {
    return chainingProblems(this, "plugin");
  }

  private daemon(chart: Chart, image: string, memoryLimitMiB: number): void {
    const labels = nameLabel("multus");
    const volumes: Volume[] = [...HOST_PATHS.map(({ name, path }) => ({ name, hostPath: { path } })), { name: "config", configMap: { name: "multus-daemon-config" } }];
    const volumeMounts: VolumeMount[] = [...HOST_PATHS.map(({ path: _, ...mount }) => mount), { name: "config", mountPath: "/etc/cni/net.d/multus.d", readOnly: true }];
    const common = { image, securityContext: { privileged: true }, terminationMessagePolicy: "FallbackToLogsOnError" };
    new KubeDaemonSet(chart, "daemon-set", {
      metadata: { name: "kube-multus-ds", labels },
      spec: {
        ...selectedPods(labels, {
          hostNetwork: true,
          hostPid: true,
          priorityClassName: "system-node-critical",
          serviceAccountName: "multus",
          terminationGracePeriodSeconds: 10,
          tolerations: [{ operator: "Exists", effect: "NoSchedule" }, { operator: "Exists", effect: "NoExecute" }],
          initContainers: [
            {
              ...common,
              name: "install-multus-binary",
              command: ["/usr/src/multus-cni/bin/install_multus", "-d", `/host${BIN}`, "-t", "thick"],
              resources: containerRequests(15, "10m"),
              volumeMounts: [{ name: "cnibin", mountPath: `/host${BIN}`, mountPropagation: "Bidirectional" }],
            },
          ],
          containers: [
            {
              ...common,
              name: "kube-multus",
              command: ["/usr/src/multus-cni/bin/multus-daemon"],
              env: [fieldEnv("MULTUS_NODE_NAME", "spec.nodeName")],
              resources: { ...containerRequests(REQUEST_MIB, "50m"), limits: { memory: Quantity.fromString(`${memoryLimitMiB}Mi`) } },
              volumeMounts,
            },
          ],
          volumes,
        }),
      },
    });
  }
}

function defineKind(chart: Chart): void {
  const [group, plural, kind] = ["k8s.cni.cncf.io", "network-attachment-definitions", "NetworkAttachmentDefinition"];
  const schema = { type: "object", properties: { spec: { type: "object", properties: { config: { type: "string" } } } } };
  new KubeCustomResourceDefinition(chart, "kind", {
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: "Namespaced",
      names: { plural, singular: "network-attachment-definition", kind, shortNames: ["nad", "net-attach-def"] },
      versions: [{ name: "v1", served: true, storage: true, schema: { openApiv3Schema: schema } }],
    },
  });
}
