import type { Checker } from "../core/checker";
import { sizeLike } from "../core/rules";
import { Size } from "../core/size";

export type DiskBus = "virtio" | "scsi" | "sata";

/** A disk beside the root disk: empty at first, and kept when the machine is rebuilt. */
export interface DataDiskProps {
  /**
   * What its content is kept by: a disk with another name is another disk.
   * @default data1 - where it is the only one; of several each has a name
   */
  readonly name?: string;
  readonly size: Size;
  /** @default virtio */
  readonly bus?: DiskBus;
}

/** A disk with its place on the machine decided. */
export interface Disk {
  readonly name: string;
  readonly size: Size;
  readonly bus: DiskBus;
  /** Device name that libvirt orders disks by: vda, sdb. The guest may name them otherwise. */
  readonly device: string;
  /** Serial number: the guest finds the disk as /dev/disk/by-id/virtio-<serial>. */
  readonly serial: string;
}

const PREFIX: Readonly<Record<DiskBus, string>> = { virtio: "vd", scsi: "sd", sata: "sd" };

/** Device name of the seed: after every data disk, so that the guest finds those where it expects them. */
export const SEED_DEVICE = "vdz";

/** Most data disks on one bus: what comes before the seed's letter. */
const MAX_DISKS = 24;

/** QEMU's machine types without a chipset of a PC. */
const VIRT = /^virt(-|$)/;

/** Device names in libvirt's order: a..z, then aa..zz. */
export function deviceName(bus: DiskBus, index: number): string {
  const letter = (n: number): string => String.fromCharCode(97 + n);
  return PREFIX[bus] + (index < 26 ? letter(index) : letter(Math.floor(index / 26) - 1) + letter(index % 26));
}

/** Checks data disks and gives them their devices. @internal */
export function placeDisks(check: Checker, machine: { readonly name: string; readonly machineType: string }, given: readonly DataDiskProps[], used: Record<"vd" | "sd", number>): Disk[] {
  const names = new Set<string>(["root"]);
  if (given.length > MAX_DISKS) check.problem("LW1001", { property: "disks", given: { en: `${given.length} disks`, zh: `${given.length} 块磁盘` }, rule: { en: `at most ${MAX_DISKS} disks`, zh: `最多 ${MAX_DISKS} 块磁盘` } });
  return given.map((props, index) => {
    const at = `disks[${index}]`;
    check.known(props, ["name", "size", "bus"], at);
    const bus = check.oneOf(`${at}.bus`, props?.bus ?? "virtio", ["virtio", "scsi", "sata"], "virtio");
    if (bus === "sata" && VIRT.test(machine.machineType)) refuseSata(check, machine, at);
    if (given.length > 1 && props?.name === undefined) check.problem("LW1043", { machine: machine.name, property: `${at}.name` });
    const name = check.text(`${at}.name`, props?.name ?? `data${index + 1}`, /^[a-z0-9][a-z0-9-]{0,19}$/, { en: "at most 20 lower-case letters, digits and dashes", zh: "最多 20 个小写字母、数字与短横线" }, `data${index + 1}`);
    if (names.has(name)) check.problem("LW1023", { given: name, first: { en: "another disk", zh: "另一块磁盘" }, second: at, rule: { en: "disk names are unique within a machine", zh: "磁盘名称在虚拟机内必须唯一" } });
    const unique = names.has(name) ? `TWIN${index}` : name;
    names.add(unique);
    const size = check.instance(`${at}.size`, props?.size, Size, sizeLike("Size.gibibytes(10)"), Size.gibibytes(1));
    const counter = PREFIX[bus] as "vd" | "sd";
    return { name: unique, size, bus, device: deviceName(bus, used[counter]++), serial: unique };
  });
}

// QEMU would refuse the disk when the machine starts, the rest of the lab standing there already.
function refuseSata(check: Checker, { name, machineType }: { readonly name: string; readonly machineType: string }, at: string): void {
  check.problem("LW1040", {
    machine: name,
    given: `\`${at}.bus: "sata"\``,
    rule: { en: `QEMU's machine type ${machineType} has no SATA controller`, zh: `QEMU 机器类型 ${machineType} 没有 SATA 控制器` },
    fix: { en: "use `virtio` or `scsi`", zh: "请使用 `virtio` 或 `scsi`" },
  });
}
