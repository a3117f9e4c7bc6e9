import { contextKeys, contextValue } from "../../constructs/core/context";
import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine, type MachineProps } from "../../constructs/machine/machine";
import { BridgedNetwork } from "../../constructs/network/bridged-network";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { MacvtapNetwork } from "../../constructs/network/macvtap-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import { OvsNetwork } from "../../constructs/network/ovs-network";
import type { Text } from "../../constructs/core/text";
import type { LabStack } from "../../stacks/lab-stack";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, qemuPackage } from "../conventions";

const SWITCHES = ["openvswitch-switch", "bridge-utils"];

/** The same place on every network, counted from its first address so that it moves with the subnet base. */
const ADDRESS = { net1: 11, net2: 12 };

export const chapter: ChapterDefinition = {
  id: "pinnacle/14",
  book: "pinnacle",
  title: { en: "Networking: Connecting the Virtualized and Containerized World", zh: "网络：连接虚拟化与容器世界" },
  summary: {
    en: "Two machines on the same four networks, each of them another way to connect a machine: NAT, host-only, bridged, and VLANs of Open vSwitch. Compare them side by side.",
    zh: "两台虚拟机同时接入四个网络，分别采用 NAT、仅主机（Host-only）、桥接和 Open vSwitch VLAN 四种联网方式，便于逐一对照。",
  },
  sections: [
    { number: "14.1", title: { en: "Virtual network basics: virtual switches (Linux bridge, Open vSwitch)", zh: "虚拟网络基础：虚拟交换机 (Linux Bridge, Open vSwitch)" } },
    { number: "14.2", title: { en: "VM network modes in depth: bridged, NAT, host-only", zh: "虚拟机网络模式深入：Bridged, NAT, Host-only" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [
    {
      name: "bridge",
      summary: {
        en: "`lan` is the host's bridge br0; net1 is a KVM host itself, so that each mode can also be built by hand in it (4 GiB of memory)",
        zh: "`lan` 使用宿主机的网桥 br0；net1 本身也是 KVM 宿主机，可在其中手工搭建每种模式（内存 4 GiB）",
      },
      notes: [needsBridge()],
    },
    {
      name: "macvtap",
      summary: { en: "As `bridge`, but `lan` sits on a NIC of the host by macvtap, without a bridge (4 GiB of memory)", zh: "与 `bridge` 相同，但 `lan` 通过 macvtap 直接使用宿主机网卡，无需网桥（内存 4 GiB）" },
      notes: [
        {
          en: "macvtap needs a wired NIC: most access points drop frames with a second MAC address. eth0 is taken unless `uplink` in labwright.config.json names another.",
          zh: "macvtap 需要有线网卡：大多数无线接入点会丢弃带有第二个 MAC 地址的帧。默认使用 eth0，可在 labwright.config.json 中用 `uplink` 指定其他网卡。",
        },
        {
          en: "The two machines reach each other over macvtap, but the host itself reaches neither of them: that is macvtap's nature, not a fault.",
          zh: "通过 macvtap，两台虚拟机可以互通，但宿主机无法访问它们：这是 macvtap 的固有特性，并非故障。",
        },
      ],
    },
    {
      name: "small",
      summary: {
        en: "For a small host: the four networks are tried by ping, and net1 runs no machines of its own (1.5 GiB of memory)",
        zh: "适合配置较低的宿主机：仍可用 ping 体验四种网络，但 net1 不再运行嵌套虚拟机（内存 1.5 GiB）",
      },
      notes: [needsBridge()],
    },
  ],
  notes: [
    {
      en: "net1 ends in .11 and net2 in .12 on `mgmt`, `hostonly` and `lan`; `ip -br address` shows every address. On `mgmt` (NAT) the machines reach the outside and are not reached from there; on `hostonly` there are only they and the host; on `lan` they are computers like any other on the bridge's LAN.",
      zh: "在 `mgmt`、`hostonly` 和 `lan` 上，net1 的地址以 .11 结尾，net2 以 .12 结尾；`ip -br address` 可查看全部地址。在 `mgmt`（NAT）上，虚拟机能访问外部，外部不能访问虚拟机；在 `hostonly` 上只有虚拟机与宿主机；在 `lan` 上，虚拟机与该局域网中的其他计算机地位相同。",
    },
    {
      en: "net1 is on a trunk port with trunk.10 and trunk.20, net2 on an access port of VLAN 10. From net1, `ping -I trunk.10` to net2's address on `vlan10` is answered, `ping -I trunk.20` is not.",
      zh: "net1 接在 trunk 端口上，有 trunk.10 和 trunk.20 两个子接口；net2 接在 VLAN 10 的 access 端口上。在 net1 上 ping net2 的 `vlan10` 地址：`ping -I trunk.10` 有应答，`ping -I trunk.20` 则没有。",
    },
    {
      en: "Sections 14.3 to 14.6 (CNI, pod and service networks, service mesh, network policies) need a Kubernetes cluster. Its machines cp1 and w1 are not part of this environment yet.",
      zh: "14.3 至 14.6 节（CNI、Pod 与 Service 网络、服务网格、网络策略）需要 Kubernetes 集群，其虚拟机 cp1 和 w1 尚未包含在本实验环境中。",
    },
  ],
  build(lab, variant) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.56.0/24" });
    const hostonly = new IsolatedNetwork(lab, "hostonly", { cidr: "10.20.57.0/24" });
    const lan = variant === "macvtap" ? macvtapLan(lab) : new BridgedNetwork(lab, "lan", { bridge: "br0", cidr: "10.20.58.0/24" });
    const trunk = new OvsNetwork(lab, "trunk", {
      vlans: { vlan10: { tag: 10, cidr: "10.20.59.0/25" }, vlan20: { tag: 20, cidr: "10.20.59.128/25" } },
    });
    const { net1, net2 } = ADDRESS;
    // mgmt comes first: it alone leads out, and it is what SSH uses.
    new Machine(lab, "net1", {
      ...(variant === "small" ? smallHost() : nestedHost(lab)),
      networks: [...[mgmt, hostonly, lan].map((network) => network.attach({ address: net1 })), trunk.trunk(["vlan10", "vlan20"], { subinterfaces: { vlan10: net1, vlan20: net1 } })],
    });
    new Machine(lab, "net2", {
      image: Image.debian12(),
      vcpus: 1,
      memory: variant === "small" ? Size.mebibytes(512) : Size.gibibytes(1),
      disk: Size.gibibytes(5),
      networks: [...[mgmt, hostonly, lan].map((network) => network.attach({ address: net2 })), trunk.access("vlan10", { address: net2 })],
    });
  },
};

function macvtapLan(lab: LabStack): MacvtapNetwork {
  return new MacvtapNetwork(lab, "lan", { device: contextValue<string>(lab.node, contextKeys.uplink) ?? "eth0", cidr: "10.20.58.0/24" });
}

// cnitool, which calls a CNI plugin by hand, is no Debian package: it comes with section 14.3.
function nestedHost(lab: LabStack): MachineProps {
  return {
    image: Image.debian12(),
    vcpus: 2,
    memory: Size.mebibytes(3072),
    disk: Size.gibibytes(25),
    nestedVirtualization: true,
    cloudInit: { packages: [...SWITCHES, "libvirt-daemon-system", qemuPackage(lab.arch), "containernetworking-plugins"] },
  };
}

function smallHost(): MachineProps {
  return { image: Image.debian12(), vcpus: 1, memory: Size.gibibytes(1), disk: Size.gibibytes(10), cloudInit: { packages: SWITCHES } };
}

function needsBridge(): Text {
  return {
    en: "Your host needs the Linux bridge br0. An empty one will do: `sudo ip link add br0 type bridge && sudo ip link set br0 up`. With a wired NIC of the host as its port, the machines are on your LAN.",
    zh: "宿主机上须有 Linux 网桥 br0。空网桥即可：`sudo ip link add br0 type bridge && sudo ip link set br0 up`。若把宿主机的有线网卡加入该网桥，虚拟机就接入了你的局域网。",
  };
}
