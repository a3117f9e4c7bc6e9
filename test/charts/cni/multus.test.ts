import { inOrder } from "../../../charts/addon/order";
import { objectsOf } from "../../../charts/addon/object-problems";
import { Cilium } from "../../../charts/cni/cilium";
import { Flannel } from "../../../charts/cni/flannel";
import { Multus, type MultusProps } from "../../../charts/cni/multus";
import type { NetworkAttachmentProps } from "../../../charts/cni/network-attachment";
import { addonSet } from "../support/cluster";
import { kindsOf, objectOf, podsOf } from "../support/objects";
import { said } from "../support/problems";
import { textOf } from "../support/releases";

const multus = (props: MultusProps = {}): Multus => new Multus(addonSet(), "multus", props);

/** The configuration that a network's definition carries. */
function configOf(network: NetworkAttachmentProps): unknown {
  const { spec } = objectOf<{ readonly spec: { readonly config: string } }>(multus({ networks: [network] }), "NetworkAttachmentDefinition");
  return JSON.parse(spec.config);
}

test("the definition is first, and networks are last", () => {
  expect(kindsOf(multus({ networks: [{ name: "lan", plugin: "macvlan" }] }))).toEqual(["CustomResourceDefinition", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "ConfigMap", "DaemonSet", "NetworkAttachmentDefinition"]);
});

test("it comes after the Pod network, whose configuration it goes by", () => {
  const set = addonSet();
  new Multus(set, "multus");
  new Flannel(set, "flannel");
  expect(said(set)).toEqual([]);
  expect(inOrder(set).map(({ node }) => node.id)).toEqual(["flannel", "multus"]);
});

test("beside Cilium it needs Cilium to be chained, in whichever order they are declared", () => {
  const wrong = ["LW1208 multus: Multus needs a Pod network that lets others stand beside it, and Cilium does not by itself; it would not work without. set `chained: true` for Cilium"];
  const late = addonSet();
  new Multus(late, "multus");
  new Cilium(late, "cilium");
  expect(said(late)).toEqual(wrong);
  const early = addonSet();
  new Cilium(early, "cilium");
  new Multus(early, "multus");
  expect(said(early)).toEqual(wrong);
  const chained = addonSet();
  new Cilium(chained, "cilium", { chained: true });
  new Multus(chained, "multus");
  expect(said(chained)).toEqual([]);
});

test("the image is that of the release, and never the moving one of its manifest", () => {
  const text = JSON.stringify(objectsOf(multus()));
  expect(text.match(/"image":"[^"]*"/g)).toEqual(Array(2).fill('"image":"ghcr.io/k8snetworkplumbingwg/multus-cni:v4.3.0-thick"'));
});

test("the node's binaries are where they are on the node, and its root is seen as it changes", () => {
  const [{ volumeMounts }] = podsOf(multus(), "DaemonSet").spec.containers;
  expect(volumeMounts).toEqual(expect.arrayContaining([{ name: "cnibin", mountPath: "/opt/cni/bin" }, { name: "hostroot", mountPath: "/hostroot", mountPropagation: "HostToContainer" }]));
});

test("a macvlan is on the nodes' NIC unless another is named", () => {
  expect(configOf({ name: "lan", plugin: "macvlan" })).toEqual({ cniVersion: "0.3.1", name: "lan", type: "macvlan", master: "lab0", mode: "bridge", ipam: {} });
  expect(configOf({ name: "lan", plugin: "macvlan", master: "enp2s0", mode: "vepa", mtu: 1400 })).toEqual({ cniVersion: "0.3.1", name: "lan", type: "macvlan", master: "enp2s0", mode: "vepa", mtu: 1400, ipam: {} });
});

test("a bridge, with addresses that Pods bring", () => {
  expect(configOf({ name: "own", plugin: "bridge", bridge: "br0", vlan: 7, ipam: { type: "static" } })).toEqual({
    cniVersion: "0.3.1", name: "own", type: "bridge", bridge: "br0", isGateway: false, ipMasq: false, vlan: 7, capabilities: { ips: true }, ipam: { type: "static" },
  });
});

test("addresses that each node gives away", () => {
  const ipam = { type: "host-local", subnet: "10.20.50.0/24", rangeStart: "10.20.50.10", rangeEnd: "10.20.50.20", gateway: "10.20.50.1" } as const;
  expect(configOf({ name: "lan", plugin: "macvlan", ipam })).toEqual(expect.objectContaining({ ipam }));
});

test.each<[string, NetworkAttachmentProps, RegExp]>([
  ["a network that is none", { name: "lan", plugin: "macvlan", ipam: { type: "host-local", subnet: "10.20.50.0-10.20.50.9" } }, /LW1001 multus\/daemon\/network-default-lan: .*ipam\.subnet/],
  ["an address outside of it", { name: "lan", plugin: "macvlan", ipam: { type: "host-local", subnet: "10.20.50.0/24", gateway: "10.20.51.1" } }, /LW1001.*ipam\.gateway.*10\.20\.50\.0\/24/],
  ["a bridge's name that the kernel refuses", { name: "own", plugin: "bridge", bridge: "bridge-of-sixteen" }, /LW1001.*bridge/],
  ["a NIC that is none", { name: "own", plugin: "macvlan", master: "" }, /LW1001.*master/],
])("%s is refused", (_, network, message) => expect(() => multus({ networks: [network] })).toThrow(message));

test.each([49, Number.NaN])("%p MiB are too little", (memoryLimitMiB) => expect(() => multus({ memoryLimitMiB })).toThrow(/LW1001 multus: .*memoryLimitMiB/));

test("Cilium that replaces kube-proxy leaves Services to proxies inside Pods where it is chained", () => {
  const socketLb = (chained: boolean, kubeProxy: "none" | "iptables"): boolean => textOf(new Cilium(addonSet({ kubeProxy }), "cilium", { chained })).includes('"socketLB":{"hostNamespaceOnly":true}');
  expect([socketLb(true, "none"), socketLb(true, "iptables"), socketLb(false, "none")]).toEqual([true, false, false]);
});
