import type { CloudConfig } from "../machine/cloud-init";

/** What kubeadm, the kubelet and container runtimes call. */
const PACKAGES = ["conntrack", "ethtool", "iptables", "socat", "curl", "ca-certificates", "gpg"];

/**
 * What a machine is given at its first boot to become a node: modules, kernel settings, packages of its distribution. Kubernetes itself and
 * the container runtime are the runner's, as they change while the machine stays.
 * @see https://kubernetes.io/docs/setup/production-environment/container-runtimes/
 */
export function nodePreparation(kubeProxy: "nftables" | "iptables" | "none"): CloudConfig {
  return {
    packages: [...PACKAGES, ...(kubeProxy === "nftables" ? ["nftables"] : [])],
    write_files: [
      { path: "/etc/modules-load.d/kubernetes.conf", content: "overlay\nbr_netfilter\n" },
      { path: "/etc/sysctl.d/90-kubernetes.conf", content: "net.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\nnet.bridge.bridge-nf-call-ip6tables = 1\n" },
    ],
    runcmd: ["modprobe -a overlay br_netfilter && sysctl --load=/etc/sysctl.d/90-kubernetes.conf", "swapoff -a && sed -i '/[[:space:]]swap[[:space:]]/d' /etc/fstab"],
  };
}
