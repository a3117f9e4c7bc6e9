import { CLOUD_CFG } from "./cloud-cfg";
import type { ImageRecipe } from "./recipe";

const PACKAGES = [
  "linux-image-cloud-amd64", "systemd-sysv", "dbus", "libpam-systemd", "libnss-myhostname", "systemd-resolved",
  "cloud-init", "cloud-guest-utils", "fdisk", "netplan.io", "openssh-server", "sudo",
  "iproute2", "iputils-ping", "netbase", "ca-certificates", "curl", "jq", "less", "vim-tiny", "locales",
];

const INITRAMFS = `MODULES=list
COMPRESS=lz4
`;

export const DEBIAN_BASE: ImageRecipe = {
  name: "debian-12",
  suite: "bookworm",
  packages: PACKAGES,
  earlyFiles: {
    "etc/initramfs-tools/conf.d/labwright": { content: INITRAMFS },
    "etc/initramfs-tools/modules": { content: "virtio_pci\nvirtio_blk\nvirtio_scsi\n" },
  },
  files: {
    "etc/fstab": { content: "LABEL=root / ext4 defaults,noinit_itable 0 1\n" },
    "etc/machine-id": { content: "" },
    "etc/default/locale": { content: "LANG=C.UTF-8\n" },
    "etc/cloud/cloud.cfg": { content: CLOUD_CFG },
  },
  removed: ["etc/cloud/cloud.cfg.d/05_logging.cfg.off"],
  masked: ["apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer", "e2scrub_reap.service", "fstrim.timer", "getty@tty1.service"],
  commands: ["rm -f /etc/ssh/ssh_host_*", "systemctl set-default multi-user.target"],
  kernelArguments: "console=tty0 console=ttyS0,115200",
  virtualSizeMiB: 3072,
};
