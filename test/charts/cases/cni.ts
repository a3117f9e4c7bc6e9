import { Calico } from "../../../charts/cni/calico";
import { Cilium } from "../../../charts/cni/cilium";
import { Flannel } from "../../../charts/cni/flannel";
import { Multus } from "../../../charts/cni/multus";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["flannel", (set) => new Flannel(set, "flannel")],
  ["flannel with everything", (set) => new Flannel(set, "flannel", { backend: "wireguard", networkPolicy: true, mtu: 1400, nftables: true })],
  ["calico", (set) => new Calico(set, "calico")],
  ["calico with everything", (set) => new Calico(set, "calico", { encapsulation: "None", dataplane: "BPF", bgp: true, mtu: 1400, whisker: true, blockSize: 24 })],
  ["cilium", (set) => new Cilium(set, "cilium")],
  ["cilium with everything", (set) => new Cilium(set, "cilium", { routingMode: "native", hubble: true, loadBalancer: true, gatewayController: true, chained: true, encryption: true, mtu: 1400 }), { kubeProxy: "none" }],
  ["multus", (set) => new Multus(set, "multus")],
  [
    "multus with everything",
    (set) => new Multus(set, "multus", {
      networks: [
        { name: "lan", plugin: "macvlan", namespace: "apps", mode: "private", mtu: 1400, ipam: { type: "host-local", subnet: "10.20.50.0/24", rangeStart: "10.20.50.10", rangeEnd: "10.20.50.20", gateway: "10.20.50.1" } },
        { name: "own", plugin: "bridge", bridge: "br-own", isGateway: true, ipMasq: true, vlan: 7, ipam: { type: "static" } },
      ],
      memoryLimitMiB: 512,
      namespaceIsolation: true,
      logLevel: "debug",
      metricsPort: 9095,
    }),
  ],
];
