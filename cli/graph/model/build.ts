import type { LabSpec, MachineSpec, NetworkKind, NetworkSpec, NicSpec } from "../../../constructs/spec/lab-spec";
import { groupBy } from "./group-by";
import { plainText } from "./plain-text";
import type { BridgeNode, MachineNode, NetworkNode, NicEdge, OutsideNode, SegmentNode, TopologyGraph, UplinkEdge } from "./topology";

/** Where frames of a network can leave the host, if anywhere. */
const OUTSIDE: Readonly<Record<NetworkKind, OutsideNode["id"] | undefined>> = {
  nat: "internet",
  routed: "lan",
  bridged: "lan",
  macvtap: "lan",
  isolated: undefined,
  ovs: undefined,
};

/** The topology of a lab, every machine in it. */
export function buildTopology(spec: LabSpec): TopologyGraph {
  const bridges = new Bridges(spec);
  const nicsOn = groupBy(spec.machines.flatMap((machine) => machine.nics), (nic) => nic.network);
  const networks = spec.networks.map((network, index) => networkNode(network, `n${index}`, bridges, nicsOn.get(network.name) ?? []));
  const byName = new Map(spec.networks.map((network, index) => [network.name, { spec: network, node: networks[index] as NetworkNode }]));
  const machines = spec.machines.map((machine, index) => machineNode(spec, machine, `m${index}`));
  const nics = spec.machines.flatMap((machine, index) => machine.nics.flatMap((nic) => {
    const network = byName.get(nic.network);
    return network ? [nicEdge(nic, `m${index}`, network.spec, network.node)] : [];
  }));
  const uplinks = networks.flatMap((network): UplinkEdge[] => {
    const outside = OUTSIDE[network.networkKind];
    return outside ? network.segments.map(({ id }) => ({ kind: "uplink", segment: id, outside })) : [];
  });
  const outsides = (["internet", "lan"] as const).filter((id) => uplinks.some(({ outside }) => outside === id));
  return {
    labId: spec.id,
    name: plainText(spec.name),
    title: spec.title && { en: plainText(spec.title.en), zh: plainText(spec.title.zh) },
    counts: { machines: spec.machines.length, networks: spec.networks.length },
    host: { kind: "host", name: plainText(spec.host.name), uri: plainText(spec.host.uri), arch: spec.arch },
    outsides: outsides.map((id) => ({ kind: "outside", id })),
    bridges: bridges.nodes,
    networks, machines, nics, uplinks,
  };
}

/** OVS bridges: those the lab makes, and those of the host that a network names. */
class Bridges {
  readonly nodes: BridgeNode[];
  private readonly ids = new Map<string, string>();

  constructor(spec: LabSpec) {
    this.nodes = spec.bridges.map((bridge, index) => {
      this.ids.set(bridge.hostName, `b${index}`);
      // A bridge that a network made for itself is known by the network's name.
      const owner = spec.networks.find((network) => bridge.path.startsWith(`${network.path}/`));
      return { kind: "bridge", id: `b${index}`, name: plainText(owner?.name ?? bridge.name), hostName: plainText(bridge.hostName), datapath: bridge.datapath };
    });
  }

  /** Id of the bridge that a network is on. */
  of(network: NetworkSpec): string {
    const hostName = network.bridge ?? network.hostName;
    const known = this.ids.get(hostName);
    if (known !== undefined) return known;
    const id = `b${this.nodes.length}`;
    this.ids.set(hostName, id);
    this.nodes.push({ kind: "bridge", id, name: plainText(hostName) });
    return id;
  }
}

function networkNode(network: NetworkSpec, id: string, bridges: Bridges, nics: readonly NicSpec[]): NetworkNode {
  const through = network.kind === "bridged" ? network.bridge : network.device;
  return {
    kind: "network",
    id,
    name: plainText(network.name),
    networkKind: network.kind,
    through: through === undefined ? undefined : plainText(through),
    bridge: network.kind === "ovs" ? bridges.of(network) : undefined,
    cidrs: network.subnets.map(({ cidr }) => plainText(cidr)),
    segments: segments(network, id, nics),
  };
}

function segments(network: NetworkSpec, id: string, nics: readonly NicSpec[]): SegmentNode[] {
  const vlans = network.vlans.map((vlan): SegmentNode => ({
    kind: "segment", id: vlanSegment(id, vlan.tag), network: id, name: plainText(vlan.name), tag: vlan.tag,
    cidrs: vlan.subnets.map(({ cidr }) => plainText(cidr)),
  }));
  // An OVS network has frames without a tag only where a port lets them in.
  const untagged = vlans.length === 0 || nics.some((nic) => !linksOf(nic, network, id).some((link) => link.segment !== id));
  const plain: SegmentNode = { kind: "segment", id, network: id, name: plainText(network.name), cidrs: network.subnets.map(({ cidr }) => plainText(cidr)) };
  return untagged ? [...vlans, plain] : vlans;
}

function machineNode(spec: LabSpec, machine: MachineSpec, id: string): MachineNode {
  const file = machine.disks.find((disk) => disk.image !== undefined)?.image;
  const image = spec.images.find((candidate) => candidate.fileName === file)?.name;
  return {
    kind: "machine", id,
    name: plainText(machine.name),
    vcpus: machine.vcpus,
    memoryMiB: machine.memoryMiB,
    disks: machine.disks.map((disk) => disk.bytes),
    image: image === undefined ? undefined : plainText(image),
    nested: machine.nestedVirtualization,
  };
}

function nicEdge(nic: NicSpec, machine: string, network: NetworkSpec, node: NetworkNode): NicEdge {
  const tagOf = new Map(network.vlans.map((vlan) => [vlan.name, vlan.tag]));
  const tags = (nic.vlan?.vlans ?? []).flatMap((name) => tagOf.get(name) ?? []);
  return {
    kind: "nic",
    machine,
    network: node.id,
    interfaceName: plainText(nic.name),
    addressing: nic.addressing,
    addresses: nic.addresses.map(withoutPrefix),
    vlanInterfaces: (nic.vlanInterfaces ?? []).map(({ name, addresses }) => ({ name: plainText(name), addresses: addresses.map(withoutPrefix) })),
    vlan: nic.vlan && { mode: nic.vlan.mode, tags, native: nic.vlan.native === undefined ? undefined : tagOf.get(nic.vlan.native) },
    links: linksOf(nic, network, node.id),
  };
}

function withoutPrefix(address: string): string {
  return plainText(address.replace(/\/.*/s, ""));
}

function linksOf(nic: NicSpec, network: NetworkSpec, id: string): NicEdge["links"] {
  const wanted = new Set([...(nic.vlan?.vlans ?? []), ...(nic.vlan?.native === undefined ? [] : [nic.vlan.native])]);
  const links = network.vlans.filter((vlan) => wanted.has(vlan.name)).map((vlan) => ({
    segment: vlanSegment(id, vlan.tag),
    tagged: nic.vlan?.mode === "trunk" && nic.vlan.native !== vlan.name,
  }));
  return links.length > 0 ? links : [{ segment: id, tagged: false }];
}

function vlanSegment(network: string, tag: number): string {
  return `${network}v${tag}`;
}
