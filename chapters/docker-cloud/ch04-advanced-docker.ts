import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import { OvsNetwork } from "../../constructs/network/ovs-network";
import type { LabStack } from "../../stacks/lab-stack";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { exercises } from "./ch04-exercises";

// The book's docker-ce is read as Debian's docker.io: one archive, one mirror, and nothing of a third party to trust.
const DOCKER_HOST = [...DOCKER_PACKAGES, "openvswitch-switch", "iproute2", "iputils-arping", "bridge-utils", ...BUSYBOX_PACKAGES];

export const chapter: ChapterDefinition = {
  id: "docker-cloud/4",
  book: "docker-cloud",
  title: { en: "Advanced Docker practice", zh: "Docker 高级实践技巧" },
  summary: {
    en: "Two VLANs, `web` (100) and `db` (200), on one Open vSwitch bridge: those with the same tag can talk to each other, others cannot. Containers of two hosts are joined by VLANs, bridges and tunnels; besides, there are logs, monitoring and etcd.",
    zh: "同一个 Open vSwitch 网桥上划分 `web`（100）和 `db`（200）两个 VLAN：标签相同才能互通，标签不同则彼此隔离。两台宿主机上的容器借助 VLAN、网桥和隧道相连；此外还有日志、监控和 etcd 的练习。",
  },
  sections: [
    { number: "4.1.2", title: { en: "Managing application logs inside Docker", zh: "Docker内应用日志管理方案" } },
    { number: "4.2.1", title: { en: "Playing with Linux network namespaces", zh: "玩转Linux networknamespace" } },
    { number: "4.2.2", title: { en: "How pipework works", zh: "pipework原理解析" } },
    { number: "4.2.3", title: { en: "Cross-host communication with pipework", zh: "pipework跨主机通信" } },
    { number: "4.2.4", title: { en: "Dividing VLANs with OVS", zh: "OVS划分VLAN" } },
    { number: "4.2.5", title: { en: "OVS tunnel mode", zh: "OVS隧道模式" } },
    { number: "4.4.2", title: { en: "Monitoring commands", zh: "容器监控命令" } },
    { number: "4.5.1", title: { en: "Classic etcd use cases", zh: "etcd经典应用场景" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [
    {
      name: "docker",
      summary: {
        en: "Two Docker hosts joined by a trunk that carries both VLANs, and by a plain underlay (3.5 GiB of memory)",
        zh: "两台 Docker 宿主机，通过承载两个 VLAN 的 trunk 相连，另有一个普通的底层网络（内存 3.5 GiB）",
      },
      notes: [
        {
          en: "Before you make the NIC `trunk` a port of your own OVS bridge, remove its interfaces with `ip link delete trunk.100` and `ip link delete trunk.200`: the kernel hands tagged frames to them first, and your bridge would never see any.",
          zh: "把网卡 `trunk` 加入你自己的 OVS 网桥之前，请先用 `ip link delete trunk.100` 和 `ip link delete trunk.200` 删除子接口：内核会优先把带标签的帧交给子接口，网桥将收不到这些帧。",
        },
        {
          en: "Put the containers of both VLANs into one subnet, such as 10.91.0.0/24: then it is the tag alone that keeps them apart.",
          zh: "建议让两个 VLAN 的容器使用同一个子网，例如 10.91.0.0/24，这样把它们隔开的就只有 VLAN 标签。",
        },
        {
          en: "Debian has no package of pipework: what it does takes a few commands of `ip` and `nsenter`, which you run yourself. The image `lab/busybox` is on both machines and needs no registry.",
          zh: "Debian 没有 pipework 软件包：它所做的不过是几条 `ip` 和 `nsenter` 命令，由你自己执行。两台虚拟机中已有镜像 `lab/busybox`，无需镜像仓库。",
        },
        {
          en: "Docker makes the kernel pass what crosses a Linux bridge through iptables, where all that is not Docker's own is dropped. What your own bridge is to carry has to be let through in Docker's chain `DOCKER-USER`; OVS bridges are not affected.",
          zh: "Docker 会让内核用 iptables 检查经过 Linux 网桥的流量，并丢弃不属于 Docker 的部分。要让你自己的网桥转发，须在 Docker 的 `DOCKER-USER` 链中放行；OVS 网桥不受此影响。",
        },
        {
          en: "The three members of section 4.5's etcd are three services on node1 instead of three machines. Docker's own events and figures stand in for cAdvisor, which Debian does not have.",
          zh: "4.5 节的 etcd 集群由 node1 上的三个服务组成，而不是三台虚拟机。Debian 没有 cAdvisor，监控练习使用 Docker 自身的事件和数据。",
        },
      ],
    },
    {
      name: "access",
      summary: {
        en: "The same lesson without containers: web1 and web2 on access ports of VLAN `web`, db1 on one of VLAN `db` (1.5 GiB of memory)",
        zh: "不用容器也能完成同样的实验：web1、web2 接在 VLAN `web` 的 access 端口上，db1 接在 VLAN `db` 的 access 端口上（内存 1.5 GiB）",
      },
      notes: [
        {
          en: "Each VLAN has a subnet of its own here. To see that it is the tag that keeps db1 apart, and not the subnet, put all three into one, such as 10.91.0.1/24, 10.91.0.2/24 and 10.91.0.3/24 (`ip address add 10.91.0.1/24 dev web`), and ping again.",
          zh: "这里每个 VLAN 各有子网。要验证隔开 db1 的是 VLAN 标签而不是子网，可让三台虚拟机处于同一子网，例如 10.91.0.1/24、10.91.0.2/24 和 10.91.0.3/24（`ip address add 10.91.0.1/24 dev web`），然后再次 ping。",
        },
      ],
    },
  ],
  notes: [
    {
      en: "The OVS bridge belongs to the lab: it is created and removed with it. No bridge that your host already has is touched.",
      zh: "OVS 网桥属于本实验环境，随其创建和删除，不会改动宿主机上已有的网桥。",
    },
    {
      en: "Each variant has exercises of its own: seven with containers, three without. The machines' names are in /etc/hosts: `node2` is that machine's address on `mgmt`, `node2-underlay` its address on the underlay.",
      zh: "两个变体各有练习：使用容器的七个，不用容器的三个。虚拟机的名称写在 /etc/hosts 中：`node2` 是它在 `mgmt` 上的地址，`node2-underlay` 是它在 underlay 上的地址。",
    },
  ],
  exercises,
  build(lab, variant) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.12.0/24" });
    const trunk = new OvsNetwork(lab, "trunk", {
      vlans: { web: { tag: 100, cidr: "10.21.13.0/25" }, db: { tag: 200, cidr: "10.21.13.128/25" } },
    });
    if (variant === "access") addPlainMachines(lab, mgmt, trunk);
    else addDockerHosts(lab, mgmt, trunk);
  },
};

// Addresses are counted from a network's first, so that they move with the subnet base.
function addDockerHosts(lab: LabStack, mgmt: NatNetwork, trunk: OvsNetwork): void {
  // The host stays out of the underlay: readers put bridges and tunnels of their own on it, with addresses they choose.
  const underlay = new IsolatedNetwork(lab, "underlay", { cidr: "10.21.14.0/24", hostAccess: false });
  const dockerHost = (name: string, address: number, memory: Size, packages: readonly string[], commands: readonly string[] = []): Machine =>
    new Machine(lab, name, {
      image: Image.debian12(),
      vcpus: 2,
      memory,
      disk: Size.gibibytes(20),
      networks: [mgmt.attach({ address }), trunk.trunk(["web", "db"], { subinterfaces: { web: address, db: address } }), underlay.attach({ address })],
      cloudInit: { packages, commands: [importBusybox, ...commands] },
    });
  // Debian's own etcd would run from the start, and on the ports of the reader's first.
  dockerHost("node1", 11, Size.mebibytes(2048), [...DOCKER_HOST, "jq", "etcd-server", "etcd-client"], ["systemctl disable --now etcd"]);
  dockerHost("node2", 12, Size.mebibytes(1536), DOCKER_HOST);
}

function addPlainMachines(lab: LabStack, mgmt: NatNetwork, trunk: OvsNetwork): void {
  const plain = (name: string, address: number, vlan: "web" | "db"): Machine =>
    new Machine(lab, name, {
      image: Image.debian12(),
      vcpus: 1,
      memory: Size.mebibytes(512),
      disk: Size.gibibytes(4),
      networks: [mgmt.attach({ address }), trunk.access(vlan, { address })],
    });
  plain("web1", 11, "web");
  plain("web2", 12, "web");
  plain("db1", 13, "db");
}
