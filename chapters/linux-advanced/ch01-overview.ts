import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, qemuPackage } from "../conventions";
import { declareOneMachine } from "../one-machine";
import { tinyGuest, TINY_PACKAGES } from "../tiny-guest";
import { tinyNotes } from "../tiny-notes";
import { exercises } from "./ch01-exercises";

export const chapter: ChapterDefinition = {
  id: "linux-advanced/1",
  book: "linux-advanced",
  title: { en: "Overview of virtualization", zh: "虚拟化技术概述" },
  summary: {
    en: "The host kvm1, in which tiny guests are run once on emulated hardware and once on devices made for virtual machines, and compared.",
    zh: "宿主机 kvm1：在其中运行微型客户机，一次使用模拟的硬件，一次使用专为虚拟机设计的设备，然后加以比较。",
  },
  sections: [
    { number: "2.2.1.1", title: { en: "What virtualization is and what it brings", zh: "虚拟化的概念与优势" } },
    { number: "2.2.1.2", title: { en: "Full virtualization", zh: "全虚拟化" } },
    { number: "2.2.1.3", title: { en: "Paravirtualization", zh: "半虚拟化" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "nested", summary: { en: "One machine, kvm1, that runs others (2 GiB of memory)", zh: "一台可运行其他虚拟机的虚拟机 kvm1（内存 2 GiB）" } }],
  notes: [
    ...tinyNotes,
    {
      en: "With the word `measure` on its kernel's command line, the tiny guest also writes to its disk 512 times, and says how long that took. An emulated IDE disk is `sda` in it, a virtio disk `vda`. It has no driver for SATA, and only the machine type `pc` has IDE, so a guest with an IDE disk has to be of that type.",
      zh: "在内核命令行中加上 `measure`，微型客户机还会向磁盘写入 512 次并报告所用时间。模拟的 IDE 磁盘显示为 `sda`，virtio 磁盘显示为 `vda`；它没有 SATA 驱动，而只有机器类型 `pc` 带有 IDE 控制器，因此使用 IDE 磁盘的客户机须选用这种机器类型。",
    },
    {
      en: "Paravirtualization in the book's sense, a guest with drivers of its own for working with the host, is virtio here. Xen's kind, where the whole kernel is adapted, is not part of this environment.",
      zh: "书中所说的半虚拟化，即客户机安装专用驱动与宿主机协作，在这里就是 virtio。Xen 那种改动整个内核的做法不在本实验环境之内。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "kvm1", {
      cidr: "10.23.0.0/24",
      memory: Size.mebibytes(2048),
      disk: Size.gibibytes(20),
      nestedVirtualization: true,
      cloudInit: { packages: [qemuPackage(lab.arch), "qemu-utils", "libvirt-daemon-system", "virtinst", "jq", ...TINY_PACKAGES], ...tinyGuest() },
    });
  },
};
