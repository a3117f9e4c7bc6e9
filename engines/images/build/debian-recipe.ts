import { LabError, show } from "../../../constructs/core/lab-error";
import { debianSources } from "./apt-sources";
import { BOOT_FILES, MASKED_GENERATORS, MASKED_UNITS, REMOVED_UDEV_RULES } from "./boot-files";
import { CLOUD_INIT_FILES } from "./cloud-init-files";
import { withNeeds } from "./package-needs";
import { packagesOf } from "./package-sets";
import type { ImageRecipe } from "./recipe";

/** Debian's releases that the recipe is tuned for, by their suite. */
export const SUITES = { bookworm: "debian-12" } as const;

export type Suite = keyof typeof SUITES;

/** What a Debian image is to have. */
export interface DebianOptions {
  /** @default bookworm */
  readonly suite?: Suite;
  /** Beyond what every image has. */
  readonly packages?: readonly string[];
  /** Names of package sets. */
  readonly sets?: readonly string[];
}

/** The account that gets the SSH key. */
export const USER = "debian";

const PACKAGES = [
  "linux-image-cloud-amd64", "systemd-sysv", "dbus", "libnss-myhostname", "systemd-resolved",
  "cloud-init", "cloud-guest-utils", "fdisk", "netplan.io", "openssh-server", "sudo",
  "iproute2", "iputils-ping", "netbase", "ca-certificates", "curl", "jq", "less", "vim-tiny", "locales",
];

/** @see https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
const PACKAGE_NAME = /^[a-z0-9][a-z0-9.+-]+$/;

const INITRAMFS_HOOK = `#!/bin/sh
[ "$1" != prereqs ] || exit 0
. /usr/share/initramfs-tools/hook-functions
copy_exec /sbin/blkid /sbin
`;

const MOVE_DEV = `#!/bin/sh
[ "$1" != prereqs ] || exit 0
mount -o move /dev "$rootmnt/dev"
`;

/** Its generator is masked as a process at boot that most images have no use for. */
const UNMASK_SYSV = "cd /etc/init.d; for script in *; do [ -e /lib/systemd/system/${script%.sh}.service ] || rm -f /etc/systemd/system-generators/systemd-sysv-generator; done";

/**
 * A Debian image with packages and sets of packages: what is the same, in whatever order it was given, is one recipe.
 * @throws LabError LW4030, LW4031
 */
export function debianRecipe({ suite = "bookworm", packages = [], sets = [] }: DebianOptions): ImageRecipe {
  const refused = packages.filter((name) => !PACKAGE_NAME.test(name));
  if (refused.length > 0) {
    throw new LabError(refused.map((name) => ({ code: "LW4031", values: { given: show(name), why: { en: "no package can have such a name", zh: "软件包名称格式不正确" } } })));
  }
  return withNeeds({
    name: SUITES[suite],
    suite,
    packages: [...new Set([...PACKAGES, ...packagesOf(sets), ...packages])].sort(),
    // The disk's modules are listed and devtmpfs makes the nodes: udev need not start twice.
    excluded: ["/usr/share/initramfs-tools/hooks/udev", "/usr/share/initramfs-tools/scripts/*/udev"],
    earlyFiles: {
      "etc/initramfs-tools/conf.d/labwright": { content: "MODULES=list\nCOMPRESS=lz4\nRESUME=none\n" },
      "etc/initramfs-tools/modules": { content: "virtio_pci\nvirtio_blk\nvirtio_net\n" },
      "etc/initramfs-tools/hooks/labwright": { content: INITRAMFS_HOOK, mode: 0o755 },
      "etc/initramfs-tools/scripts/init-bottom/move-dev": { content: MOVE_DEV, mode: 0o755 },
    },
    files: {
      ...BOOT_FILES,
      ...CLOUD_INIT_FILES,
      // The archive it was built from may be a mirror that only the building machine reaches.
      "etc/apt/sources.list": { content: `${debianSources(suite).join("\n")}\n` },
    },
    removed: ["var/log/journal", "etc/update-motd.d/10-uname", "etc/systemd/system/dbus-org.freedesktop.resolve1.service", "etc/systemd/system/sysinit.target.wants/systemd-resolved.service", ...REMOVED_UDEV_RULES.map((name) => `usr/lib/udev/rules.d/${name}.rules`)],
    masked: [...MASKED_UNITS.map((unit) => `system/${unit}`), ...MASKED_GENERATORS.map((name) => `system-generators/${name}`)],
    commands: ["rm -f /etc/ssh/ssh_host_*", "systemctl set-default multi-user.target", "systemctl enable systemd-networkd.service systemd-resolved.service grow-root.service", UNMASK_SYSV],
    kernelArguments: "rw rootflags=noinit_itable console=ttyS0,115200 quiet mitigations=off no5lvl audit=0 random.trust_cpu=on SYSTEMD_SECCOMP=0",
  });
}
