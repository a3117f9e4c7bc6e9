import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkWhole } from "../parts/checks";
import { versions } from "../versions";

export interface CalicoProps {
  /** How packets get from node to node; `None` where the nodes' network routes them. @default VXLAN */
  readonly encapsulation?: "VXLAN" | "VXLANCrossSubnet" | "IPIP" | "IPIPCrossSubnet" | "None";
  /** What moves packets inside a node. @default Iptables, or Nftables where kube-proxy uses it */
  readonly dataplane?: "Iptables" | "Nftables" | "BPF";
  /** Exchange routes by BGP, which IPIP and None need. @default true where the encapsulation needs it */
  readonly bgp?: boolean;
  /** Bytes, of packets between Pods. @default what the nodes' NIC leaves */
  readonly mtu?: number;
  /** The interface of flows, Whisker, and Goldmane, which gathers them. @default false */
  readonly whisker?: boolean;
  /**
   * Each node's Pods get addresses from blocks of this prefix length, 20 to 32.
   * @default 26
   * @example 24
   */
  readonly blockSize?: number;
}

/**
 * Calico by its operator: a Pod network, and NetworkPolicies that are enforced.
 * @see https://docs.tigera.io/calico/latest/reference/installation/api
 */
export class Calico extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: CalicoProps = {}) {
    const { encapsulation = "VXLAN", whisker = false, blockSize = 26, mtu } = props;
    const { version, chart } = versions.calico;
    super(scope, id, {
      name: "calico",
      version,
      title: verbatim("Calico"),
      namespace: { name: "tigera-operator", podSecurity: "privileged" },
      provides: ["cni", "network-policy"],
      resources: { memoryMiB: whisker ? 400 : 250, memoryPerNodeMiB: 200 },
      readiness: [
        { deployment: "tigera-operator" },
        { daemonSet: "calico-node", namespace: "calico-system" },
        { deployment: "calico-kube-controllers", namespace: "calico-system" },
      ],
    });
    checkWhole(this.node.path, { mtu });
    checkWhole(this.node.path, { blockSize }, 20, 32);
    const { cluster } = this;
    const { podCidr, kubeProxy } = cluster;
    const dataplane = props.dataplane ?? (kubeProxy === "nftables" ? "Nftables" : "Iptables");
    const needsBgp = encapsulation === "IPIP" || encapsulation === "IPIPCrossSubnet" || encapsulation === "None";
    // Since 3.32 the operator's chart no longer has them.
    new HelmRelease(this, "calico-crds", { chart: versions["calico-crds"].chart });
    new HelmRelease(this, "calico", {
      chart,
      values: () => ({
        installation: {
          cni: { type: "Calico" },
          controlPlaneReplicas: 1,
          calicoNetwork: {
            bgp: (props.bgp ?? needsBgp) ? "Enabled" : "Disabled",
            linuxDataplane: dataplane,
            mtu,
            ipPools: [{ cidr: podCidr, encapsulation, blockSize, natOutgoing: "Enabled", nodeSelector: "all()" }],
            nodeAddressAutodetectionV4: { interface: this.nodeInterface },
          },
        },
        // Without kube-proxy, or before it, the API server is reached by its own address.
        ...(dataplane === "BPF" && { kubernetesServiceEndpoint: { host: cluster.apiServer.host, port: String(cluster.apiServer.port) } }),
        goldmane: { enabled: whisker },
        whisker: { enabled: whisker },
      }),
    });
  }
}
