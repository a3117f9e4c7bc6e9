import type { ImageFile, ImageRecipe } from "./recipe";

/** What an image needs because of a package, whichever set or wish brought it. */
interface PackageNeed {
  /** Any of these. */
  readonly packages: readonly string[];
  readonly files?: Readonly<Record<string, ImageFile>>;
  readonly masked?: readonly string[];
  /** Taken from the image's masks: the package needs what no other one does. */
  readonly unmasked?: readonly string[];
  readonly commands?: readonly string[];
}

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

const NEEDS: readonly PackageNeed[] = [
  {
    packages: ["qemu-system-x86", "qemu-kvm", "libvirt-daemon-system"],
    files: { "etc/systemd/system/load-kvm.service": { content: KVM_SERVICE } },
    commands: ["systemctl enable load-kvm.service"],
  },
  // Fails where there is an Open vSwitch that netplan did not set up.
  { packages: ["openvswitch-switch"], masked: ["system/netplan-ovs-cleanup.service"] },
  { packages: ["nfs-common", "nfs-kernel-server", "cifs-utils", "open-iscsi", "ceph-common", "glusterfs-client"], unmasked: ["system/remote-fs.target"] },
  { packages: ["fuse3", "fuse-overlayfs", "lxcfs", "sshfs"], unmasked: ["system/modprobe@fuse.service", "system/sys-fs-fuse-connections.mount"] },
  { packages: ["cryptsetup"], unmasked: ["system/cryptsetup.target", "system-generators/systemd-cryptsetup-generator"] },
];

/** A recipe with what its packages need. */
export function withNeeds(recipe: ImageRecipe): ImageRecipe {
  const needs = NEEDS.filter(({ packages }) => packages.some((name) => recipe.packages.includes(name)));
  const unmasked = needs.flatMap((need) => need.unmasked ?? []);
  return {
    ...recipe,
    files: Object.assign({}, recipe.files, ...needs.map((need) => need.files)) as ImageRecipe["files"],
    masked: [...recipe.masked, ...needs.flatMap((need) => need.masked ?? [])].filter((name) => !unmasked.includes(name)),
    commands: [...recipe.commands, ...needs.flatMap((need) => need.commands ?? [])],
  };
}
