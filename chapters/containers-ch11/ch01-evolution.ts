import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { openRegistry, REGISTRY_PACKAGES } from "../local-registry";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch01-exercises";
import { MACHINE, REGISTRY } from "./ch01-names";

export const chapter: ChapterDefinition = {
  id: "containers-ch11/1",
  book: "containers-ch11",
  title: { en: "How container technology evolved", zh: "容器技术的演进路径" },
  summary: {
    en: "One machine, on which you go from chroot through namespaces, cgroups and LXC to layered and signed Docker images.",
    zh: "一台虚拟机，依次走过 chroot、命名空间、cgroup、LXC，直到分层且带签名的 Docker 镜像。",
  },
  sections: [
    { number: "11.1.1", title: { en: "From process isolation to system packaging", zh: "从进程隔离到系统封装" } },
    { number: "11.1.2", title: { en: "Docker's breakthrough innovations", zh: "Docker的突破性创新" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "box", summary: { en: "One machine, evo1 (1.25 GiB of memory)", zh: "一台虚拟机 evo1（内存 1.25 GiB）" } }],
  notes: [
    {
      en: "Of the six namespaces, only the mount namespace is as old as the book says (Linux 2.4.19, 2002). UTS and IPC came in 2.6.19, PID in 2.6.24, network over several releases until 2.6.29, and the user namespace was complete in 3.8 (2013). That 90 percent of layers are reused is not a measured figure.",
      zh: "六种命名空间中，只有挂载命名空间如书中所说出现于 Linux 2.4.19（2002 年）。UTS 与 IPC 出现于 2.6.19，PID 出现于 2.6.24，网络命名空间历经多个版本到 2.6.29 才完成，用户命名空间则在 3.8（2013 年）才完整。“90% 的层可复用”并非实测数据。",
    },
    {
      en: `Docker is Debian's docker.io. The image \`lab/busybox\` is on the machine, made from Debian's busybox. Debian's docker-registry, which answers without TLS at \`${REGISTRY}\`, takes the place of Docker Hub; nothing is fetched from outside.`,
      zh: `Docker 使用 Debian 的 docker.io。虚拟机中已有由 Debian 的 busybox 制成的镜像 \`lab/busybox\`。Docker Hub 由 Debian 的 docker-registry 代替，地址为 \`${REGISTRY}\`，未启用 TLS；无需从外部下载任何内容。`,
    },
    {
      en: "Cosign and Trivy are not in Debian 12. What Cosign does in essence, signing an image's manifest with an ECDSA key, is done with OpenSSL. There is no exercise about scanning, since what scanners know of vulnerabilities comes from the internet.",
      zh: "Debian 12 没有收录 Cosign 和 Trivy。Cosign 的做法本质上是用 ECDSA 密钥对镜像的 manifest 签名，这里用 OpenSSL 完成；扫描器的漏洞数据都来自互联网，因此没有镜像扫描的练习。",
    },
    {
      en: "LXC downloads the root file systems of distributions; its template `busybox` needs no network, as it takes the machine's own busybox. A container's limits have the names of cgroups v2, such as `lxc.cgroup2.memory.max`.",
      zh: "LXC 的发行版根文件系统需要下载；没有网络时可使用其模板 `busybox`，它取用虚拟机自己的 busybox。容器的资源限制按 cgroups v2 的名称书写，例如 `lxc.cgroup2.memory.max`。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, MACHINE, {
      cidr: "10.23.240.0/24",
      memory: Size.mebibytes(1280),
      disk: Size.gibibytes(10),
      cloudInit: {
        packages: [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES, "lxc", ...REGISTRY_PACKAGES, "skopeo", "openssl", "jq"],
        commands: [importBusybox, openRegistry()],
      },
    });
  },
};
