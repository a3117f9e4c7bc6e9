import { deliveryOf } from "../../../charts/addon/delivery";
import { addonProblems } from "../../../charts/addon/addon-problems";
import { Flannel } from "../../../charts/cni/flannel";
import { MetalLb, type MetalLbProps } from "../../../charts/load-balancing/metallb";
import { formatProblem } from "../../../constructs/core/lab-error";
import { addonSet } from "../support/cluster";

const metallb = (props: Partial<MetalLbProps> = {}): MetalLb => new MetalLb(addonSet(), "metallb", { addresses: ["10.20.44.200-10.20.44.220"], ...props });

const objects = (addon: MetalLb): string[] => deliveryOf(addon).steps.flatMap((step) => (step.type === "objects" ? step.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`) : [step.type]));

test("pools come after the chart that brings their kinds, and are announced on the nodes' link alone", () => {
  const addon = metallb();
  expect(objects(addon)).toEqual(["Namespace metallb-system", "helm", "IPAddressPool lab", "L2Advertisement lab"]);
  expect(JSON.stringify(deliveryOf(addon).steps)).toContain('"interfaces":["lab0"]');
});

test("by BGP nothing is announced by ARP", () => {
  expect(objects(metallb({ bgpPeers: [{ address: "10.20.44.1", asn: 64512 }] }))).toEqual(["Namespace metallb-system", "helm", "IPAddressPool lab", "BGPPeer peer-0", "BGPAdvertisement lab"]);
});

test.each(["10.20.44.200", "10.20.44.220-10.20.44.200", "10.20.44.200-fd00::1", "10.20.44.0/24-1", "", "lab"])("addresses that are none are refused: %j", (range) => {
  expect(() => metallb({ addresses: ["10.20.44.0/28", range] })).toThrow(/LW1001 .*addresses\[1\]/);
});

test("an address of a node, or of the API server, is not given away", () => {
  const set = addonSet();
  new Flannel(set, "flannel");
  new MetalLb(set, "metallb", { addresses: ["10.20.44.22-10.20.44.30", "10.20.44.10/32", "10.20.45.0/24"] });
  expect(addonProblems(set).map((problem) => formatProblem(problem))).toEqual([
    "LW1210 metallb: the addresses 10.20.44.22-10.20.44.30 for Services hold 10.20.44.22, which is that of w2; an address is given away once. choose addresses of the nodes' network that no machine has",
    "LW1210 metallb: the addresses 10.20.44.10/32 for Services hold 10.20.44.10, which is that of kube-apiserver; an address is given away once. choose addresses of the nodes' network that no machine has",
  ]);
});
