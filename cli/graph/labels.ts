import { formatBytes } from "../../constructs/core/size";
import { fill, type Language, type Text } from "../../constructs/core/text";
import type { NetworkKind } from "../../constructs/spec/lab-spec";
import type { MachineNode, NetworkNode, NicEdge, NicVlan, SegmentNode, TopologyGraph } from "./model/topology";

const MIB = 1024 * 1024;

/** VLANs of a trunk that a label names; the rest is counted. */
const TAGS_SHOWN = 6;

/** Addresses of a NIC that a label shows. */
const ADDRESSES_SHOWN = 2;

/** Interfaces of a trunk's VLANs that a label shows with their addresses. */
const VLAN_INTERFACES_SHOWN = 4;

const KINDS: Readonly<Record<NetworkKind, Text>> = {
  nat: { en: "NAT", zh: "NAT" },
  routed: { en: "routed", zh: "路由" },
  isolated: { en: "host-only", zh: "隔离（仅主机）" },
  bridged: { en: "bridged", zh: "桥接" },
  macvtap: { en: "macvtap", zh: "macvtap" },
  ovs: { en: "OVS", zh: "OVS" },
};

/** What a reader who meets a kind for the first time needs to know of it. */
const KIND_NOTES: Readonly<Record<NetworkKind, Text>> = {
  nat: { en: "machines reach out behind the host's address", zh: "虚拟机经宿主机的地址访问外部" },
  routed: { en: "the host routes, addresses stay as they are", zh: "由宿主机路由转发，地址不变" },
  isolated: { en: "machines and the host, no way out", zh: "仅虚拟机与宿主机互通，不通外部" },
  bridged: { en: "on the host's LAN, through its Linux bridge", zh: "经 Linux 网桥接入宿主机所在局域网" },
  macvtap: { en: "on the host's LAN, through its network card", zh: "经宿主机网卡直接接入局域网" },
  ovs: { en: "Open vSwitch, divided into VLANs", zh: "Open vSwitch 交换机，按 VLAN 划分" },
};

const TEXTS = {
  host: { en: "KVM host", zh: "KVM 宿主机" },
  internet: { en: "Internet", zh: "互联网" },
  lan: { en: "LAN of the host", zh: "宿主机所在局域网" },
  ovsBridge: { en: "Open vSwitch", zh: "Open vSwitch" },
  untagged: { en: "no VLAN", zh: "无 VLAN" },
  vlan: { en: "VLAN {tag}", zh: "VLAN {tag}" },
  access: { en: "access VLAN {tags}", zh: "接入 VLAN {tags}" },
  trunk: { en: "trunk {tags}", zh: "中继 {tags}" },
  trunkNative: { en: "trunk {tags} native {native}", zh: "中继 {tags} 本征 {native}" },
  more: { en: "+{count}", zh: "+{count}" },
  moreMachines: { en: "+ {count} more", zh: "另有 {count} 台" },
  notDrawn: { en: "Not drawn: {what}", zh: "未画出：{what}" },
  dhcp: { en: "DHCP", zh: "DHCP" },
  noAddress: { en: "no address", zh: "无地址" },
  manyInterfaces: { en: "names differ", zh: "名称各异" },
  vcpus: { en: "{count} vCPU", zh: "{count} vCPU" },
  memory: { en: "{size} memory", zh: "内存 {size}" },
  disk: { en: "{size} disk", zh: "磁盘 {size}" },
  disks: { en: "{size} ({count} disks)", zh: "{size}（{count} 块）" },
  nested: { en: "nested KVM", zh: "嵌套 KVM" },
  nestedNote: { en: "runs virtual machines itself", zh: "其中可再运行虚拟机" },
  machine: { en: "{count} machine", zh: "{count} 台虚拟机" },
  machines: { en: "{count} machines", zh: "{count} 台虚拟机" },
  network: { en: "{count} network", zh: "{count} 个网络" },
  networks: { en: "{count} networks", zh: "{count} 个网络" },
  untaggedNote: { en: "access port or native VLAN: untagged frames", zh: "接入端口或本征 VLAN：不带标签的帧" },
  taggedNote: { en: "trunk port: tagged frames (802.1Q)", zh: "中继端口：带标签的帧（802.1Q）" },
  topologyOf: { en: "Topology of the lab {name}", zh: "实验 {name} 的拓扑图" },
  on: { en: "{nic} on {network}", zh: "{nic} 接入 {network}" },
  list: { en: ", ", zh: "，" },
  colon: { en: ": ", zh: "：" },
  stop: { en: ". ", zh: "。" },
} as const satisfies Readonly<Record<string, Text>>;

type Word = keyof typeof TEXTS;

/** The words of a drawing in one language. */
export class Labels {
  constructor(readonly language: Language) {}

  text(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(TEXTS[word][this.language], values);
  }

