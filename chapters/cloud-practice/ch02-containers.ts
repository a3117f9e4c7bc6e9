import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES, qemuPackage } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch02-exercises";

export const chapter: ChapterDefinition = {
  id: "cloud-practice/2",
  book: "cloud-practice",
  title: { en: "Introduction to container technology", zh: "容器技术简介" },
  summary: {
    en: "One machine on which an application is packed with all that it needs, a container goes through its whole life, and a small virtual machine runs beside it for comparison.",
    zh: "一台虚拟机：在其中把应用连同依赖打包成镜像，走完容器的整个生命周期，并与一台小型虚拟机并排比较。",
  },
  sections: [
    { number: "2.1", title: { en: "What a container is, and what it packs", zh: "容器的概念与封装" } },
    { number: "2.2", title: { en: "Advantages over traditional virtual machines", zh: "与传统虚拟机相比的优点" } },
    { number: "2.3", title: { en: "Docker: create, start, stop and remove", zh: "Docker 的创建、启动、停止和删除" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "host", summary: { en: "One machine, docker1 (2 GiB of memory)", zh: "一台虚拟机 docker1（内存 2 GiB）" } }],
  notes: [
    {
      en: "Debian's docker.io takes the place of the book's docker-ce. The image `lab/busybox` is on the machine; it is made from Debian's busybox and needs no registry.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替。虚拟机中已有镜像 `lab/busybox`，由 Debian 的 busybox 制成，无需镜像仓库。",
    },
    {
      en: "The virtual machine to compare with is run by QEMU inside docker1. Where docker1 has no KVM it is emulated: it takes the same memory, but more time.",
      zh: "用于比较的虚拟机由 docker1 中的 QEMU 运行。docker1 没有 KVM 时采用纯软件模拟：内存开销与使用 KVM 时相同，而耗时更长。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "docker1", {
      cidr: "10.22.8.0/24",
      memory: Size.mebibytes(2048),
      disk: Size.gibibytes(20),
      nestedVirtualization: true,
      cloudInit: {
        packages: [...DOCKER_PACKAGES, qemuPackage(lab.arch), "webfs", "curl", "jq", ...BUSYBOX_PACKAGES],
        // The web server is there to be packed, and not to run on the machine itself.
        commands: ["systemctl disable --now webfs", importBusybox],
      },
    });
  },
};
