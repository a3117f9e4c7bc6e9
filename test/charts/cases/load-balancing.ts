import { MetalLb } from "../../../charts/load-balancing/metallb";
import type { Made } from "../support/addons";

export const cases: readonly Made[] = [
  ["metallb", (set) => new MetalLb(set, "metallb", { addresses: ["10.20.44.200-10.20.44.220"] })],
  ["metallb by BGP", (set) => new MetalLb(set, "metallb", { addresses: ["10.20.45.0/24", "fd00:20:45::/112"], autoAssign: false, bgpPeers: [{ address: "10.20.44.1", asn: 64512 }] })],
];
