import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { declareOneMachine } from "../one-machine";
import { containerExercises } from "./ch03-container-exercises";
import { isolationExercises } from "./ch03-isolation-exercises";
import { MACHINE } from "./ch03-words";

export const chapter: ChapterDefinition = {
  id: "pinnacle/3",
  book: "pinnacle",
  title: { en: "History and development of container technology", zh: "容器技术的历史与发展" },
  summary: {
    en: "One machine with what each step of that history left behind: chroot, what jails and zones became on Linux, namespaces by hand, LXC, Docker, and OCI without Docker.",
    zh: "一台虚拟机，涵盖这段历史中每一步留下的技术：chroot、jail 与 zone 在 Linux 上的对应物、手工命名空间、LXC、Docker，以及不依赖 Docker 的 OCI。",
  },
  sections: [
    { number: "3.1", title: { en: "Unix heritage: early isolation with `chroot`", zh: "Unix 哲学的传承：`chroot` 的早期隔离思想" } },
    { number: "3.2", title: { en: "BSD Jails and Solaris Zones: OS-level virtualization explored", zh: "BSD Jails 与 Solaris Zones：操作系统级别的虚拟化探索" } },
    { number: "3.3", title: { en: "Foundations of Linux containers: namespaces and cgroups in detail", zh: "Linux 容器的基石：Namespaces 与 Control Groups (cgroups) 详解" } },
    { number: "3.4", title: { en: "LXC: an early Linux container implementation", zh: "LXC：早期的 Linux 容器实现" } },
    { number: "3.5", title: { en: "Docker is born: standardisation, ease of use and an ecosystem", zh: "Docker 的诞生：标准化、易用性与生态系统的革命" } },
    { number: "3.6", title: { en: "OCI standards: openness and interoperability", zh: "OCI 标准：走向开放与互操作" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, deb1 (1.25 GiB of memory)", zh: "一台虚拟机 deb1（内存 1.25 GiB）" } }],
  notes: [
    {
      en: "There is no FreeBSD and no illumos here: their images come only from the internet. What their jails and zones brought is practised with systemd-nspawn: `jls` is `machinectl list`, `jexec` is `nsenter`; `zonecfg` is a file in /etc/systemd/nspawn, `zoneadm install` a folder in /var/lib/machines, `zoneadm boot` is `machinectl start`, `autoboot` is `machinectl enable`, and capped-memory is the service's `MemoryMax`.",
      zh: "这里没有 FreeBSD 和 illumos：它们的镜像只能从互联网获取。jail 与 zone 带来的能力改用 systemd-nspawn 练习：`jls` 对应 `machinectl list`，`jexec` 对应 `nsenter`；`zonecfg` 对应 /etc/systemd/nspawn 中的文件，`zoneadm install` 对应 /var/lib/machines 中的目录，`zoneadm boot` 对应 `machinectl start`，`autoboot` 对应 `machinectl enable`，capped-memory 对应服务的 `MemoryMax`。",
    },
    {
      en: "What differs: a jail or a zone is an object of its kernel, made by one system call or command. On Linux a program puts a container together from namespaces, cgroups, capabilities and filters, and the kernel knows of no container.",
      zh: "区别在于：jail 与 zone 是各自内核中的对象，由一个系统调用或命令创建；Linux 上的容器则由程序用命名空间、cgroup、capability 和过滤器拼装而成，内核并不认识“容器”。",
    },
    {
      en: "LXC downloads the root file systems of distributions; its template `busybox` needs no network, as it takes the machine's own busybox. LXC's bridge `lxcbr0` is up, and containers on it are given addresses.",
      zh: "LXC 的发行版根文件系统需要下载；没有网络时可使用其模板 `busybox`，它取用虚拟机自己的 busybox。LXC 的网桥 `lxcbr0` 已启用，并会分配地址。",
    },
    {
      en: "The machine has cgroups v2. Debian's docker.io takes the place of the book's docker-ce. The image `lab/busybox` is on the machine; it is made from Debian's busybox and needs no registry. skopeo, umoci and runc are Debian's.",
      zh: "虚拟机使用 cgroups v2。书中的 docker-ce 在此由 Debian 的 docker.io 代替；虚拟机中已有镜像 `lab/busybox`，由 Debian 的 busybox 制成，无需镜像仓库。skopeo、umoci 和 runc 都来自 Debian。",
    },
  ],
  exercises: [...isolationExercises, ...containerExercises],
  build(lab) {
    declareOneMachine(lab, MACHINE, {
      cidr: "10.20.12.0/24",
      memory: Size.mebibytes(1280),
      disk: Size.gibibytes(10),
      cloudInit: {
        packages: [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES, "systemd-container", "lxc", "skopeo", "umoci", "runc", "curl", "jq"],
        commands: [importBusybox],
      },
    });
  },
};
