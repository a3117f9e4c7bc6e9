import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES, qemuPackage } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch07-exercises";

export const chapter: ChapterDefinition = {
  id: "pinnacle/7",
  book: "pinnacle",
  title: { en: "Core principles of containers: isolation and resource limits", zh: "容器核心原理：隔离与资源限制" },
  summary: {
    en: "One machine with a spare disk: every mechanism that a container is made of is set up by hand, and then compared with a virtual machine.",
    zh: "一台带空闲磁盘的虚拟机：在其中手工搭建容器所依赖的每一种机制，再与真正的虚拟机比较。",
  },
  sections: [
    { number: "7.1", title: { en: "Linux namespaces in detail", zh: "Linux Namespaces 详解" } },
    { number: "7.2", title: { en: "cgroups in detail: resource limits and priorities", zh: "Control Groups (cgroups) 详解：资源限制与优先级控制" } },
    { number: "7.3", title: { en: "Copy-on-write and union file systems", zh: "写时复制 (Copy-on-Write) 与联合文件系统 (UnionFS)" } },
    { number: "7.4", title: { en: "Containers and virtual machines compared", zh: "容器与虚拟机的详细对比" } },
    { number: "7.5", title: { en: "Container security basics", zh: "容器安全基础：潜在风险与隔离性分析" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, box1 (2 GiB of memory)", zh: "一台虚拟机 box1（内存 2 GiB）" } }],
  notes: [
    {
      en: "The machine has cgroups v2. Where the book writes to /sys/fs/cgroup/<controller>/<group>, there is one tree now: /sys/fs/cgroup/<group>, in which cpu.cfs_quota_us is cpu.max, cpu.shares is cpu.weight, memory.limit_in_bytes is memory.max and blkio.throttle.* is io.max.",
      zh: "虚拟机使用 cgroups v2。书中写入 /sys/fs/cgroup/<控制器>/<组> 的操作，现在都在同一棵树 /sys/fs/cgroup/<组> 中完成：cpu.cfs_quota_us 对应 cpu.max，cpu.shares 对应 cpu.weight，memory.limit_in_bytes 对应 memory.max，blkio.throttle.* 对应 io.max。",
    },
    {
      en: "Distributions' kernels no longer have AuFS: OverlayFS, which took its place, is practised here.",
      zh: "各发行版内核已不再包含 AuFS，这里练习的是取代它的 OverlayFS。",
    },
    {
      en: "Debian's docker.io takes the place of the book's docker-ce. The image `lab/busybox` is on the machine; it is made from Debian's busybox and needs no registry.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替。虚拟机中已有镜像 `lab/busybox`，由 Debian 的 busybox 制成，无需镜像仓库。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "box1", {
      cidr: "10.20.28.0/24",
      memory: Size.mebibytes(2048),
      disk: Size.gibibytes(20),
      disks: [{ name: "spare", size: Size.gibibytes(2) }],
      nestedVirtualization: true,
      cloudInit: { packages: [...DOCKER_PACKAGES, qemuPackage(lab.arch), "jq", ...BUSYBOX_PACKAGES], commands: [importBusybox] },
    });
  },
};
