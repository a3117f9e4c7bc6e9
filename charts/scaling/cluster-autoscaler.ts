import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

/** A kubeconfig in a Secret of `kube-system`, under the key `value` as the Cluster API writes it. */
export interface ClusterAutoscalerKubeconfig {
  /** Whose it is: that of the cluster that grows, or that of the one whose Cluster API makes its machines. The other is the cluster that the autoscaler runs in. */
  readonly of: "workload" | "management";
  readonly secretName: string;
}

export interface ClusterAutoscalerProps {
  /** The Cluster API's name of the cluster that grows. @default this cluster's name @example edge */
  readonly clusterName?: string;
  /** Namespace of its objects in the management cluster. @default default @example fleet */
  readonly clusterNamespace?: string;
  /**
   * For two clusters; without it one cluster manages itself.
   * @default none
   * @example {"of":"workload","secretName":"edge-kubeconfig"}
   * @example {"of":"management","secretName":"management-kubeconfig"}
   */
  readonly kubeconfig?: ClusterAutoscalerKubeconfig;
  /** How one of several groups of machines is chosen. @default least-waste */
  readonly expander?: "least-waste" | "most-pods" | "least-nodes" | "random" | "priority";
  /** Minutes that a machine is not needed before it goes. @default 10 */
  readonly idleMinutes?: number;
  /** A machine is not needed if its Pods ask for less than this percentage of it. @default 50 */
  readonly idlePercent?: number;
  /** One works, the others wait for it to fail. @default 1 */
  readonly replicas?: number;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = 128;

/**
 * Cluster Autoscaler with the Cluster API: machines come while Pods find no room, and go when they are not needed. Its MachineDeployments
 * say how many there may be, in their annotations.
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/clusterapi/README.md
 */
export class ClusterAutoscaler extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps = {}) {
    const { clusterNamespace = "default", kubeconfig, expander = "least-waste", idleMinutes = 10, idlePercent = 50, replicas = 1, serviceMonitor = false } = props;
    const { kubernetes, name } = AddonSet.forScope(scope).cluster;
    const { chart } = versions["cluster-autoscaler"];
    // It simulates the scheduler of its own minor, which has to be the cluster's.
    const { version } = versions[`cluster-autoscaler-${kubernetes}`];
    super(scope, id, {
      name: "cluster-autoscaler",
      version,
      title: verbatim("Cluster Autoscaler"),
      needs: whereAsked({ "prometheus-operator": serviceMonitor }),
      resources: { memoryMiB: MEMORY_MIB * replicas },
      readiness: [{ deployment: "cluster-autoscaler" }],
    });
    checkWhole(this.node.path, { replicas, idleMinutes });
    checkWhole(this.node.path, { idlePercent }, 1, 100);
    const modes = { workload: "kubeconfig-incluster", management: "incluster-kubeconfig" } as const;
    new HelmRelease(this, "cluster-autoscaler", {
      chart,
      values: {
        fullnameOverride: "cluster-autoscaler",
        image: { tag: `v${version}` },
        replicaCount: replicas,
        cloudProvider: "clusterapi",
        autoDiscovery: { clusterName: props.clusterName ?? name, namespace: clusterNamespace },
        clusterAPIMode: kubeconfig === undefined ? "incluster-incluster" : modes[kubeconfig.of],
        ...(kubeconfig !== undefined && { clusterAPIKubeconfigSecret: kubeconfig.secretName, clusterAPICloudConfigPath: "/etc/kubernetes/value" }),
        extraArgs: {
          expander,
          "scale-down-unneeded-time": `${idleMinutes}m`,
          "scale-down-delay-after-add": `${idleMinutes}m`,
          "scale-down-utilization-threshold": String(idlePercent / 100),
        },
        resources: requests(MEMORY_MIB, "50m"),
        serviceMonitor: { enabled: serviceMonitor, namespace: this.namespace },
      },
    });
  }
}