  kind(kind: NetworkKind): string {
    return KINDS[kind][this.language];
  }

  /** What a segment is: its VLAN, or its network's kind, and where on the host that is. */
  segmentKind({ tag }: SegmentNode, { networkKind, through }: NetworkNode): string {
    if (tag !== undefined) return this.text("vlan", { tag });
    if (networkKind === "ovs") return this.text("untagged");
    return through === undefined ? this.kind(networkKind) : `${this.kind(networkKind)} ${through}`;
  }

  kindNote(kind: NetworkKind): string {
    return KIND_NOTES[kind][this.language];
  }

  /** The lab's title, or its name where it has none. */
  title(graph: TopologyGraph): string {
    return graph.title?.[this.language] || graph.name;
  }

  counts({ machines, networks }: { readonly machines: number; readonly networks: number }): string[] {
    return [this.text(machines === 1 ? "machine" : "machines", { count: machines }), this.text(networks === 1 ? "network" : "networks", { count: networks })];
  }

  /** What a summary leaves out; undefined where everything is drawn. */
  omitted({ omitted }: TopologyGraph): string | undefined {
    if (!omitted || (omitted.machines === 0 && omitted.networks === 0)) return undefined;
    const [machines, networks] = this.counts(omitted);
    const what = [...(omitted.machines > 0 ? [machines] : []), ...(omitted.networks > 0 ? [networks] : [])];
    return this.text("notDrawn", { what: what.join(this.text("list")) });
  }

  memory({ memoryMiB }: MachineNode): string {
    return formatBytes(memoryMiB * MIB);
  }

  /** The disks: `10 GiB`, `10 + 20 GiB`, and where there are more their sum and number. */
  disk({ disks }: MachineNode): string {
    const sizes = disks.map(formatBytes);
    const total = formatBytes(disks.reduce((sum, bytes) => sum + bytes, 0));
    if (disks.length > 2) return this.text("disks", { size: total, count: disks.length });
    const [root = total, data] = sizes;
    const unit = / .*/.exec(data ?? "")?.[0] ?? "";
    return data === undefined ? root : `${root.endsWith(unit) ? root.slice(0, -unit.length) : root} + ${data}`;
  }

  /** A group's further members, after the names that are shown. */
  moreMembers({ members }: MachineNode): string | undefined {
    const count = members ? members.count - members.names.length : 0;
    return count > 0 ? this.text("moreMachines", { count }) : undefined;
  }

  /** The machine's resources in words, for where there are no icons. */
  resources(machine: MachineNode): [compute: string, storage: string] {
    const compute = [this.text("vcpus", { count: machine.vcpus }), this.text("memory", { size: this.memory(machine) })];
    return [compute.join(this.text("list")), this.text("disk", { size: this.disk(machine) })];
  }

  vlan({ mode, tags, native }: NicVlan): string {
    const shown = tags.slice(0, TAGS_SHOWN).join(",");
    const list = tags.length > TAGS_SHOWN ? `${shown},${this.text("more", { count: tags.length - TAGS_SHOWN })}` : shown;
    if (mode === "access") return this.text("access", { tags: list });
    return native === undefined ? this.text("trunk", { tags: list }) : this.text("trunkNative", { tags: list, native });
  }

  /** Addresses of a NIC as lines of a label. Empty where their absence says nothing: groups, and trunks (their VLANs have them). */
  addresses(nic: NicEdge, group: boolean): string[] {
    if (nic.addresses.length === 0) {
      if (nic.addressing === "dhcp") return [this.text("dhcp")];
      return group || nic.vlan?.mode === "trunk" ? [] : [this.text("noAddress")];
    }
    return this.first(nic.addresses, ADDRESSES_SHOWN);
  }

  /** The guest's interfaces on a trunk's VLANs: `trunk.10 10.20.4.11`. */
  private vlanAddresses({ vlanInterfaces }: NicEdge): string[] {
    const lines = vlanInterfaces.map(({ name, addresses }) => [name, ...this.first(addresses, 1)].join(" "));
    return this.first(lines, VLAN_INTERFACES_SHOWN);
  }

  /** The first of several, and how many more there are. */
  private first(all: readonly string[], limit: number): string[] {
    const shown = all.slice(0, limit);
    const hidden = all.length - shown.length;
    return shown.map((one, index) => (index === limit - 1 && hidden > 0 ? `${one} ${this.text("more", { count: hidden })}` : one));
  }

  /** A NIC in words, one item for each line. */
  nic(nic: NicEdge, group: boolean): string[] {
    const name = nic.interfaceName ?? this.text("manyInterfaces");
    return [name, ...this.addresses(nic, group), ...(nic.vlan ? [this.vlan(nic.vlan)] : []), ...this.vlanAddresses(nic)];
  }
}
