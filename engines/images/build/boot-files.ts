import type { ImageFile } from "./recipe";

/**
 * Most of the coldplugged devices are consoles, ACPI objects and memory blocks, each a run through all of
 * udev's rules; the processor would bring a dozen modules for its features.
 */
const UNTRIGGERED = ["tty", "vc", "acpi", "memory", "bdi", "workqueue", "event_source", "cpu", "clockevents", "clocksource", "wakeup", "pnp", "mem"];
const UDEV_TRIGGER = `[Service]
ExecStart=
ExecStart=-udevadm trigger --type=devices --action=add --prioritized-subsystem=block,net ${UNTRIGGERED.map((name) => `--subsystem-nomatch=${name}`).join(" ")}
ExecStart=-udevadm trigger --action=add --sysname-match=ttyS0
`;

/** What cloud-init's growpart and resizefs do, in a tenth of the time: nothing, if the disk is full already. */
const GROW_ROOT = `#!/bin/sh
set -e
while read -r _ _ device _ point _; do [ "$point" != / ] || break; done < /proc/self/mountinfo
partition=/sys/dev/block/$device
[ -e "$partition/partition" ] || exit 0
value() { read -r got < "$1"; echo "$got"; }
name() { while IFS== read -r key got; do [ "$key" != DEVNAME ] || echo "/dev/$got"; done < "$1/uevent"; }
size=$(value "$partition/../size") start=$(value "$partition/start") length=$(value "$partition/size")
# Less than a MiB is what alignment leaves.
[ $((size - start - length)) -gt 2048 ] || exit 0
disk=$(name "$partition/..") number=$(value "$partition/partition")
echo ", +" | sfdisk --quiet --no-reread --no-tell-kernel --force -N "$number" "$disk"
partx --update --nr "$number" "$disk"
resize2fs "$(name "$partition")"
`;

const GROW_ROOT_SERVICE = `[Unit]
Description=Grow the root file system to its disk
DefaultDependencies=no
After=systemd-remount-fs.service
Before=sysinit.target shutdown.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/lib/labwright/grow-root

[Install]
WantedBy=sysinit.target
`;

const SSHD = `# The default's post-quantum half is slow under emulation.
KexAlgorithms curve25519-sha256
PrintMotd no
`;

/** Not before the machine can be reached, but before users' commands need names. */
const RESOLVED = `[Unit]
Description=Network Name Resolution
After=ssh.service
Before=nss-lookup.target cloud-config.service
Wants=nss-lookup.target

[Service]
Type=notify
BusName=org.freedesktop.resolve1
ExecStart=/lib/systemd/systemd-resolved
User=systemd-resolve
AmbientCapabilities=CAP_SETPCAP CAP_NET_RAW CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_SETPCAP CAP_NET_RAW CAP_NET_BIND_SERVICE
RuntimeDirectory=systemd/resolve
RuntimeDirectoryPreserve=yes
Restart=always
RestartSec=0

[Install]
WantedBy=multi-user.target
`;

const SYSCTL = `# Networks of a lab have no duplicates, and waiting for one takes a second.
net.ipv6.conf.default.accept_dad = 0
net.ipv6.conf.default.dad_transmits = 0
`;

const AFTER_SSH = "[Unit]\nAfter=ssh.service\n";

export const BOOT_FILES: Readonly<Record<string, ImageFile>> = {
  // The kernel mounts the root for writing.
  "etc/fstab": { content: "" },
  "etc/machine-id": { content: "" },
  "etc/default/locale": { content: "LANG=C.UTF-8\n" },
  // udev would find it by ACPI, which it is not shown; without it a host's polite shutdown is not heard.
  "etc/modules-load.d/labwright.conf": { content: "button\n" },
  "etc/sysctl.d/50-labwright.conf": { content: SYSCTL },
  "etc/systemd/system/systemd-udev-trigger.service.d/fewer.conf": { content: UDEV_TRIGGER },
  "etc/systemd/system/systemd-resolved.service": { content: RESOLVED },
  "etc/systemd/system/systemd-logind.service.d/later.conf": { content: AFTER_SSH },
  "etc/systemd/system/dbus.service.d/later.conf": { content: AFTER_SSH },
  "etc/systemd/system/grow-root.service": { content: GROW_ROOT_SERVICE },
  "usr/local/lib/labwright/grow-root": { content: GROW_ROOT, mode: 0o755 },
  "etc/ssh/sshd_config.d/labwright.conf": { content: SSHD },
  // sshd tests its configuration before each start: an sshd more.
  "etc/systemd/system/ssh.service.d/quick.conf": { content: "[Service]\nExecStartPre=\n" },
};

/** No use in a lab's machine. */
export const MASKED_UNITS = [
  "apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer", "e2scrub_reap.service", "fstrim.timer",
  "getty@tty1.service", "systemd-binfmt.service", "proc-sys-fs-binfmt_misc.automount", "systemd-pstore.service", "systemd-repart.service", "systemd-firstboot.service",
  "systemd-sysusers.service", "systemd-update-utmp.service", "systemd-update-utmp-runlevel.service", "systemd-random-seed.service",
  "systemd-ask-password-console.path", "systemd-ask-password-wall.path", "systemd-fsckd.socket", "systemd-initctl.socket",
  "sys-kernel-debug.mount", "sys-kernel-tracing.mount", "sys-kernel-config.mount", "sys-fs-fuse-connections.mount", "dev-hugepages.mount", "dev-mqueue.mount",
  "modprobe@configfs.service", "modprobe@dm_mod.service", "modprobe@drm.service", "modprobe@efi_pstore.service", "modprobe@fuse.service", "modprobe@loop.service",
  "systemd-network-generator.service", "systemd-journal-flush.service",
  "cryptsetup.target", "integritysetup.target", "veritysetup.target", "remote-fs.target", "cloud-init-hotplugd.socket",
];

/** Each is a process at boot, for a feature the image has not got. */
export const MASKED_GENERATORS = [
  "systemd-cryptsetup-generator", "systemd-debug-generator", "systemd-gpt-auto-generator", "systemd-hibernate-resume-generator", "systemd-integritysetup-generator",
  "systemd-rc-local-generator", "systemd-run-generator", "systemd-system-update-generator", "systemd-sysv-generator", "systemd-veritysetup-generator",
];

/** Rules for hardware a lab's machine has not got; each is matched against each device. */
export const REMOVED_UDEV_RULES = [
  "60-autosuspend", "60-cdrom_id", "60-drm", "60-evdev", "60-fido-id", "60-infiniband", "60-persistent-alsa", "60-persistent-input", "60-persistent-storage-tape",
  "60-persistent-v4l", "60-sensor", "64-btrfs", "66-azure-ephemeral", "70-camera", "70-joystick", "70-memory", "70-mouse", "70-touchpad", "70-uaccess", "71-seat",
  "73-seat-late", "75-probe_mtd", "78-sound-card", "81-net-dhcp", "85-hwclock", "96-e2scrub",
];
