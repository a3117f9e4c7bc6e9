import type { Text } from "../../constructs/core/text";
import type { Family } from "./facts/distribution";
import type { MachineFacts } from "./facts/machine-facts";
import { advice, type Fix } from "./result";

/** Something a distribution packages, whatever it calls it. */
export type Part =
  | "qemu-x86_64" | "qemu-aarch64" | "firmware-x86_64" | "firmware-aarch64" | "libvirt" | "virsh" | "dnsmasq" | "ovs"
  | "nftables" | "iptables" | "iproute" | "curl" | "flock" | "image-builder" | "ssh" | "ssh-keygen" | "xz" | "bzip2" | "sudo";

type Names = Readonly<Record<Exclude<Family, "other">, string>>;

const same = (name: string): Names => ({ debian: name, fedora: name, rhel: name, arch: name, suse: name });

/** Package names; several in one word list where a part needs them. */
export const PACKAGES: Readonly<Record<Part, Names>> = {
  "qemu-x86_64": { debian: "qemu-system-x86 qemu-utils", fedora: "qemu-system-x86 qemu-img", rhel: "qemu-kvm qemu-img", arch: "qemu-base", suse: "qemu-x86 qemu-tools" },
  "qemu-aarch64": { debian: "qemu-system-arm qemu-utils", fedora: "qemu-system-aarch64 qemu-img", rhel: "qemu-kvm qemu-img", arch: "qemu-system-aarch64 qemu-img", suse: "qemu-arm qemu-tools" },
  "firmware-x86_64": { debian: "ovmf", fedora: "edk2-ovmf", rhel: "edk2-ovmf", arch: "edk2-ovmf", suse: "qemu-ovmf-x86_64" },
  "firmware-aarch64": { debian: "qemu-efi-aarch64", fedora: "edk2-aarch64", rhel: "edk2-aarch64", arch: "edk2-aarch64", suse: "qemu-uefi-aarch64" },
  libvirt: {
    debian: "libvirt-daemon-system libvirt-clients",
    fedora: "libvirt-daemon-kvm libvirt-daemon-config-network libvirt-client",
    rhel: "libvirt-daemon-kvm libvirt-daemon-config-network libvirt-client",
    arch: "libvirt dnsmasq",
    suse: "libvirt-daemon-qemu libvirt-daemon-config-network libvirt-client",
  },
  virsh: { debian: "libvirt-clients", fedora: "libvirt-client", rhel: "libvirt-client", arch: "libvirt", suse: "libvirt-client" },
  dnsmasq: { ...same("dnsmasq"), debian: "dnsmasq-base" },
  ovs: { ...same("openvswitch"), debian: "openvswitch-switch" },
  nftables: same("nftables"),
  iptables: { ...same("iptables"), fedora: "iptables-nft", rhel: "iptables-nft" },
  iproute: { debian: "iproute2", fedora: "iproute", rhel: "iproute", arch: "iproute2", suse: "iproute2" },
  curl: same("curl"),
  flock: same("util-linux"),
  ssh: { debian: "openssh-client", fedora: "openssh-clients", rhel: "openssh-clients", arch: "openssh", suse: "openssh-clients" },
  // Fedora keeps ssh-keygen with the server's and the client's common files.
  "ssh-keygen": { debian: "openssh-client", fedora: "openssh", rhel: "openssh", arch: "openssh", suse: "openssh-common" },
  xz: { ...same("xz"), debian: "xz-utils" },
  bzip2: same("bzip2"),
  sudo: same("sudo"),
  // Only Debian and its relatives build images.
  "image-builder": same("mmdebstrap uidmap e2fsprogs fdisk grub-pc-bin grub-common debian-archive-keyring qemu-utils"),
};

/** `sudo ` for a user, nothing for root. */
export function asRoot(facts: Pick<MachineFacts, "uid">): string {
  return facts.uid === 0 ? "" : "sudo ";
}

/** The command that installs parts; undefined on a distribution whose package names are not known here. */
export function installCommand(facts: Pick<MachineFacts, "uid" | "distribution">, parts: readonly Part[]): string | undefined {
  const { family } = facts.distribution;
  if (family === "other" || parts.length === 0) return undefined;
  const names = [...new Set(parts.flatMap((part) => PACKAGES[part][family].split(" ")))].join(" ");
  const sudo = asRoot(facts);
  switch (family) {
    case "debian": return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${names}`;
    case "fedora":
    case "rhel": return `${sudo}dnf install -y ${names}`;
    case "arch": return `${sudo}pacman -S --needed --noconfirm ${names}`;
    case "suse": return `${sudo}zypper --non-interactive install ${names}`;
  }
}

// Open vSwitch is not in RHEL's own repositories, nor in those of its rebuilds.
const BEYOND_RHEL: Partial<Record<Part, Text>> = {
  ovs: {
    en: "it comes from the Fast Datapath repository on RHEL, and from `dnf install centos-release-nfv-openvswitch` (CentOS NFV SIG) on its relatives",
    zh: "RHEL 上它来自 Fast Datapath 软件源；同类发行版请先执行 `dnf install centos-release-nfv-openvswitch`（CentOS NFV SIG）",
  },
};

/** The fix for parts that are missing. */
export function installFix(facts: Pick<MachineFacts, "uid" | "distribution">, parts: readonly Part[], where: Fix["where"], note?: Text): Fix {
  const command = installCommand(facts, parts);
  const words = parts.join(", ");
  if (command === undefined) return advice({ en: `install ${words} with the package tool of this distribution`, zh: `请用该发行版的软件包工具安装 ${words}` }, where, note);
  const beyond = facts.distribution.family === "rhel" ? parts.map((part) => BEYOND_RHEL[part]).find((found) => found !== undefined) : undefined;
  return { text: { en: `install ${words}`, zh: `安装 ${words}` }, command, needsRoot: true, where, parts, note: note ?? beyond };
}
