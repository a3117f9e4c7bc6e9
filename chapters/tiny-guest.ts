import type { CloudInitProps } from "../constructs/machine/cloud-init";

/** Kernel and initial file system of the tiny guest, and the folder for what guests print. */
export const TINY_KERNEL = "/srv/tiny/vmlinuz";
export const TINY_INITRD = "/srv/tiny/initrd";
export const TINY_LOG = "/srv/tiny/log";

/** Packages that `tinyGuest` needs. */
export const TINY_PACKAGES = ["busybox-static"] as const;

/** What the tiny guest does; a tick starts as few processes as can be, as they are dear to a guest within a guest. Its disk's first sector says how often it has ticked, so that copies of a disk can be told apart. */
const INIT = String.raw`#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
load() { for file in $(cat /drivers/$1); do insmod /drivers/$file 2>/dev/null; done; }
grep -q 0x1af4 /sys/bus/pci/devices/*/vendor && load virtio
grep -q '^0x0101' /sys/bus/pci/devices/*/class && load ide
load button
acpid
echo "tiny: started; the CPU tells of a hypervisor: $(grep -qw hypervisor /proc/cpuinfo && echo yes || echo no)"
if [ -e /sys/class/net/eth0 ]; then
  echo "tiny: network card eth0"
  ip link set eth0 up
  udhcpc -i eth0 -S -b -t 3 -A 20 -s /bin/lease > /dev/null 2>&1 &
fi
now() { awk '{ print int($1 * 1000) }' /proc/uptime; }
# Nobody writes to it: to read from it is to wait.
mkfifo /tmp/never
exec 3<> /tmp/never
count=0 known= memory= disk=
while :; do
  disks=
  for path in /sys/block/[sv]d*; do [ ! -e "$path" ] || disks="$disks${"${path##*/}"} "; done
  [ "$disks" = "$known" ] || { known=$disks; echo "tiny: disks: $disks"; }
  read -r name total unit < /proc/meminfo
  [ "$total" = "$memory" ] || { memory=$total; echo "tiny: memory: $total KiB"; }
  found=
  for name in sda vda; do [ ! -b /dev/$name ] || found=$name; done
  if [ -z "$disk" ] && [ -n "$found" ]; then
    disk=$found
    old=$(dd if=/dev/$disk bs=512 count=1 2>/dev/null | awk '$1 == "tick" { print $2 + 0 }')
    count=$((count + ${"${old:-0}"}))
    if grep -qw measure /proc/cmdline; then
      began=$(now)
      dd if=/dev/zero of=/dev/$disk bs=4096 seek=256 count=512 oflag=direct 2>/dev/null
      echo "tiny: 512 writes to $disk took $(($(now) - began)) ms"
    fi
  fi
  count=$((count + 1))
  if [ -n "$disk" ]; then
    printf 'tick %08d\n' $count > /dev/$disk
    dd if=/dev/null of=/dev/$disk conv=notrunc,fsync 2>/dev/null
  fi
  echo "tiny: tick $count"
  read -t 2 -r never <&3
done
`;

const LEASE = `#!/bin/sh
[ "$1" = bound ] || exit 0
ip address add "$ip/$mask" dev "$interface"
[ -z "$router" ] || ip route add default via "$router"
echo "tiny: address $ip" > /dev/console
`;

/** Makes it of the machine's own kernel, the few drivers that virtual devices need, and busybox. */
const MAKE = `#!/bin/bash
set -eu -o pipefail
root=$(mktemp -d)
mkdir -p "$root"/{bin,dev,proc,sys,tmp,drivers,etc/acpi/PWRF,var/log,var/run} ${TINY_LOG}
cp /bin/busybox "$root/bin/"
for name in $(/bin/busybox --list); do [ "$name" = busybox ] || ln -s busybox "$root/bin/$name"; done
drivers() {
  local set=$1 file
  shift
  for driver in "$@"; do modprobe --show-depends "$driver"; done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r file; do
    cp "$file" "$root/drivers/"
    basename "$file"
  done > "$root/drivers/$set"
}
drivers virtio virtio_pci virtio_balloon virtio_blk virtio_net
drivers ide ata_piix sd_mod
drivers button button evdev
install -m 755 /srv/tiny/init "$root/init"
install -m 755 /srv/tiny/lease "$root/bin/lease"
printf '#!/bin/sh\\npoweroff -f\\n' > "$root/etc/acpi/PWRF/00000080"
chmod +x "$root/etc/acpi/PWRF/00000080"
(cd "$root" && find . | /bin/busybox cpio -o -H newc) > ${TINY_INITRD}
cp "/boot/vmlinuz-$(uname -r)" ${TINY_KERNEL}
chmod 644 ${TINY_KERNEL} ${TINY_INITRD}
rm -rf "$root"
`;

/**
 * cloud-init of a machine with a guest to run inside it: a kernel and a few MiB beside it, which start in seconds. It says
 * what devices it has and then ticks, on its serial console and in the first sector of its disk.
 */
export function tinyGuest(): Required<Pick<CloudInitProps, "files" | "commands">> {
  return {
    files: [
      { path: "/srv/tiny/init", content: INIT, permissions: "0755" },
      { path: "/srv/tiny/lease", content: LEASE, permissions: "0755" },
      { path: "/srv/tiny/make", content: MAKE, permissions: "0755" },
    ],
    commands: ["/srv/tiny/make"],
  };
}

export interface TinyDomain {
  readonly name: string;
  /** More options of virt-install: disks, networks, the machine's kind. */
  readonly options: string;
  /** @default 128 */
  readonly memoryMiB?: number;
  /** Words for the kernel, such as `measure`. */
  readonly words?: string;
  /** Options of its display. @default none */
  readonly graphics?: string;
}

/** A solution's lines that run the tiny guest as a new domain, in place of one that a former attempt left. */
export function installTiny({ name, options, memoryMiB = 128, words = "", graphics = "none" }: TinyDomain): string {
  return `virsh destroy ${name} > /dev/null 2>&1 || true
virsh undefine ${name} --snapshots-metadata --checkpoints-metadata > /dev/null 2>&1 || true
rm -f ${TINY_LOG}/${name}.log
virt-install --name ${name} --virt-type qemu --memory ${memoryMiB} --osinfo detect=off,require=off --import --noautoconsole --graphics ${graphics} \\
  --serial file,path=${TINY_LOG}/${name}.log --boot kernel=${TINY_KERNEL},initrd=${TINY_INITRD},kernel_args="console=ttyS0 quiet${words}" \\
  ${options}
`;
}

/** A solution's line that waits until the guest has said something, for five minutes. */
export function awaitTiny(name: string, words: string): string {
  return `for try in $(seq 300); do ! grep -q '${words}' ${TINY_LOG}/${name}.log 2>/dev/null || break; sleep 1; done
`;
}
