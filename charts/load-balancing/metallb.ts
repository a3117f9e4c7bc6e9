import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { bgpAdvertisement, bgpPeer, ipAddressPool, l2Advertisement } from "../crd/metallb";
import { versions } from "../versions";
import { AddressRange } from "./address-range";

/** A router that is told by BGP where the addresses are. */
export interface BgpPeer {
  readonly address: string;
  /** Number of the router's autonomous system. */
  readonly asn: number;
  /** Number of the cluster's. @default the router's, which makes it internal BGP */
  readonly myAsn?: number;
}

export interface MetalLbProps {
  /**
   * Addresses on the nodes' network that nothing else has, outside what its DHCP server leases: a range or a network each.
   * @example ["10.20.44.200-10.20.44.220"]
   * @example ["10.20.44.208/28"]
   */
  readonly addresses: readonly string[];
  /** Whether Services get an address without asking for this pool. @default true */
  readonly autoAssign?: boolean;
  /**
   * Announce by BGP to these, in place of answering ARP and NDP on the nodes' link.
   * @default []
   * @example [{"address":"10.20.44.1","asn":64512,"myAsn":64513}]
   */
  readonly bgpPeers?: readonly BgpPeer[];
}

/**
 * MetalLB: addresses for Services of type LoadBalancer where no cloud gives them.
 * @see https://metallb.io/configuration/
 */
export class MetalLb extends Addon {
  private readonly ranges: readonly { readonly text: string; readonly range: AddressRange }[];

  /** @throws LabError LW1001 for addresses that are none */
  constructor(scope: Construct, id: string, props: MetalLbProps) {
    const { addresses, autoAssign = true, bgpPeers = [] } = props;
    const { version, chart } = versions.metallb;
    const byBgp = bgpPeers.length > 0;
    super(scope, id, {
      name: "metallb",
      version,
      title: verbatim("MetalLB"),
      namespace: { name: "metallb-system", podSecurity: "privileged" },
      provides: ["load-balancer"],
      resources: { memoryMiB: 100, memoryPerNodeMiB: byBgp ? 250 : 60 },
      readiness: [{ deployment: "metallb-controller" }, { daemonSet: "metallb-speaker" }],
    });
    this.ranges = addresses.map((text, index) => ({ text, range: AddressRange.parse(text, `addresses[${index}]`, this.node.path) }));
    // The chart brings FRR for BGP, which takes 150 MiB a node and does nothing where ARP is answered.
    new HelmRelease(this, "metallb", { chart, values: { frrk8s: { enabled: byBgp }, speaker: { frr: { enabled: false } } } });
    const pools = this.chart("pools");
    new CustomObject(pools, "pool", ipAddressPool, { name: "lab" }, { spec: { addresses, autoAssign } });
    if (!byBgp) new CustomObject(pools, "l2", l2Advertisement, { name: "lab" }, { spec: { ipAddressPools: ["lab"], interfaces: [this.nodeInterface] } });
    bgpPeers.forEach(({ address, asn, myAsn = asn }, index) => {
      new CustomObject(pools, `peer-${index}`, bgpPeer, { name: `peer-${index}` }, { spec: { peerAddress: address, peerASN: asn, myASN: myAsn } });
    });
    if (byBgp) new CustomObject(pools, "bgp", bgpAdvertisement, { name: "lab" }, { spec: { ipAddressPools: ["lab"] } });
  }

  override problems(): readonly Problem[] {
    const taken = [...this.cluster.nodes, { name: "kube-apiserver", address: this.cluster.apiServer.host }];
    return this.ranges.flatMap(({ text, range }) => taken.filter(({ address }) => range.holds(address)).map(({ name, address }): Problem => ({ code: "LW1210", path: this.node.path, values: { range: text, address, name } })));
  }
}
