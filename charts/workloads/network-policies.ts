import type { Chart } from "cdk8s";
import { Namespaces, NetworkPolicy, NetworkPolicyPort, NetworkPolicyTrafficDefault, Pods, type INetworkPolicyPeer, type Workload } from "cdk8s-plus-27";
import { Construct } from "constructs";

export interface DefaultDenyProps {
  /** Refuse what Pods send too; names are still looked up. @default false: only what they are sent */
  readonly egress?: boolean;
}

/** Refuses, in the chart's namespace, what no other policy allows. @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export class DefaultDeny extends Construct {
  readonly policy: NetworkPolicy;

  constructor(scope: Chart | Construct, id: string, { egress = false }: DefaultDenyProps = {}) {
    super(scope, id);
    const deny = { default: NetworkPolicyTrafficDefault.DENY };
    this.policy = new NetworkPolicy(this, "policy", { metadata: { name: id }, selector: Pods.all(this, "all"), ingress: deny, ...(egress && { egress: deny }) });
    if (!egress) return;
    const dns = Pods.select(this, "dns", { labels: { "k8s-app": "kube-dns" }, namespaces: Namespaces.select(this, "system", { names: ["kube-system"] }) });
    this.policy.addEgressRule(dns, [NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)]);
  }
}

export interface AllowFromProps {
  readonly to: Workload;
  /** Workloads, Pods or namespaces, or networks by NetworkPolicyIpBlock. */
  readonly from: readonly INetworkPolicyPeer[];
  /** @default all TCP ports */
  readonly port?: number;
}

/** Lets a workload be reached from these, and refuses it to all others. */
export class AllowFrom extends Construct {
  readonly policy: NetworkPolicy;

  constructor(scope: Chart | Construct, id: string, { to, from, port }: AllowFromProps) {
    super(scope, id);
    // cdk8s-plus' own range of all ports begins with 0, which the server refuses.
    const ports = [port === undefined ? NetworkPolicyPort.tcpRange(1, 65535) : NetworkPolicyPort.tcp(port)];
    this.policy = new NetworkPolicy(this, "policy", { metadata: { name: id }, selector: to, ingress: { default: NetworkPolicyTrafficDefault.DENY, rules: from.map((peer) => ({ peer, ports })) } });
  }
}
