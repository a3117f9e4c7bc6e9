import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chooseArchives, debianSources } from "../../../../engines/images/build/apt-sources";
import { BuildTools } from "../../../../engines/images/build/build-tools";
import { compressDisk, makeDisk } from "../../../../engines/images/build/disk";
import { thisMachine } from "../../../../engines/images/build/requirements";
import { unpack } from "../../../../engines/images/build/tree";
import type { CachedImage } from "./cache";
import { exec } from "./exec";

/** In the order they load; virtio's first. */
const MODULES = ["virtio_ring", "virtio", "virtio_pci_modern_dev", "virtio_pci_legacy_dev", "virtio_pci", "virtio_blk", "failover", "net_failover", "virtio_net", "button", "evdev"];

const INIT = `#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /run /tmp
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do insmod "$module" 2>/dev/null; done
ip link set lo up
for nic in /sys/class/net/*; do
  nic=\${nic##*/}
  [ "$nic" != lo ] || continue
  ip link set "$nic" up
  # Where there is a server there will be a lease; where there is none nobody waits.
  udhcpc -q -t 3 -T 2 -n -b -i "$nic" -s /udhcpc >/dev/null 2>&1 &
done
# So that a host's polite shutdown works.
acpid -f -l /dev/null -c /acpi &
echo "tiny ready"
while :; do setsid cttyhack sh; done
`;

const UDHCPC = `#!/bin/sh
[ "$1" = bound ] || [ "$1" = renew ] || exit 0
ip address flush dev "$interface"
ip address add "$ip/\${mask:-24}" dev "$interface"
[ -z "$router" ] || ip route add default via "\${router%% *}" dev "$interface"
`;

export const TINY_RECIPE = {
  name: "tiny",
  suite: "bookworm",
  packages: ["linux-image-cloud-amd64", "busybox-static"],
  modules: MODULES,
  files: { init: INIT, udhcpc: UDHCPC, "acpi/PWRF/00000080": "#!/bin/sh\npoweroff -f\n" },
  kernelArguments: "console=ttyS0,115200 quiet mitigations=off no5lvl",
  sizeMiB: 64,
};

/** A kernel and a busybox on a disk that boots like any other: no root file system behind it, nothing to wait for. */
export async function buildTiny(dir: string): Promise<CachedImage> {
  const [packages, initramfs, root] = [join(dir, "packages"), join(dir, "initramfs"), join(dir, "root")];
  const tools = new BuildTools();
  await unpack(tools, TINY_RECIPE, debianSources(TINY_RECIPE.suite, chooseArchives(undefined)), packages);
  await layOutInitramfs(packages, initramfs);
  mkdirSync(root);
  cpSync(join(packages, "boot", kernelFile(packages)), join(root, "vmlinuz"));
  await exec("sh", "-ec", `cd '${initramfs}' && find . | cpio --quiet -o -H newc | gzip -1 > '${join(root, "initrd.img")}'`);
  const raw = join(dir, "disk.raw");
  const kernel = { grub: thisMachine().grub, image: "/vmlinuz", initrd: "/initrd.img", arguments: TINY_RECIPE.kernelArguments };
  await makeDisk(tools, root, raw, { sizeMiB: TINY_RECIPE.sizeMiB, kernel });
  const path = join(dir, "disk.qcow2");
  const sha256 = await compressDisk(tools, raw, path);
  return { path, sha256, sizeBytes: statSync(path).size };
}

async function layOutInitramfs(packages: string, initramfs: string): Promise<void> {
  for (const name of ["bin", "modules"]) mkdirSync(join(initramfs, name), { recursive: true });
  cpSync(join(packages, "bin/busybox"), join(initramfs, "bin/busybox"));
  symlinkSync("bin", join(initramfs, "sbin"));
  for (const [name, content] of Object.entries(TINY_RECIPE.files)) {
    const path = join(initramfs, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, 0o755);
  }
  const found = (await exec("find", join(packages, "lib/modules"), "-name", "*.ko")).split("\n");
  for (const [index, name] of MODULES.entries()) {
    const file = found.find((path) => path.endsWith(`/${name}.ko`));
    // Some are built in, in some kernels.
    if (file) cpSync(file, join(initramfs, "modules", `${String(index).padStart(2, "0")}-${name}.ko`));
  }
}

function kernelFile(packages: string): string {
  const name = readdirSync(join(packages, "boot")).find((file) => file.startsWith("vmlinuz-"));
  if (name === undefined) throw new Error("no kernel among the packages");
  return name;
}
