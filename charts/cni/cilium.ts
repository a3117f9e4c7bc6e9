import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { AddonSet } from "../addon/addon-set";
import { HelmRelease } from "../addon/helm-release";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { versions } from "../versions";

export interface CiliumProps {
  /** Serve Services by eBPF. @default true where the cluster has no kube-proxy */
  readonly kubeProxyReplacement?: boolean;
  /** How packets get from node to node: in a tunnel, or by routes between nodes on one link. @default tunnel */
  readonly routingMode?: "tunnel" | "native";
  /** @default vxlan */
  readonly tunnelProtocol?: "vxlan" | "geneve";
  /** Hubble: flows seen by its relay and its page. @default false */
  readonly hubble?: boolean;
  /** Announce addresses of Services on the nodes' link, in place of MetalLB. @default false */
  readonly loadBalancer?: boolean;
  /** Be a controller for Gateways, whose kinds are another add-on's. @default false */
  readonly gatewayController?: boolean;
  /** Let others stand beside it: CNI plugins, Multus or Istio's, and a mesh's proxies, which have to see the Services' addresses. @default false */
  readonly chained?: boolean;
  /** Encrypt what goes between nodes with WireGuard. @default false */
  readonly encryption?: boolean;
  /** Bytes; 0 lets it find out. @default 0 */
  readonly mtu?: number;
}

/**
 * Cilium: Pod network, NetworkPolicies and Services by eBPF.
 * @see https://docs.cilium.io/en/stable/helm-reference/
 */
export class Cilium extends Addon {
  /** Whether others may stand beside it. */
  readonly chained: boolean;

  /** @throws LabError LW1001 for a number of bytes that is none */
  constructor(scope: Construct, id: string, props: CiliumProps = {}) {
    const { routingMode = "tunnel", tunnelProtocol = "vxlan", hubble = false, loadBalancer = false, gatewayController = false, chained = false, encryption = false, mtu = 0 } = props;
    const { version, chart } = versions.cilium;
    const replacesKubeProxy = props.kubeProxyReplacement ?? AddonSet.forScope(scope).cluster.kubeProxy === "none";
    super(scope, id, {
      name: "cilium",
      version,
      title: verbatim("Cilium"),
      provides: whereAsked({ "cni": true, "network-policy": true, "service-proxy": replacesKubeProxy, "load-balancer": loadBalancer, "gateway-controller": gatewayController }),
      needs: whereAsked({ "gateway-api": gatewayController }),
      resources: { memoryMiB: hubble ? 350 : 150, memoryPerNodeMiB: 450 },
      readiness: [{ daemonSet: "cilium" }, { deployment: "cilium-operator" }, ...(hubble ? [{ deployment: "hubble-relay" }, { deployment: "hubble-ui" }] : [])],
    });
    checkWhole(this.node.path, { mtu }, 0);
    this.chained = chained;
    const { cluster } = this;
    new HelmRelease(this, "cilium", {
      chart,
      values: () => ({
        ipam: { mode: "kubernetes" },
        kubeProxyReplacement: String(replacesKubeProxy),
        k8sServiceHost: cluster.apiServer.host,
        k8sServicePort: cluster.apiServer.port,
        operator: { replicas: 1 },
        routingMode,
        tunnelProtocol: routingMode === "tunnel" ? tunnelProtocol : undefined,
        autoDirectNodeRoutes: routingMode === "native",
        ipv4NativeRoutingCIDR: routingMode === "native" ? cluster.podCidr : undefined,
        devices: [this.nodeInterface],
        MTU: mtu,
        cni: { exclusive: !chained },
        socketLB: chained && replacesKubeProxy ? { hostNamespaceOnly: true } : undefined,
        hubble: { enabled: hubble, relay: { enabled: hubble }, ui: { enabled: hubble } },
        l2announcements: { enabled: loadBalancer },
        gatewayAPI: { enabled: gatewayController },
        encryption: { enabled: encryption, type: "wireguard" },
      }),
    });
  }
}
