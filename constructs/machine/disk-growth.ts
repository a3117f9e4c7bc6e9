import type { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { hostCommand, localExec } from "../terraform/host-command";
import { TerraformData } from "../terraform/terraform-data";
import type { Disk } from "./disk";
import type { Machine } from "./machine";

// A running machine's disk grows under it: its image file is locked against all but QEMU.
const GROW = `set -eu
say() { echo "labwright: $*" >&2; }
on() { LC_ALL=C virsh -q -c "$LW_URI" "$@"; }
fail() { say "LW2082 $LW_DISK: $(tr '\\n' ' ' < "$said")"; exit 31; }
said=$(mktemp); trap 'rm -f "$said"' EXIT
command -v virsh > /dev/null || { echo "virsh is not installed on this host" > "$said"; fail; }
xml=$(on vol-dumpxml --pool "$LW_POOL" "$LW_VOLUME" 2> "$said") || fail
now=$(printf '%s\\n' "$xml" | sed -n "s/.*<capacity unit='bytes'>\\([0-9]*\\)<.*/\\1/p")
[ -n "$now" ] || { echo "libvirt does not say how large it is" > "$said"; fail; }
[ "$now" != "$LW_BYTES" ] || exit 0
[ "$now" -lt "$LW_BYTES" ] || { say "LW2081 $LW_DISK has $now bytes, and $LW_BYTES bytes is less"; exit 30; }
state=$(on domstate "$LW_DOMAIN" 2> /dev/null) || state=
case $state in
  "" | "shut off" | crashed) on vol-resize --pool "$LW_POOL" "$LW_VOLUME" "\${LW_BYTES}B" > /dev/null 2> "$said" || fail ;;
  *) on blockresize "$LW_DOMAIN" "$LW_DEVICE" "\${LW_BYTES}B" > /dev/null 2> "$said" || fail ;;
esac
`;

/**
 * Brings a data disk to the size that is asked for, its content as it was: the provider's own update of a volume always
 * fails, and a new volume would be empty. Fewer bytes than it was made with are refused while planning, by Terraform itself,
 * whose state keeps that number; fewer than it has grown to by `labwright plan`, and by the step in the end.
 * @internal
 */
export function growDisk(machine: Machine, disk: Disk, volume: Volume): TerraformData {
  const { host, resources } = machine.lab;
  const bytes = volumeBytes(disk);
  const address = `libvirt_volume.${volume.friendlyUniqueId}`;
  const command = hostCommand(host, GROW, {
    LW_URI: host.ssh === undefined ? host.uri : "qemu:///system",
    LW_POOL: machine.lab.hostName("pool"), LW_VOLUME: volumeName(machine, disk), LW_DOMAIN: machine.hostName, LW_DEVICE: disk.device,
    LW_DISK: diskWords(machine, disk), LW_BYTES: String(bytes),
  });
  return new TerraformData(machine, `size-${disk.name}`, () => ({ triggers_replace: { bytes }, provisioner: [localExec(command)] }), {
    dependsOn: [resources.pool, volume],
    lifecycle: {
      precondition: [{
        condition: `\${${address}.capacity <= ${bytes}}`,
        errorMessage: `labwright: LW2081 ${diskWords(machine, disk)} has \${format("%.4g GiB", ${address}.capacity / 1073741824)}, and ${disk.size.toString()} is less`,
      }],
    },
  });
}

/** The file name of a data disk. A dot is in no machine's name: `web-data` never meets the disk `data` of `web`. @internal */
export function volumeName(machine: Machine, { name }: Disk): string {
  return `${machine.name}.${name}.qcow2`;
}

function diskWords(machine: Machine, { name }: Disk): string {
  return `${machine.name}/${name}`;
}

// libvirt makes a volume of whole KiB.
function volumeBytes({ size }: Disk): number {
  return Math.ceil(size.toBytes() / 1024) * 1024;
}
