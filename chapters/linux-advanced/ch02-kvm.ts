import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { BridgedNetwork } from "../../constructs/network/bridged-network";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { LabStack } from "../../stacks/lab-stack";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, qemuPackage } from "../conventions";
import { guestBridge } from "../guest-bridge";
import { tinyGuest, TINY_PACKAGES } from "../tiny-guest";
import { tinyNotes } from "../tiny-notes";
import { exercises } from "./ch02-exercises";

const MGMT = "10.23.4.0/24";
const LAN = "10.23.5.0/24";

/** Addresses are counted from a network's first, so that they move with the subnet base. */
const ADDRESS = 11;

export const chapter: ChapterDefinition = {
  id: "linux-advanced/2",
  book: "linux-advanced",
  title: { en: "KVM virtualization", zh: "KVM虚拟化" },
  summary: {
    en: "The book's machine vmtest1 (1024 MB of memory, 1 vCPU, a 10 GB disk, the bridge br0, a VNC console) on KVM, with virtio devices.",
    zh: "书中的虚拟机 vmtest1：1024 MB 内存、1 个 vCPU、10 GB 磁盘，接入网桥 br0，带 VNC 控制台，在 KVM 上运行并全部使用 virtio 设备。",
  },
  sections: [
    { number: "2.2.2.3", title: { en: "Example and practice", zh: "示例和实践" } },
    { number: "2.2.2.4", title: { en: "CPU virtualization", zh: "CPU虚拟化" } },
    { number: "2.2.2.5", title: { en: "Storage virtualization", zh: "存储虚拟化" } },
    { number: "2.2.2.6", title: { en: "Network virtualization", zh: "网络虚拟化" } },
    { number: "2.2.2.7", title: { en: "Notes and tips", zh: "注意事项和技巧" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [
    {
      name: "declared",
      summary: { en: "vmtest1 declared as code, on your own KVM host (1 GiB of memory)", zh: "以代码声明 vmtest1，直接运行在你自己的 KVM 宿主机上（内存 1 GiB）" },
      notes: [
        {
          en: "Your host needs the Linux bridge br0. An empty one will do: `sudo ip link add br0 type bridge && sudo ip link set br0 up`. With a wired NIC of the host as a port of br0, vmtest1 is on your LAN.",
          zh: "宿主机上须有 Linux 网桥 br0。空网桥即可：`sudo ip link add br0 type bridge && sudo ip link set br0 up`。若把宿主机的有线网卡加入 br0，vmtest1 就接入了你的局域网。",
        },
        {
          en: "The exercises are in the variant `nested`.",
          zh: "练习在变体 `nested` 中。",
        },
        {
          en: "vmtest1 starts from Debian 12's cloud image instead of the book's CentOS ISO: CentOS Linux has reached its end of life, and an image needs no installation.",
          zh: "vmtest1 由 Debian 12 云镜像启动，而不是书中的 CentOS 安装光盘：CentOS Linux 已停止维护，而云镜像无需安装。",
        },
      ],
    },
    {
      name: "nested",
      summary: {
        en: "The KVM host kvm1 with its bridge br0, in which you make vmtest1 by hand as the book does (4 GiB of memory)",
        zh: "提供带网桥 br0 的 KVM 宿主机 kvm1，由你在其中按书中步骤手工创建 vmtest1（内存 4 GiB）",
      },
      notes: [
        ...tinyNotes,
        {
          en: "Your host allows nested virtualization where `cat /sys/module/kvm_*/parameters/nested` says Y or 1.",
          zh: "若 `cat /sys/module/kvm_*/parameters/nested` 显示 Y 或 1，宿主机即已启用嵌套虚拟化。",
        },
        {
          en: "To install a system as the book does, bring your own ISO (CentOS Stream, AlmaLinux or the like) and copy it to /root/centos.iso on kvm1. The exercises do not need it.",
          zh: "若要像书中那样安装系统，请自备安装光盘镜像（CentOS Stream、AlmaLinux 等均可），并复制到 kvm1 的 /root/centos.iso。练习不需要它。",
        },
        {
          en: "Two of the book's options have aged: write `--os-variant rhel7.0` instead of `rhel7`, which virt-install 4.1 refuses, and leave out `--os-type`, which has no effect any more.",
          zh: "书中有两个参数已过时：virt-install 4.1 不接受 `rhel7`，请改用 `--os-variant rhel7.0`；`--os-type` 已不起作用，可以省略。",
        },
      ],
    },
  ],
  notes: [
    {
      en: "The book's `--graphics vnc,password=123456` leaves the password in clear text in the shell's history and in the domain's XML. Keep VNC on 127.0.0.1. The vmtest1 declared here is locked until `labwright console --vnc` sets a password; that password is stored nowhere.",
      zh: "书中的 `--graphics vnc,password=123456` 会把明文密码留在 shell 历史和域 XML 中，VNC 应只监听 127.0.0.1。以代码声明的 vmtest1 启动后处于锁定状态，直到 `labwright console --vnc` 设置密码；该密码不会保存在任何地方。",
    },
  ],
  exercises,
  build(lab, variant) {
    if (variant === "nested") buildNested(lab);
    else buildDeclared(lab);
  },
};

function buildDeclared(lab: LabStack): void {
  // br0 is the host's, which need not have an address of ours on it: SSH comes in through a network that is the lab's.
  const mgmt = new NatNetwork(lab, "mgmt", { cidr: MGMT });
  const lan = new BridgedNetwork(lab, "lan", { bridge: "br0", cidr: LAN });
  new Machine(lab, "vmtest1", {
    image: Image.debian12(),
    vcpus: 1,
    memory: Size.mebibytes(1024),
    disk: Size.gibibytes(10),
    graphics: "vnc",
    networks: [mgmt.attach({ address: ADDRESS }), lan.attach({ address: ADDRESS })],
  });
}

function buildNested(lab: LabStack): void {
  const mgmt = new NatNetwork(lab, "mgmt", { cidr: MGMT });
  // br0 is inside kvm1 here, so the reader's laptop needs no bridge. libvirt's DHCP server on this network plays the
  // LAN's: vmtest1 asks through br0, as the book's machine does.
  const lan = new IsolatedNetwork(lab, "lan", { cidr: LAN });
  const br0 = lan.subnets.map((subnet) => subnet.withPrefix(subnet.cidr.address(ADDRESS)))[0] ?? "";
  const bridge = guestBridge({ bridge: "br0", port: "lan", address: br0 });
  const tiny = tinyGuest();
  new Machine(lab, "kvm1", {
    image: Image.debian12(),
    vcpus: 2,
    memory: Size.mebibytes(4096),
    disk: Size.gibibytes(40),
    nestedVirtualization: true,
    networks: [mgmt.attach({ address: ADDRESS }), lan.attach({ addressing: "none" })],
    cloudInit: {
      packages: [qemuPackage(lab.arch), "qemu-utils", "libvirt-daemon-system", "virtinst", "bridge-utils", "openvswitch-switch", "jq", ...TINY_PACKAGES],
      files: [...(bridge.files ?? []), ...tiny.files],
      commands: [...(bridge.commands ?? []), ...tiny.commands],
    },
  });
}
