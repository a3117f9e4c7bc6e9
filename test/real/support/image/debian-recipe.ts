import { BOOT_FILES, MASKED_GENERATORS, MASKED_UNITS, REMOVED_UDEV_RULES } from "./boot-files";
import { CLOUD_INIT_FILES } from "./cloud-init-files";
import type { ImageRecipe } from "./recipe";

const PACKAGES = [
  "linux-image-cloud-amd64", "systemd-sysv", "dbus", "libnss-myhostname", "systemd-resolved",
  "cloud-init", "cloud-guest-utils", "fdisk", "netplan.io", "openssh-server", "sudo",
  "iproute2", "iputils-ping", "netbase", "ca-certificates", "curl", "jq", "less", "vim-tiny", "locales",
];

export const DEBIAN_BASE: ImageRecipe = {
  name: "debian-12",
  suite: "bookworm",
  packages: PACKAGES,
  // The disk's modules are listed and devtmpfs makes the nodes: udev need not start twice.
  excluded: ["/usr/share/initramfs-tools/hooks/udev", "/usr/share/initramfs-tools/scripts/*/udev"],
  earlyFiles: {
    "etc/initramfs-tools/conf.d/labwright-test": { content: "MODULES=list\nCOMPRESS=lz4\nRESUME=none\n" },
    "etc/initramfs-tools/modules": { content: "virtio_pci\nvirtio_blk\nvirtio_net\n" },
    "etc/initramfs-tools/hooks/labwright-test": { content: `#!/bin/sh\n[ "$1" != prereqs ] || exit 0\n. /usr/share/initramfs-tools/hook-functions\ncopy_exec /sbin/blkid /sbin\n`, mode: 0o755 },
    "etc/initramfs-tools/scripts/init-bottom/move-dev": { content: `#!/bin/sh\n[ "$1" != prereqs ] || exit 0\nmount -o move /dev "$rootmnt/dev"\n`, mode: 0o755 },
  },
  files: { ...BOOT_FILES, ...CLOUD_INIT_FILES },
  removed: ["var/log/journal", "etc/update-motd.d/10-uname", "etc/systemd/system/dbus-org.freedesktop.resolve1.service", "etc/systemd/system/sysinit.target.wants/systemd-resolved.service", ...REMOVED_UDEV_RULES.map((name) => `usr/lib/udev/rules.d/${name}.rules`)],
  masked: [...MASKED_UNITS.map((unit) => `system/${unit}`), ...MASKED_GENERATORS.map((name) => `system-generators/${name}`)],
  commands: ["rm -f /etc/ssh/ssh_host_*", "systemctl set-default multi-user.target", "systemctl enable systemd-networkd.service systemd-resolved.service grow-root.service"],
  kernelArguments: "rw rootflags=noinit_itable console=ttyS0,115200 quiet mitigations=off no5lvl audit=0 random.trust_cpu=on SYSTEMD_SECCOMP=0",
  virtualSizeMiB: 3072,
};
