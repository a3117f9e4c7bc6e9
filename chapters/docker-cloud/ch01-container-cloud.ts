import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_IMAGE, BUSYBOX_PACKAGES, importBusybox } from "../local-busybox";
import { openRegistry, REGISTRY_PACKAGES, trustRegistry } from "../local-registry";
import { exercises } from "./ch01-exercises";

const REGISTRY = "cloud1:5000";

/** A page that tells its version and its container. It has nothing to put in order, so that it is ended at once. */
const HELLO = `FROM ${BUSYBOX_IMAGE}
ARG VERSION
ENV VERSION=$VERSION
EXPOSE 80
STOPSIGNAL SIGKILL
CMD mkdir -p /www; echo "hello $VERSION from $(hostname)" > /www/index.html; exec httpd -f -p 80 -h /www
`;

export const chapter: ChapterDefinition = {
  id: "docker-cloud/1",
  book: "docker-cloud",
  title: { en: "From containers to container clouds", zh: "从容器到容器云" },
  summary: {
    en: "Two Docker hosts and a registry: from one container on one machine to a service that a cloud of two keeps running, heals and updates.",
    zh: "两台 Docker 宿主机和一个镜像仓库：从单机上的一个容器，到由两台机器组成的容器云维持、自愈和更新的服务。",
  },
  sections: [
    { number: "1.1", title: { en: "Cloud computing platforms", zh: "云计算平台" } },
    { number: "1.2", title: { en: "Containers, a new revolution", zh: "容器，新的革命" } },
    { number: "1.3", title: { en: "Evolution: from containers to container clouds", zh: "进化：从容器到容器云" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "pair", summary: { en: "Two machines, cloud1 and cloud2 (2 GiB of memory)", zh: "两台虚拟机 cloud1 和 cloud2（内存 2 GiB）" } }],
  notes: [
    {
      en: "Debian's docker.io takes the place of the book's docker-ce. The book's container clouds are products of their own, and Debian has none of them; it has Docker's swarm mode, which is part of docker.io, so this small cloud is a swarm.",
      zh: "书中的 docker-ce 在此由 Debian 的 docker.io 代替。书中的容器云均为独立产品，Debian 都没有收录；docker.io 自带 swarm 模式，因此这里的小型容器云就是一个 swarm。",
    },
    {
      en: "Images come from Debian's docker-registry on cloud1, which both machines trust without TLS: `cloud1:5000/hello:1` and `cloud1:5000/hello:2` are busybox web servers that show their version and their container.",
      zh: "镜像来自 cloud1 上 Debian 的 docker-registry，两台虚拟机均信任它且不使用 TLS：`cloud1:5000/hello:1` 和 `cloud1:5000/hello:2` 是由 busybox 制成的 Web 服务器，会显示自己的版本和所在容器。",
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.0.0/24" });
    const member = (name: string, address: number, cloudInit: { readonly packages: readonly string[]; readonly files: readonly { readonly path: string; readonly content: string }[]; readonly commands: readonly string[] }): Machine =>
      new Machine(lab, name, {
        image: Image.debian12(),
        vcpus: 2,
        memory: Size.mebibytes(1024),
        disk: Size.gibibytes(20),
        networks: [mgmt.attach({ address })],
        cloudInit: {
          packages: [...DOCKER_PACKAGES, "curl", "jq", ...cloudInit.packages],
          files: [trustRegistry(REGISTRY), ...cloudInit.files],
          commands: ["systemctl reload docker", ...cloudInit.commands],
        },
      });
    member("cloud1", 11, {
      packages: [...REGISTRY_PACKAGES, ...BUSYBOX_PACKAGES],
      files: [{ path: "/srv/hello/Dockerfile", content: HELLO }],
      commands: [
        openRegistry(),
        importBusybox,
        "set -e; for version in 1 2; do docker build -q --build-arg VERSION=$version -t localhost:5000/hello:$version /srv/hello; docker push -q localhost:5000/hello:$version; docker rmi localhost:5000/hello:$version; done",
      ],
    });
    member("cloud2", 12, { packages: [], files: [], commands: [] });
  },
};
