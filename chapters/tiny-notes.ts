import type { Text } from "../constructs/core/text";

/** What a reader should know of the guest that is on a machine with `tinyGuest`. */
export const tinyNotes: readonly Text[] = [
  {
    en: "A small guest is there to be run: `/srv/tiny/vmlinuz` and `/srv/tiny/initrd` hold the machine's own kernel, drivers for virtual devices, and busybox. Give `--boot kernel=/srv/tiny/vmlinuz,initrd=/srv/tiny/initrd,kernel_args=\"console=ttyS0 quiet\"` to virt-install, with `--osinfo detect=off,require=off`. On its serial console (whose log can go to `/srv/tiny/log`) it reports the devices it sees, and it counts its ticks in the first sector of its disk.",
    zh: "虚拟机中已备好可供运行的客户机：`/srv/tiny/vmlinuz` 和 `/srv/tiny/initrd`，由虚拟机自身的内核、虚拟设备的驱动和 busybox 组成。为 virt-install 加上 `--boot kernel=/srv/tiny/vmlinuz,initrd=/srv/tiny/initrd,kernel_args=\"console=ttyS0 quiet\"` 和 `--osinfo detect=off,require=off` 即可。它在串口上报告所见的设备（日志可放在 `/srv/tiny/log`），并把计数写入磁盘的第一个扇区。",
  },
  {
    en: "Where your host has no nested virtualization, or the lab is emulated, there is no usable /dev/kvm inside: use `--virt-type qemu`, and be patient. The exercises are the same.",
    zh: "若宿主机没有启用嵌套虚拟化，或实验环境本身就是模拟运行的，其中便没有可用的 /dev/kvm：请使用 `--virt-type qemu`，并耐心等待。练习的内容不受影响。",
  },
];
