import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { IsolatedNetwork } from "../../constructs/network/isolated-network";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { exercises, FIG } from "./ch06-exercises";

const DOCKER_HOST = [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES];

export const chapter: ChapterDefinition = {
  id: "docker-cloud/6",
  book: "docker-cloud",
  title: { en: "Focus on orchestration and deployment: the three musketeers and Fleet", zh: "专注编排与部署：三剑客与Fleet" },
  summary: {
    en: "Three Docker hosts, n1 to n3: Compose on one of them, Swarm over all three, and what Fleet did with etcd and systemd.",
    zh: "三台 Docker 宿主机 n1 至 n3：在其中一台上使用 Compose，在三台上组成 Swarm，并用 etcd 和 systemd 体会 Fleet 的原理。",
  },
  sections: [
    { number: "6.1.2", title: { en: "How Compose works", zh: "Compose原理：一探究竟" } },
    { number: "6.2.1", title: { en: "Machine and VM software", zh: "Machine与虚拟机软件" } },
    { number: "6.3.5", title: { en: "Scheduling strategies of a Swarm cluster", zh: "Swarm集群的调度策略" } },
    { number: "6.3.6", title: { en: "High availability of a Swarm cluster", zh: "Swarm集群高可用（HA）" } },
    { number: "6.4.2", title: { en: "How Fleet works", zh: "Fleet的原理剖析" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "swarm", summary: { en: "Three Docker hosts (3.5 GiB of memory)", zh: "三台 Docker 宿主机（内存 3.5 GiB）" } }],
  notes: [
    {
      en: "Docker Machine, standalone Swarm and Fleet are archived. Their successors are practised here: Docker contexts, Swarm mode (part of Docker itself), and systemd units that hold a lock in etcd. Debian's docker.io takes the place of the book's docker-ce, and Debian's `docker-compose` that of `docker compose`.",
      zh: "Docker Machine、独立版 Swarm 和 Fleet 均已停止维护，这里练习的是它们的后继者：Docker context、Docker 自带的 Swarm 模式，以及持有 etcd 锁的 systemd 单元。书中的 docker-ce 由 Debian 的 docker.io 代替，`docker compose` 由 Debian 的 `docker-compose` 代替。",
    },
    {
      en: "n2 and n3 also listen at tcp://n2-cluster:2375 and tcp://n3-cluster:2375, as the book's hosts do. Whoever reaches that port is root there, so it is open only on the lab's own network `cluster`, on which there is nobody else.",
      zh: "与书中的宿主机一样，n2 和 n3 还监听 tcp://n2-cluster:2375 和 tcp://n3-cluster:2375。谁能访问该端口，谁就是那里的 root，因此它只在实验环境自己的网络 `cluster` 上开放，那里没有其他人。",
    },
    {
      en: "There is no registry: services use the image `lab/busybox`, which is on all three hosts, and are created with `--no-resolve-image`.",
      zh: "这里没有镜像仓库：服务使用三台宿主机上都有的镜像 `lab/busybox`，创建时加上 `--no-resolve-image`。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.20.0/24" });
    const cluster = new IsolatedNetwork(lab, "cluster", { cidr: "10.21.21.0/24", hostAccess: false });
    for (const [name, address, mebibytes, packages] of [["n1", 11, 1536, ["docker-compose", "etcd-server", "etcd-client", "jq"]], ["n2", 12, 1024, []], ["n3", 13, 1024, []]] as const) {
      const [listen = ""] = cluster.subnets.map((subnet) => subnet.cidr.address(address));
      const remote = { path: "/etc/systemd/system/docker.service.d/lab.conf", content: `[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://${listen}:2375 --containerd=/run/containerd/containerd.sock\n` };
      new Machine(lab, name, {
        image: Image.debian12(),
        vcpus: 1,
        memory: Size.mebibytes(mebibytes),
        disk: Size.gibibytes(10),
        networks: [mgmt.attach({ address }), cluster.attach({ address })],
        cloudInit: {
          packages: [...DOCKER_HOST, ...packages],
          files: name === "n1" ? [{ path: "/root/lab/fig.yml", content: FIG }] : [remote],
          commands: [name === "n1" ? "systemctl disable --now etcd" : "systemctl daemon-reload; systemctl restart docker", importBusybox],
        },
      });
    }
  },
};
