import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_IMAGE, BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { SWARM_OFFLINE } from "../local-swarm";
import { exercises } from "./ch10-exercises";

export const chapter: ChapterDefinition = {
  id: "pinnacle/10",
  book: "pinnacle",
  title: { en: "Why orchestration is necessary", zh: "为何需要编排？" },
  summary: {
    en: "Three small Docker hosts that become one swarm, in which each problem of distributed systems is met in turn: scaling, balancing, discovery, configuration, updates, failures.",
    zh: "三台小型 Docker 宿主机组成一个 Swarm 集群，依次体会分布式系统的各个难题：扩展、负载均衡、服务发现、配置、更新与故障。",
  },
  sections: [
    { number: "10.1", title: { en: "Limits of containers and VMs on a single host", zh: "单机容器/虚拟机的局限性" } },
    { number: "10.2", title: { en: "Distributed-system challenges: deployment, scaling, service discovery, load balancing, self-healing, configuration", zh: "分布式系统的挑战：部署、扩展、服务发现、负载均衡、自愈、配置管理" } },
    { number: "10.3", title: { en: "Core goals and functions of an orchestrator", zh: "编排系统的核心目标与功能" } },
    { number: "10.4", title: { en: "Early orchestration tools in brief (Fleet, Swarm mode)", zh: "早期编排工具回顾 (如 Fleet, Swarm Mode - 简要)" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "swarm", summary: { en: "Three machines, sw1 to sw3 (2.25 GiB of memory)", zh: "三台虚拟机 sw1 至 sw3（内存共 2.25 GiB）" } }],
  notes: [
    {
      en: `Debian's docker.io, which has Swarm mode, takes the place of the book's docker-ce. Every host has the image \`${BUSYBOX_IMAGE}\`, made from Debian's busybox. As there is no registry, Docker is set to prefer local images (\`DOCKER_SERVICE_PREFER_OFFLINE_IMAGE\`).`,
      zh: `书中的 docker-ce 在此由 Debian 的 docker.io 代替，它包含 Swarm 模式。每台宿主机都有由 Debian 的 busybox 制成的镜像 \`${BUSYBOX_IMAGE}\`；由于没有镜像仓库，Docker 已设置为优先使用本地镜像（\`DOCKER_SERVICE_PREFER_OFFLINE_IMAGE\`）。`,
    },
    {
      en: "Fleet, which the book looks back on, was given up in 2018 and is not in Debian: you read about it, but do not practise it.",
      zh: "书中回顾的 Fleet 已于 2018 年停止维护，Debian 也未收录：仅作阅读，不做练习。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.40.0/24" });
    for (const [name, address] of [["sw1", 11], ["sw2", 12], ["sw3", 13]] as const) {
      new Machine(lab, name, {
        image: Image.debian12(),
        vcpus: 1,
        memory: Size.mebibytes(768),
        disk: Size.gibibytes(10),
        networks: [mgmt.attach({ address })],
        cloudInit: { packages: [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES], files: SWARM_OFFLINE.files, commands: [...SWARM_OFFLINE.commands, importBusybox] },
      });
    }
  },
};
