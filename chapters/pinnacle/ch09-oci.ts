import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE } from "../conventions";
import { BUSYBOX_LAYOUT, makeBusyboxLayout, OCI_PACKAGES } from "../local-oci";
import { openRegistry, REGISTRY_PACKAGES } from "../local-registry";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch09-exercises";
import { BUSYBOX, REGISTRY } from "./ch09-names";

const RUNTIMES = ["containerd", "runc", "crun"];
const TOOLS = ["podman", "buildah", "skopeo", "gnupg", "jq"];
/** What Podman needs for networks, and what an ordinary user's containers need. */
const FOR_PODMAN = ["netavark", "aardvark-dns", "iptables", "apparmor", "uidmap", "slirp4netns", "dbus-user-session", "libpam-systemd"];

export const chapter: ChapterDefinition = {
  id: "pinnacle/9",
  book: "pinnacle",
  title: { en: "The container ecosystem and OCI standards", zh: "容器生态系统与 OCI 标准" },
  summary: {
    en: "One machine without Docker: containerd, runc, crun, Podman, Buildah, Skopeo, umoci and a registry, which all understand the same images and bundles.",
    zh: "一台没有 Docker 的虚拟机：containerd、runc、crun、Podman、Buildah、Skopeo、umoci 和一个镜像仓库，它们使用同样的镜像与 bundle。",
  },
  sections: [
    { number: "9.1", title: { en: "OCI (Open Container Initiative): Runtime Spec and Image Spec", zh: "OCI (Open Container Initiative)：Runtime Spec 与 Image Spec" } },
    { number: "9.2", title: { en: "Container runtimes: containerd, CRI-O, runC", zh: "容器运行时：containerd, CRI-O, runC" } },
    { number: "9.3", title: { en: "Image build tools: Buildah, Kaniko", zh: "镜像构建工具：Buildah, Kaniko" } },
    { number: "9.4", title: { en: "Container management tools: Podman (daemonless) vs Docker", zh: "容器管理工具：Podman (Daemonless) vs Docker" } },
    { number: "9.5", title: { en: "Container registries: Docker Hub, Harbor, Quay.io", zh: "容器仓库：Docker Hub, Harbor, Quay.io" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "oci", summary: { en: "One machine, oci1 (1.5 GiB of memory)", zh: "一台虚拟机 oci1（内存 1.5 GiB）" } }],
  notes: [
    {
      en: `The image \`lab/busybox\`, made from Debian's busybox, is there twice: as the OCI layout \`${BUSYBOX_LAYOUT}\` (tag 1), and in the machine's registry as \`${BUSYBOX}\`. Nothing is fetched from outside.`,
      zh: `由 Debian 的 busybox 制成的镜像 \`lab/busybox\` 有两份：OCI layout \`${BUSYBOX_LAYOUT}\`（标签 1），以及虚拟机镜像仓库中的 \`${BUSYBOX}\`。无需从外部下载任何内容。`,
    },
    {
      en: `The registry \`${REGISTRY}\` is Debian's docker-registry, open to everybody and without TLS; \`/etc/containers/registries.conf.d/lab.conf\` tells Podman, Buildah and Skopeo so.`,
      zh: `镜像仓库 \`${REGISTRY}\` 是 Debian 的 docker-registry，任何人都可访问且未启用 TLS；\`/etc/containers/registries.conf.d/lab.conf\` 向 Podman、Buildah 和 Skopeo 说明了这一点。`,
    },
    {
      en: "CRI-O, crictl, Kaniko and Harbor are not in Debian 12 and are not here. In place of CRI-O you practise the runtimes below it, in place of Kaniko a build without a daemon, in place of Harbor a policy that trusts only signed images. Docker Hub and Quay.io are services on the internet, and are not used.",
      zh: "Debian 12 没有收录 CRI-O、crictl、Kaniko 和 Harbor，因此这里也没有。对应 CRI-O 的内容改为练习其底层的运行时，对应 Kaniko 的改为练习无守护进程构建，对应 Harbor 的改为练习只信任已签名的镜像。Docker Hub 和 Quay.io 是互联网上的服务，这里不使用。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "oci1", {
      cidr: "10.20.36.0/24",
      memory: Size.mebibytes(1536),
      disk: Size.gibibytes(10),
      cloudInit: {
        packages: [...RUNTIMES, ...TOOLS, ...FOR_PODMAN, ...OCI_PACKAGES, ...REGISTRY_PACKAGES],
        users: [{ name: "lab", sudo: false }],
        files: [{ path: "/etc/containers/registries.conf.d/lab.conf", content: `[[registry]]\nlocation = "${REGISTRY}"\ninsecure = true\n` }],
        commands: [makeBusyboxLayout, openRegistry(), `skopeo copy oci:${BUSYBOX_LAYOUT}:1 docker://${BUSYBOX}`],
      },
    });
  },
};
