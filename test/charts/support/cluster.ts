import { AddonSet } from "../../../charts/addon/addon-set";
import type { ClusterFacts, NodeFacts } from "../../../charts/addon/cluster-facts";
import { Flannel } from "../../../charts/cni/flannel";

const node = (name: string, address: number, facts: Partial<NodeFacts> = {}): NodeFacts => ({
  name, role: "worker", vcpus: 2, memoryMiB: 4096, interface: "lab0", address: `10.20.44.${address}`, rawDisks: [], tainted: false, ...facts,
});

/** A cluster of three machines, as far as add-ons look at it. */
export function facts(other: Partial<ClusterFacts> = {}): ClusterFacts {
  return {
    name: "k8s",
    kubernetes: "1.36",
    arch: "x86_64",
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.96.0.0/12",
    dnsDomain: "cluster.local",
    kubeProxy: "iptables",
    runtime: "containerd",
    apiServer: { host: "10.20.44.10", port: 6443 },
    nodes: [node("cp1", 11, { role: "control-plane", tainted: true }), node("w1", 21), node("w2", 22)],
    ...other,
  };
}

export function addonSet(other: Partial<ClusterFacts> = {}): AddonSet {
  return new AddonSet(facts(other));
}

/** The add-ons of a cluster that has a Pod network already. */
export function networked(other: Partial<ClusterFacts> = {}): AddonSet {
  const set = addonSet(other);
  new Flannel(set, "flannel");
  return set;
}
