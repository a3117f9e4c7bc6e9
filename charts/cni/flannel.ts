import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { versions } from "../versions";

export interface FlannelProps {
  /**
   * How packets get from node to node: `vxlan` over any network, `host-gw` by plain routes where all nodes are on one link,
   * `wireguard` encrypted. It cannot be changed while the cluster runs.
   * @default vxlan
   * @see https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md
   */
  readonly backend?: "vxlan" | "host-gw" | "wireguard";
  /** Enforce NetworkPolicies, by kube-network-policies beside it: flannel itself does not. @default false */
  readonly networkPolicy?: boolean;
  /** Bytes, of packets between Pods. @default what the nodes' NIC leaves: 1450 by VXLAN on a network of 1500 */
  readonly mtu?: number;
  /** Write rules with nftables in place of iptables. @default true where kube-proxy does */
  readonly nftables?: boolean;
}

/**
 * Flannel: one flat Pod network, and no more than that. The books' first CNI.
 * @see https://github.com/flannel-io/flannel
 */
export class Flannel extends Addon {
  /** @throws LabError LW1001 for a number of bytes that is none */
  constructor(scope: Construct, id: string, props: FlannelProps = {}) {
    const { backend = "vxlan", networkPolicy = false, mtu } = props;
    const { version, chart } = versions.flannel;
    super(scope, id, {
      name: "flannel",
      version,
      title: verbatim("Flannel"),
      namespace: { name: "kube-flannel", podSecurity: "privileged" },
      provides: whereAsked({ "cni": true, "network-policy": networkPolicy }),
      resources: { memoryMiB: 0, memoryPerNodeMiB: networkPolicy ? 100 : 50 },
      readiness: [{ daemonSet: "kube-flannel-ds" }],
    });
    checkWhole(this.node.path, { mtu });
    const { podCidr, kubeProxy } = this.cluster;
    new HelmRelease(this, "flannel", {
      chart,
      values: {
        podCidr,
        flannel: {
          backend,
          mtu,
          enableNFTables: props.nftables ?? kubeProxy === "nftables",
          // With several NICs flannel would take that of the default route.
          args: ["--ip-masq", "--kube-subnet-mgr", `--iface=${this.nodeInterface}`],
        },
        netpol: { enabled: networkPolicy },
      },
    });
  }
}
