import { MetalLb, type MetalLbProps } from "../../../charts/load-balancing/metallb";
import { addonSet, networked } from "../support/cluster";
import { said } from "../support/problems";
import { stepsOf, textOf } from "../support/releases";

const metallb = (props: Partial<MetalLbProps> = {}): MetalLb => new MetalLb(addonSet(), "metallb", { addresses: ["10.20.44.200-10.20.44.220"], ...props });

test("pools come after the chart that brings their kinds, and are announced on the nodes' link alone", () => {
  const addon = metallb();
  expect(stepsOf(addon)).toEqual(["Namespace metallb-system", "chart metallb", "IPAddressPool lab", "L2Advertisement lab"]);
  expect(textOf(addon)).toContain('"interfaces":["lab0"]');
});

test("by BGP nothing is announced by ARP", () => {
  expect(stepsOf(metallb({ bgpPeers: [{ address: "10.20.44.1", asn: 64512 }] }))).toEqual(["Namespace metallb-system", "chart metallb", "IPAddressPool lab", "BGPPeer peer-0", "BGPAdvertisement lab"]);
});

test.each(["10.20.44.200", "10.20.44.220-10.20.44.200", "10.20.44.200-fd00::1", "10.20.44.0/24-1", "", "lab"])("addresses that are none are refused: %j", (range) => {
  expect(() => metallb({ addresses: ["10.20.44.0/28", range] })).toThrow(/LW1001 .*addresses\[1\]/);
});

test("an address of a node, or of the API server, is not given away", () => {
  const set = networked();
  new MetalLb(set, "metallb", { addresses: ["10.20.44.22-10.20.44.30", "10.20.44.10/32", "10.20.45.0/24"] });
  expect(said(set)).toEqual([
    "LW1210 metallb: the addresses 10.20.44.22-10.20.44.30 for Services hold 10.20.44.22, which is that of w2; an address is given away once. choose addresses of the nodes' network that no machine has",
    "LW1210 metallb: the addresses 10.20.44.10/32 for Services hold 10.20.44.10, which is that of kube-apiserver; an address is given away once. choose addresses of the nodes' network that no machine has",
  ]);
});
