import { Size } from "../../constructs/core/size";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { DEBIAN_IMAGE, importDebian } from "../local-debian";
import { openRegistry, REGISTRY_PACKAGES } from "../local-registry";
import { declareOneMachine } from "../one-machine";
import { exercises } from "./ch03-exercises";

export const chapter: ChapterDefinition = {
  id: "linux-advanced/3",
  book: "linux-advanced",
  title: { en: "Docker container technology", zh: "Docker容器技术" },
  summary: {
    en: "One Docker host with a registry of its own: the book's web server in a container, images changed and published, networks kept apart, data kept, resources limited.",
    zh: "一台自带镜像仓库的 Docker 宿主机：运行书中的 Web 服务器容器，并练习修改和发布镜像、隔离网络、保存数据、限制资源。",
  },
  sections: [
    { number: "2.2.3.1", title: { en: "Introduction to containers", zh: "容器技术介绍" } },
    { number: "2.2.3.2", title: { en: "Basic Docker architecture", zh: "Docker基本架构" } },
    { number: "2.2.3.3", title: { en: "Image management", zh: "容器镜像管理" } },
    { number: "2.2.3.4", title: { en: "Container network and storage", zh: "容器网络和存储管理" } },
    { number: "2.2.3.5", title: { en: "Use cases", zh: "Docker应用场景" } },
    { number: "2.2.3.6", title: { en: "Worked example", zh: "示例操作指南" } },
    { number: "2.2.3.7", title: { en: "Notes and tips", zh: "注意事项和技巧" } },
    { number: "2.2.3.8", title: { en: "Exercises", zh: "练习问题" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "host", summary: { en: "One machine, docker1 (1.5 GiB of memory)", zh: "一台虚拟机 docker1（内存 1.5 GiB）" } }],
  notes: [
    {
      en: "Debian's docker.io takes the place of the book's docker-ce, and Debian's docker-registry, which answers at localhost:5000, that of Docker Hub. Nothing is fetched from the internet.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替，Docker Hub 由 Debian 的 docker-registry 代替（地址为 localhost:5000）。全程无需访问互联网。",
    },
    {
      en: `The book starts from the image ubuntu and installs Apache in it. Here the image \`${DEBIAN_IMAGE}\` is on the machine, made from Debian's own packages: bash, coreutils, and apache2, which is already in it since no archive is asked. \`lab/busybox\` is there for small containers.`,
      zh: `书中从 ubuntu 镜像开始，再在其中安装 Apache。这里的虚拟机已有由 Debian 软件包制成的镜像 \`${DEBIAN_IMAGE}\`，含 bash、coreutils 和 apache2（因为不访问软件源，所以已预先装好）。另有 \`lab/busybox\` 可用于小型容器。`,
    },
    {
      en: "The command that the book gives, `apache2 -DFOREGROUND`, fails with the default configuration of Debian and Ubuntu. The container's log says why.",
      zh: "书中给出的命令 `apache2 -DFOREGROUND` 在 Debian 和 Ubuntu 的默认配置下无法启动，容器日志会说明原因。",
    },
  ],
  exercises,
  build(lab) {
    declareOneMachine(lab, "docker1", {
      cidr: "10.23.8.0/24",
      memory: Size.mebibytes(1536),
      disk: Size.gibibytes(20),
      cloudInit: {
        packages: [...DOCKER_PACKAGES, ...REGISTRY_PACKAGES, "apache2", "curl", "jq", ...BUSYBOX_PACKAGES],
        // Apache is for the image: on the machine itself it would hold port 80.
        commands: [
          "systemctl disable --now apache2",
          openRegistry("127.0.0.1:5000"),
          importBusybox,
          importDebian({ image: DEBIAN_IMAGE, packages: ["apache2"], paths: ["/etc/apache2", "/etc/mime.types", "/var/www", "/var/log/apache2", "/var/cache/apache2"] }),
        ],
      },
    });
  },
};
