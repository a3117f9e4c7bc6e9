/** Package names of what a KVM host needs, per package tool. */
export type PackageFamily = "apt" | "dnf";

// `nc` is what a libvirt connection over SSH may end in; curl, xz and bzip2 are for images.
const COMMON_APT = ["qemu-utils", "libvirt-daemon-system", "libvirt-clients", "openvswitch-switch", "dnsmasq-base", "iproute2", "netcat-openbsd", "curl", "xz-utils", "bzip2"];
const COMMON_DNF = ["qemu-kvm", "qemu-img", "libvirt-daemon-kvm", "libvirt-daemon-config-network", "libvirt-client", "openvswitch", "dnsmasq", "iproute", "nmap-ncat", "curl", "xz", "bzip2"];

/** The emulator and firmware of the host's own architecture; the others would be a gigabyte. */
const BY_ARCH: Readonly<Record<PackageFamily, Readonly<Record<string, readonly string[]>>>> = {
  apt: { x86_64: ["qemu-system-x86", "ovmf"], aarch64: ["qemu-system-arm", "qemu-efi-aarch64"] },
  dnf: { x86_64: ["edk2-ovmf"], aarch64: ["edk2-aarch64"] },
};

/** What is installed on a KVM host. */
export function kvmHostPackages(family: PackageFamily, arch: string): readonly string[] {
  const common = family === "apt" ? COMMON_APT : COMMON_DNF;
  return [...(BY_ARCH[family][arch] ?? []), ...common];
}

/** The packages without which Open vSwitch, or libvirt, is gone: kept where something still uses it. */
export const KEPT_WITH = {
  ovs: ["openvswitch-switch", "openvswitch"],
  libvirt: ["libvirt-daemon-system", "libvirt-daemon-kvm", "libvirt-clients", "libvirt-client", "qemu-system-x86", "qemu-system-arm", "qemu-kvm", "qemu-utils", "qemu-img", "dnsmasq-base", "dnsmasq"],
} as const;
