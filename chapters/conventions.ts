import type { Arch } from "../constructs/core/arch";

/** All books share it, one second octet each: clear of Docker, Kubernetes and libvirt's default network. */
export const BOOK_SUBNET_BASE = "10.20.0.0/14";

/** A Docker host: the book's docker-ce is Debian's docker.io, with what it asks for where the kernel has AppArmor and netfilter. */
export const DOCKER_PACKAGES = ["docker.io", "apparmor", "iptables"] as const;

/** The QEMU that runs machines of a KVM host's own architecture: Debian has one package per target. */
export function qemuPackage(arch: Arch): string {
  return arch === "aarch64" ? "qemu-system-arm" : "qemu-system-x86";
}

/** Stops services that another machine's packages brought: machines that start from one built image all have what any of them wants. For cloud-init's commands. */
export function withoutServices(...names: readonly string[]): string {
  return `systemctl disable --now ${names.join(" ")} > /dev/null 2>&1 || true`;
}

/** Where a machine finds its data disk `spare`, of which nothing is in use. */
export const SPARE_DISK = "/dev/disk/by-id/virtio-spare";
