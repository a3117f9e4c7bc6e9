import { kvmHostPackages } from "../../../../constructs/host/prepare/package-list";
import { DEBIAN_BASE } from "./debian-recipe";
import type { ImageRecipe } from "./recipe";

/** The emulated processor has AMD's virtualisation; udev, which would see that, is not shown processors. */
const KVM_SERVICE = `[Unit]
Description=KVM, where the processor has it
Before=libvirtd.service
ConditionPathExists=!/dev/kvm

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=-/sbin/modprobe -q kvm_amd
ExecStart=-/sbin/modprobe -q kvm_intel

[Install]
WantedBy=multi-user.target
`;

/** A machine that is a host of machines: for labs whose subject is KVM, libvirt or Open vSwitch. */
export const DEBIAN_KVM_HOST: ImageRecipe = {
  ...DEBIAN_BASE,
  name: "debian-12-kvm-host",
  packages: [...new Set([
    ...DEBIAN_BASE.packages,
    ...kvmHostPackages("apt", "x86_64"),
    "virtinst", "bridge-utils", "iptables", "genisoimage", "containernetworking-plugins",
  ])],
  files: { ...DEBIAN_BASE.files, "etc/systemd/system/load-kvm.service": { content: KVM_SERVICE } },
  // Fails where there is an Open vSwitch that netplan did not set up.
  masked: [...DEBIAN_BASE.masked, "system/netplan-ovs-cleanup.service"],
  commands: [...DEBIAN_BASE.commands, "systemctl enable load-kvm.service"],
  // A lab's smallest disk is 5 GiB, and an overlay smaller than its image would cut it off.
  virtualSizeMiB: 4096,
};
