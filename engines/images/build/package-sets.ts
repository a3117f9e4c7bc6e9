import { LabError } from "../../../constructs/core/lab-error";
import type { Text } from "../../../constructs/core/text";
import { kvmHostPackages } from "../../../constructs/host/prepare/package-list";

/** Packages that a kind of lab needs together. */
export interface PackageSet {
  readonly description: Text;
  readonly packages: readonly string[];
}

/** What containers are made of without a registry. */
const BUSYBOX = "busybox-static";

/** The named package sets: every name is one of Debian 12's main archive. */
export const packageSets: Readonly<Record<string, PackageSet>> = {
  docker: {
    description: { en: "a Docker host", zh: "Docker 宿主机" },
    // Docker asks for AppArmor's parser where the kernel has AppArmor.
    packages: ["docker.io", "docker-compose", "iptables", "apparmor", BUSYBOX],
  },
  containers: {
    description: { en: "container tools without Docker: Podman, Buildah, Skopeo, containerd, runc, crun, LXC", zh: "Docker 以外的容器工具：Podman、Buildah、Skopeo、containerd、runc、crun、LXC" },
    packages: [
      "podman", "buildah", "skopeo", "umoci", "containerd", "runc", "crun", "lxc", "debootstrap",
      // What containers of an ordinary user need, and the networks of Podman and LXC.
      "fuse-overlayfs", "slirp4netns", "uidmap", "netavark", "aardvark-dns", "containernetworking-plugins", "dnsmasq-base", "iptables", "apparmor",
      BUSYBOX,
    ],
  },
  network: {
    description: { en: "Open vSwitch, bridges, VLANs, packet filters and tools to look at networks", zh: "Open vSwitch、网桥、VLAN、包过滤与网络诊断工具" },
    packages: [
      "openvswitch-switch", "bridge-utils", "vlan", "nftables", "iptables", "conntrack", "dnsmasq-base", "ethtool",
      "iputils-arping", "iputils-tracepath", "traceroute", "tcpdump", "iperf3", "netcat-openbsd", "bind9-dnsutils",
    ],
  },
  kvm: {
    description: { en: "a KVM host: QEMU, libvirt, Open vSwitch, virt-install", zh: "KVM 宿主机：QEMU、libvirt、Open vSwitch、virt-install" },
    packages: [...kvmHostPackages("apt", "x86_64"), "virtinst", "bridge-utils", "iptables", "genisoimage", "containernetworking-plugins"],
  },
  cluster: {
    description: { en: "parts of a cluster: etcd, Keepalived, HAProxy, IPVS, NFS", zh: "集群组件：etcd、Keepalived、HAProxy、IPVS、NFS" },
    packages: ["etcd-server", "etcd-client", "keepalived", "haproxy", "ipvsadm", "ipset", "conntrack", "socat", "nfs-common", "nfs-kernel-server"],
  },
};

/** All packages of some sets. @throws LabError LW4030, every unknown name at once */
export function packagesOf(names: readonly string[]): string[] {
  const known = Object.keys(packageSets).join(", ");
  const problems = names.filter((name) => !Object.hasOwn(packageSets, name)).map((name) => ({ code: "LW4030" as const, values: { given: name, known } }));
  if (problems.length > 0) throw new LabError(problems);
  return names.flatMap((name) => packageSets[name]?.packages ?? []);
}
