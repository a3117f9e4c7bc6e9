import type { Addon } from "../../../charts/addon/addon";
import type { AddonSet } from "../../../charts/addon/addon-set";
import type { ClusterFacts } from "../../../charts/addon/cluster-facts";
import { Calico } from "../../../charts/cni/calico";
import { Cilium } from "../../../charts/cni/cilium";
import { Flannel } from "../../../charts/cni/flannel";
import { MetricsServer } from "../../../charts/scaling/metrics-server";
import { addonSet } from "./cluster";

interface AddonCase {
  readonly name: string;
  readonly addon: Addon;
}

type Made = readonly [string, (set: AddonSet) => Addon, Partial<ClusterFacts>?];

/** Every add-on by itself: as it is, and with what changes most of it. */
const CASES: readonly Made[] = [
  ["flannel", (set) => new Flannel(set, "flannel")],
  ["flannel with everything", (set) => new Flannel(set, "flannel", { backend: "wireguard", networkPolicy: true, mtu: 1400, nftables: true })],
  ["calico", (set) => new Calico(set, "calico")],
  ["calico with everything", (set) => new Calico(set, "calico", { encapsulation: "None", dataplane: "BPF", bgp: true, mtu: 1400, whisker: true, blockSize: 24 })],
  ["cilium", (set) => new Cilium(set, "cilium")],
  ["cilium with everything", (set) => new Cilium(set, "cilium", { routingMode: "native", hubble: true, loadBalancer: true, gatewayController: true, chained: true, encryption: true, mtu: 1400 }), { kubeProxy: "none" }],
  ["metrics-server", (set) => new MetricsServer(set, "metrics-server")],
];

export function addonCases(): AddonCase[] {
  return CASES.map(([name, make, facts]) => ({ name, addon: make(addonSet(facts)) }));
}
