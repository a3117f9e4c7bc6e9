import type { Arch } from "../../constructs/core/arch";
import type { KubernetesMinor } from "../../constructs/cluster/kubernetes-release";

export { KUBERNETES_MINORS, type KubernetesMinor } from "../../constructs/cluster/kubernetes-release";

/** What add-ons may know of a node. */
export interface NodeFacts {
  readonly name: string;
  readonly role: "control-plane" | "worker";
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** The NIC with the node's address, by its name in the guest. */
  readonly interface: string;
  readonly address: string;
  /** Disks of which nothing is in use, as `/dev/disk/by-id/...`. */
  readonly rawDisks: readonly string[];
  /** Whether ordinary Pods are kept off it by a taint. */
  readonly tainted: boolean;
}

/** What add-ons may know of the cluster they are for. Plain data: a chart needs no machine to be synthesized. */
export interface ClusterFacts {
  readonly name: string;
  readonly kubernetes: KubernetesMinor;
  readonly arch: Arch;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** @default cluster.local */
  readonly dnsDomain: string;
  readonly kubeProxy: "nftables" | "iptables" | "none";
  readonly runtime: "containerd" | "cri-o";
  /** Where a Pod on the host's network reaches the API server without kube-proxy. */
  readonly apiServer: { readonly host: string; readonly port: number };
  readonly nodes: readonly NodeFacts[];
}

/** Nodes that ordinary Pods run on. */
export function openNodes(nodes: readonly NodeFacts[]): NodeFacts[] {
  return nodes.filter(({ tainted }) => !tainted);
}

/** The first of them; where there is none, the first at all. */
export function firstOpenNode(nodes: readonly NodeFacts[]): NodeFacts | undefined {
  return openNodes(nodes)[0] ?? nodes[0];
}

/** Memory that a node's own processes take, in MiB: the system, kubelet and runtime; on control planes etcd and the API server too. */
const TAKEN_MIB = { "control-plane": 1400, worker: 450 } as const;

/** What is left for Pods on a node, in MiB. */
export function memoryForPods({ role, memoryMiB }: Pick<NodeFacts, "role" | "memoryMiB">): number {
  return Math.max(0, memoryMiB - TAKEN_MIB[role]);
}
