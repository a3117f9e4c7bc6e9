import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES, withoutServices } from "../conventions";
import { BUSYBOX_IMAGE, BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { openRegistry, REGISTRY_PACKAGES } from "../local-registry";
import { exercises } from "./ch05-exercises";

export const chapter: ChapterDefinition = {
  id: "docker-cloud/5",
  book: "docker-cloud",
  title: { en: "Building your own container cloud", zh: "构建自己的容器云" },
  summary: {
    en: "Two Docker hosts, and a machine for what they share: you put together a container cloud of your own, step by step, from a registry, etcd and HAProxy.",
    zh: "两台 Docker 宿主机，加上一台提供公共设施的虚拟机：用镜像仓库、etcd 和 HAProxy 一步步搭建自己的容器云。",
  },
  sections: [
    { number: "5.1", title: { en: "The layers of a cloud platform revisited", zh: "再谈云平台的层次架构" } },
    { number: "5.2", title: { en: "From junior hand to expert", zh: "从小工到专家" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "cloud", summary: { en: "Three machines, infra1, c1 and c2 (2.25 GiB of memory)", zh: "三台虚拟机 infra1、c1、c2（内存共 2.25 GiB）" } }],
  notes: [
    {
      en: `infra1 has etcd, HAProxy and Debian's docker-registry, which serves \`infra1:5000\` to everybody and without TLS. The image \`${BUSYBOX_IMAGE}\`, made from Debian's busybox, is on c1 only: what c2 runs has to come from the registry.`,
      zh: `infra1 上有 etcd、HAProxy 和 Debian 的 docker-registry，后者以 \`infra1:5000\` 向所有人提供服务，未启用 TLS。由 Debian 的 busybox 制成的镜像 \`${BUSYBOX_IMAGE}\` 只在 c1 上：c2 运行的镜像必须来自镜像仓库。`,
    },
    {
      en: "etcd is as Debian starts it: it listens only on infra1's loopback. confd, which writes configuration files from what is in etcd, is not in Debian: a few lines of shell do its work.",
      zh: "etcd 采用 Debian 的默认启动方式：只监听 infra1 的回环地址。根据 etcd 内容生成配置的 confd 未被 Debian 收录，用几行 shell 即可代替。",
    },
    {
      en: "Debian's docker.io takes the place of the book's docker-ce.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.16.0/24" });
    const common = { image: Image.debian12(), vcpus: 1, memory: Size.mebibytes(768), disk: Size.gibibytes(10) };
    new Machine(lab, "infra1", {
      ...common,
      networks: [mgmt.attach({ address: 11 })],
      cloudInit: { packages: ["etcd-server", "etcd-client", "haproxy", ...BUSYBOX_PACKAGES, ...REGISTRY_PACKAGES], commands: [withoutServices("docker.socket", "docker"), openRegistry()] },
    });
    const dockerHost = (name: string, address: number, packages: readonly string[], commands: readonly string[]): Machine =>
      new Machine(lab, name, { ...common, networks: [mgmt.attach({ address })], cloudInit: { packages: [...DOCKER_PACKAGES, "etcd-client", ...packages], commands: [withoutServices("etcd", "haproxy", "docker-registry"), ...commands] } });
    dockerHost("c1", 12, BUSYBOX_PACKAGES, [importBusybox]);
    dockerHost("c2", 13, [], []);
  },
};
