import { Size } from "../../constructs/core/size";
import { Image } from "../../constructs/image/image";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import type { ChapterDefinition } from "../chapter";
import { BOOK_SUBNET_BASE, DOCKER_PACKAGES } from "../conventions";
import { BUSYBOX_PACKAGES, makeBusyboxRoot } from "../local-busybox";
import { exercises } from "./appendix-a-exercises";
import { ARCHIVE, ARCHIVE_KEY, ROOT_TAR } from "./appendix-a-names";

/** Docker, and what of it no other package needs: what the reader installs. */
const REPACKED = ["docker.io", "containerd", "runc", "tini"];

/** The installed packages become the packages of a signed archive again. */
const makeArchive = [
  `set -e; systemctl disable --now docker.socket docker containerd; mkdir -p ${ARCHIVE}; cd ${ARCHIVE}`,
  `dpkg-repack --deb-option=-Znone ${REPACKED.join(" ")}`,
  "dpkg-scanpackages --multiversion . /dev/null > Packages",
  "apt-ftparchive -o APT::FTPArchive::Release::Origin=labwright -o APT::FTPArchive::Release::Label=docker release . > Release",
  "export GNUPGHOME=$(mktemp -d); gpg --batch --passphrase '' --quick-generate-key 'Archive of the lab <archive@deb1>' ed25519 sign never",
  `gpg --batch --clearsign -o InRelease Release; gpg --armor --export > ${ARCHIVE_KEY}; gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"; chmod -R a+rX /srv`,
].join("; ");

const removeDocker = [
  `set -e; export DEBIAN_FRONTEND=noninteractive; apt-get purge -y --allow-change-held-packages ${REPACKED.join(" ")}`,
  "rm -rf /var/lib/docker /var/lib/containerd /etc/docker; groupdel docker || true; ip link delete docker0 || true; nft flush ruleset || true",
].join("; ");

const keepRoot = `set -e; ${makeBusyboxRoot}; tar -C "$root" -cf ${ROOT_TAR} .; rm -rf "$root"`;

export const chapter: ChapterDefinition = {
  id: "docker-cloud/A",
  book: "docker-cloud",
  title: { en: "Installing Docker", zh: "Docker的安装" },
  summary: {
    en: "A Debian machine without Docker, but with an archive of Docker's packages that it does not trust yet: Docker is installed from it, set up, and opened to one user.",
    zh: "一台没有 Docker 的 Debian 虚拟机，其中有一个尚未被信任的 Docker 软件包仓库：从中安装 Docker，进行配置，并授权给一个用户使用。",
  },
  sections: [
    { number: "A.1", title: { en: "Installing Docker", zh: "Docker的安装" } },
    { number: "A.2", title: { en: "After the installation", zh: "安装之后" } },
  ],
  subnetBase: BOOK_SUBNET_BASE,
  cluster: false,
  variants: [{ name: "debian", summary: { en: "One machine, deb1 (1 GiB of memory)", zh: "一台虚拟机 deb1（内存 1 GiB）" } }],
  notes: [
    {
      en: `The book installs docker-ce from an archive on the internet. Here \`${ARCHIVE}\` takes its place, on the machine itself: Debian's own packages ${REPACKED.join(", ")}, packed again from their installed files by dpkg-repack and signed with a key made for this purpose. Trusting an archive and installing from it work the same way.`,
      zh: `书中从互联网上的软件源安装 docker-ce，这里用虚拟机自身的 \`${ARCHIVE}\` 代替：其中是 Debian 自己的软件包 ${REPACKED.join("、")}，由 dpkg-repack 从已安装的文件重新打包，并用专门生成的密钥签名。信任软件源并从中安装的做法完全相同。`,
    },
    {
      en: "The RPM half of the appendix needs an AlmaLinux image, which cannot be built from Debian's packages: it is left out.",
      zh: "附录中 RPM 系统的部分需要 AlmaLinux 镜像，无法由 Debian 软件包构建，因此略去。",
    },
    {
      en: `The appendix has no numbered sections: A.1 and A.2 are this lab's own division. \`${ROOT_TAR}\` is a root file system of Debian's busybox, from which \`docker import\` makes a first image.`,
      zh: `附录没有编号的小节，A.1 和 A.2 由本实验自行划分。\`${ROOT_TAR}\` 是由 Debian 的 busybox 制成的根文件系统，用 \`docker import\` 可由它得到第一个镜像。`,
    },
  ],
  exercises,
  build(lab) {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.21.32.0/24" });
    new Machine(lab, "deb1", {
      image: Image.debian12(),
      vcpus: 1,
      memory: Size.gibibytes(1),
      disk: Size.gibibytes(10),
      networks: [mgmt.attach({ address: 11 })],
      cloudInit: {
        packages: [...DOCKER_PACKAGES, ...BUSYBOX_PACKAGES, "dpkg-repack", "dpkg-dev", "apt-utils", "gnupg", "nftables"],
        users: [{ name: "dev", sudo: false }, { name: "guest", sudo: false }],
        commands: [makeArchive, removeDocker, keepRoot],
      },
    });
  },
};
