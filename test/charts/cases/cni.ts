import { Calico } from "../../../charts/cni/calico";
import { Cilium } from "../../../charts/cni/cilium";
import { Flannel } from "../../../charts/cni/flannel";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["flannel", (set) => new Flannel(set, "flannel")],
  ["flannel with everything", (set) => new Flannel(set, "flannel", { backend: "wireguard", networkPolicy: true, mtu: 1400, nftables: true })],
  ["calico", (set) => new Calico(set, "calico")],
  ["calico with everything", (set) => new Calico(set, "calico", { encapsulation: "None", dataplane: "BPF", bgp: true, mtu: 1400, whisker: true, blockSize: 24 })],
  ["cilium", (set) => new Cilium(set, "cilium")],
  ["cilium with everything", (set) => new Cilium(set, "cilium", { routingMode: "native", hubble: true, loadBalancer: true, gatewayController: true, chained: true, encryption: true, mtu: 1400 }), { kubeProxy: "none" }],
];
