import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { importDebian } from "../local-debian";
import { openRegistry, REGISTRY_PACKAGES } from "../local-registry";
import { exercises } from "./ch02-exercises";
import { HAPROXY_IMAGE, REDIS_IMAGE } from "./ch02-images";

const importRedis = importDebian({ image: REDIS_IMAGE, packages: ["redis-server"], command: ["redis-server"] });
const importHaproxy = importDebian({ image: HAPROXY_IMAGE, packages: ["haproxy"], command: ["haproxy", "-db", "-f", "/etc/haproxy/haproxy.cfg"] });

export const chapter: ChapterDefinition = {
  id: "docker-cloud/2",
  book: "docker-cloud",
  title: { en: "Docker basics", zh: "Docker 基础" },
  summary: {
    en: "Two Docker hosts, on which a first application stack is put together from HAProxy, Redis and an application, and one image goes from development to release.",
    zh: "两台 Docker 宿主机：用 HAProxy、Redis 和应用容器搭建第一个应用栈，并让同一个镜像从开发走到发布。",
  },
  sections: [
    { number: "2.1", title: { en: "Installing Docker", zh: "Docker的安装" } },
    { number: "2.2", title: { en: "Docker commands and options", zh: "Docker操作参数解读" } },
    { number: "2.3", title: { en: "Building your first Docker application stack", zh: "搭建你的第一个Docker应用栈" } },
    { number: "2.3.1", title: { en: "Docker cluster deployment", zh: "Docker集群部署" } },
    { number: "2.3.2", title: { en: "The first Hello World", zh: "第一个Hello World" } },
    { number: "2.3.3", title: { en: "Integrating development, test and release", zh: "开发、测试和发布一体化" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "pair", summary: { en: "Two machines, docker1 and docker2 (2.5 GiB of memory)", zh: "两台虚拟机 docker1 和 docker2（内存 2.5 GiB）" } }],
  notes: [
    {
      en: "Debian's docker.io takes the place of the book's docker-ce. `apt-get install docker.io` is already done, so nothing has to be fetched; what comes after it is the first exercise.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替。`apt-get install docker.io` 已经执行完毕，无需访问网络；安装之后的配置是第一个练习。",
    },
    {
      en: `Images are made from what is on the machines: \`${REDIS_IMAGE}\` and \`${HAPROXY_IMAGE}\` (docker1 only) from Debian's Redis and HAProxy, \`lab/busybox\` from its busybox. A small busybox web server takes the place of the book's Django application.`,
      zh: `镜像均由虚拟机上的软件制成：\`${REDIS_IMAGE}\` 和 \`${HAPROXY_IMAGE}\`（仅 docker1）来自 Debian 的 Redis 与 HAProxy，\`lab/busybox\` 来自其 busybox。书中的 Django 应用在这里由 busybox 的小型 Web 服务器代替。`,
    },
    {
      en: "Debian's docker-registry, which answers without TLS on port 5000 of docker1, takes the place of Docker Hub. The book joins the containers of its stack by `--link` on one machine; here they are on two.",
      zh: "Docker Hub 由 Debian 的 docker-registry 代替，它在 docker1 的 5000 端口提供服务，未启用 TLS。书中用 `--link` 连接同一台机器上的容器，这里的容器分布在两台虚拟机上。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.4.0/24" });
    const host = (name: string, address: number, memory: Size, packages: readonly string[], commands: readonly string[]): Machine =>
      new Machine(lab, name, {
        image: Image.debian12(),
        vcpus: 2,
        memory,
        disk: Size.gibibytes(20),
        networks: [mgmt.attach({ address })],
        cloudInit: { packages: [...DOCKER_PACKAGES, "redis-server", "curl", "jq", ...BUSYBOX_PACKAGES, ...packages], commands },
      });
    // Redis and HAProxy are for the images: on the machines themselves they would hold the ports.
    host("docker1", 11, Size.mebibytes(1536), ["haproxy", ...REGISTRY_PACKAGES], [
      "systemctl disable --now redis-server haproxy",
      openRegistry(),
      importBusybox,
      importRedis,
      importHaproxy,
      "useradd --create-home --shell /bin/bash lab && systemctl disable docker.service docker.socket",
    ]);
    host("docker2", 12, Size.mebibytes(1024), [], ["systemctl disable --now redis-server", importBusybox, importRedis]);
  },
};
