import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch03-exercises";

export const chapter: ChapterDefinition = {
  id: "docker-cloud/3",
  book: "docker-cloud",
  title: { en: "Core principles of Docker", zh: "Docker核心原理解读" },
  summary: {
    en: "One Docker host, on which to look beneath each part of Docker: kernel, daemon, runC, images, storage, volumes, networks, security.",
    zh: "一台 Docker 宿主机：逐一深入 Docker 的各个部分——内核、守护进程、runC、镜像、存储、数据卷、网络与安全。",
  },
  sections: [
    { number: "3.1", title: { en: "Kernel knowledge behind Docker", zh: "Docker背后的内核知识" } },
    { number: "3.1.1", title: { en: "Resource isolation with namespaces", zh: "namespace资源隔离" } },
    { number: "3.1.2", title: { en: "Resource limits with cgroups", zh: "cgroups资源限制" } },
    { number: "3.2", title: { en: "Docker architecture overview", zh: "Docker架构概览" } },
    { number: "3.2.1", title: { en: "Docker daemon", zh: "Docker daemon（守护进程）" } },
    { number: "3.2.2", title: { en: "Docker client", zh: "Docker client（客户端）" } },
    { number: "3.2.3", title: { en: "Image management", zh: "镜像管理" } },
    { number: "3.2.4", title: { en: "execdriver, volumedriver, graphdriver", zh: "execdriver、volumedriver、graphdriver（执行、数据卷与镜像驱动）" } },
    { number: "3.2.5", title: { en: "network", zh: "network（网络）" } },
    { number: "3.3", title: { en: "client and daemon", zh: "client和daemon" } },
    { number: "3.3.1", title: { en: "Client mode", zh: "client模式" } },
    { number: "3.3.2", title: { en: "Daemon mode", zh: "daemon模式" } },
    { number: "3.3.3", title: { en: "From client to daemon", zh: "从client到daemon" } },
    { number: "3.4", title: { en: "libcontainer", zh: "libcontainer（容器运行库）" } },
    { number: "3.4.1", title: { en: "How libcontainer works", zh: "libcontainer的工作方式" } },
    { number: "3.4.2", title: { en: "How libcontainer is implemented", zh: "libcontainer实现原理" } },
    { number: "3.4.3", title: { en: "Talking to libcontainer with runC", zh: "使用runC与libcontainer进行交互" } },
    { number: "3.5", title: { en: "Docker image management", zh: "Docker镜像管理" } },
    { number: "3.5.1", title: { en: "What a Docker image is", zh: "什么是Docker镜像" } },
    { number: "3.5.2", title: { en: "Key concepts of Docker images", zh: "Docker镜像关键概念" } },
    { number: "3.5.3", title: { en: "Building Docker images", zh: "Docker镜像构建操作" } },
    { number: "3.5.4", title: { en: "Distributing Docker images", zh: "Docker镜像的分发方法" } },
    { number: "3.6", title: { en: "Docker storage management", zh: "Docker存储管理" } },
    { number: "3.6.1", title: { en: "Managing Docker image metadata", zh: "Docker镜像元数据管理" } },
    { number: "3.6.2", title: { en: "Docker storage drivers", zh: "Docker存储驱动" } },
    { number: "3.7", title: { en: "Docker data volumes", zh: "Docker数据卷" } },
    { number: "3.7.1", title: { en: "Ways to use volumes", zh: "数据卷的使用方式" } },
    { number: "3.7.2", title: { en: "How volumes work", zh: "数据卷原理解读" } },
    { number: "3.8", title: { en: "Docker network management", zh: "Docker网络管理" } },
    { number: "3.8.1", title: { en: "Docker network basics", zh: "Docker网络基础" } },
    { number: "3.8.2", title: { en: "How the Docker daemon configures networks", zh: "Docker daemon网络配置原理" } },
    { number: "3.8.3", title: { en: "How libcontainer configures networks", zh: "libcontainer网络配置原理" } },
    { number: "3.8.4", title: { en: "How the traditional link works", zh: "传统的link原理解析" } },
    { number: "3.8.5", title: { en: "The new link", zh: "新的link介绍" } },
    { number: "3.9", title: { en: "Docker and container security", zh: "Docker与容器安全" } },
    { number: "3.9.1", title: { en: "Docker's security mechanisms", zh: "Docker的安全机制" } },
    { number: "3.9.2", title: { en: "Docker security problems", zh: "Docker安全问题" } },
    { number: "3.9.3", title: { en: "Solutions for Docker security", zh: "Docker安全的解决方案" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "host", summary: { en: "One machine, core1 (1.5 GiB of memory)", zh: "一台虚拟机 core1（内存 1.5 GiB）" } }],
  notes: [
    {
      en: "Debian's docker.io 20.10 takes the place of the book's docker-ce. Its storage driver is overlay2, and the old link still sets its environment variables, which Docker 29 no longer does. The image `lab/busybox` is on the machine, made from Debian's busybox.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 20.10 代替：存储驱动为 overlay2，传统 link 仍会设置环境变量（Docker 29 起不再设置）。虚拟机中已有由 Debian 的 busybox 制成的镜像 `lab/busybox`。",
    },
    {
      en: "The execdriver is no longer part of Docker: containerd and runc took its place. The AuFS and Device Mapper drivers were removed in Docker 24 and 25; overlay2 is practised here.",
      zh: "execdriver 已不再是 Docker 的组成部分，由 containerd 和 runc 取代；AuFS 与 Device Mapper 驱动也先后在 Docker 24 和 25 中移除，这里练习的是 overlay2。",
    },
    {
      en: "The machine has cgroups v2: memory.limit_in_bytes is memory.max, cpu.cfs_quota_us and cpu.cfs_period_us are cpu.max, all in one tree.",
      zh: "虚拟机使用 cgroups v2：memory.limit_in_bytes 对应 memory.max，cpu.cfs_quota_us 和 cpu.cfs_period_us 合为 cpu.max，都在同一棵树中。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "core1", {
      cidr: "10.21.8.0/24",
      memory: Size.mebibytes(1536),
      disk: Size.gibibytes(20),
      cloudInit: { packages: [...DOCKER_PACKAGES, "runc", "openssl", "curl", "jq", ...BUSYBOX_PACKAGES], commands: [importBusybox] },
    });
  },
};
