import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES, withoutServices } from "../conventions";
import { BUSYBOX_IMAGE, BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { REGISTRY_PACKAGES } from "../local-registry";
import { exercises } from "./ch08-exercises";
import { makeRiskyImage, PAGE_SOURCE, RISKY_IMAGE } from "./ch08-images";

export const chapter: ChapterDefinition = {
  id: "pinnacle/8",
  book: "pinnacle",
  title: { en: "Docker: the standard for containerized applications", zh: "Docker：容器化应用的标准" },
  summary: {
    en: "Two Docker hosts, the first with a registry: images are built, moved between the two and examined; containers are given data and networks, and work together.",
    zh: "两台 Docker 宿主机，第一台带有镜像仓库：构建镜像、在两台之间传送并检查镜像，为容器提供数据与网络，并让它们协同工作。",
  },
  sections: [
    { number: "8.1", title: { en: "Docker architecture: client, daemon, registry, images, containers", zh: "Docker 架构：Client, Daemon, Registry, Images, Containers" } },
    { number: "8.2", title: { en: "Dockerfile best practices: efficient and safe images", zh: "Dockerfile 最佳实践：构建高效、安全的镜像" } },
    { number: "8.3", title: { en: "Docker image management: build, push, pull, layers", zh: "Docker 镜像管理：构建、推送、拉取、分层结构" } },
    { number: "8.4", title: { en: "Docker container life cycle: create, run, stop, remove", zh: "Docker 容器生命周期管理：创建、运行、停止、删除" } },
    { number: "8.5", title: { en: "Docker data management: volumes and bind mounts", zh: "Docker 数据管理：Volumes 与 Bind Mounts" } },
    { number: "8.6", title: { en: "Docker networking: bridge, host and overlay modes", zh: "Docker 网络：Bridge, Host, Overlay 网络模式" } },
    { number: "8.7", title: { en: "Docker Compose: orchestrating multi-container applications", zh: "Docker Compose：编排多容器应用" } },
    { number: "8.8", title: { en: "Docker security practice: image scanning and permission control", zh: "Docker 安全实践：镜像扫描、权限控制" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "docker", summary: { en: "Two machines, docker1 and docker2 (2 GiB of memory)", zh: "两台虚拟机 docker1、docker2（内存共 2 GiB）" } }],
  notes: [
    {
      en: `Debian's docker.io 20.10 takes the place of the book's docker-ce, and Debian's \`docker-compose\` that of \`docker compose\`. The image \`${BUSYBOX_IMAGE}\` is on both machines; it is made from Debian's busybox and needs no registry.`,
      zh: `书中的 docker-ce 在此由 Debian 的 docker.io 20.10 代替，\`docker compose\` 由 Debian 的 \`docker-compose\` 代替。两台虚拟机中都有镜像 \`${BUSYBOX_IMAGE}\`，由 Debian 的 busybox 制成，无需镜像仓库。`,
    },
    {
      en: "The registry on docker1 is Debian's docker-registry: it is installed and does not run, since how it is served is an exercise. Docker speaks to it over TLS alone, as long as no daemon is told that it is insecure.",
      zh: "docker1 上的镜像仓库是 Debian 的 docker-registry：已安装但未运行，因为如何提供服务是一道练习。只要没有在守护进程中把它列为不安全仓库，Docker 就只通过 TLS 访问它。",
    },
    {
      en: `Trivy is not in Debian, and its list of vulnerabilities is on the internet. Instead, \`${RISKY_IMAGE}\` on docker1, made for this purpose, is examined by hand for what scanners look for too: secrets in layers, set-user-ID programs, root.`,
      zh: `Debian 中没有 Trivy，其漏洞库也在互联网上。作为代替，docker1 上有专门制作的镜像 \`${RISKY_IMAGE}\`，可手工检查扫描工具同样会检查的内容：层中的机密、set-user-ID 程序、root 用户。`,
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.32.0/24" });
    const packages = [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES];
    const disk = Size.gibibytes(10);
    new Machine(lab, "docker1", {
      image: Image.debian12(),
      vcpus: 2,
      memory: Size.mebibytes(1280),
      disk,
      networks: [mgmt.attach({ address: 11 })],
      cloudInit: {
        packages: [...packages, ...REGISTRY_PACKAGES, "docker-compose"],
        files: [{ path: "/root/web/index.html.in", content: PAGE_SOURCE }],
        commands: [withoutServices("docker-registry"), importBusybox, makeRiskyImage],
      },
    });
    new Machine(lab, "docker2", {
      image: Image.debian12(),
      vcpus: 1,
      memory: Size.mebibytes(768),
      disk,
      networks: [mgmt.attach({ address: 12 })],
      cloudInit: { packages, commands: [withoutServices("docker-registry"), importBusybox] },
    });
  },
};
