import type { DiskSpec, MachineSpec } from "../../../constructs/spec/lab-spec";
import type { KernelFiles } from "../kernel-files";
import type { Emulator } from "../../doctor/kvm/emulator";
import type { Firmware } from "./firmware";
import { MANAGEMENT_NETDEV } from "./management";

/** What of a machine is decided outside its spec. */
export interface MachineRun {
  readonly emulator: Emulator;
  readonly accelerator: "kvm" | "hvf" | "tcg";
  /** MiB. */
  readonly translationBuffer: number;
  /** Loopback port that leads to its SSH. */
  readonly sshPort: number;
  readonly managementCidr: string;
  readonly managementMac: string;
  readonly qmpSocket: string;
  readonly consoleSocket: string;
  readonly serialLog: string;
  /** By NIC, in their order. */
  readonly nicSockets: readonly string[];
  /** Bytes, by NIC. */
  readonly mtus: readonly (number | undefined)[];
  /** By disk, in their order. */
  readonly diskFiles: readonly string[];
  readonly seed?: { readonly format: "cloud-init" | "ignition"; readonly file: string };
  readonly installer?: string;
  readonly kernel?: KernelFiles;
  readonly firmware?: Firmware & { readonly variables: string };
}

/** Marks a machine's process. */
export function processName(machine: Pick<MachineSpec, "hostName">): string {
  return `guest=${machine.hostName}`;
}

/** Words of QEMU's command line. @see https://www.qemu.org/docs/master/system/invocation.html */
export function machineArguments(machine: MachineSpec, run: MachineRun): string[] {
  const { emulator, accelerator } = run;
  return [
    emulator.path,
    "-name", processName(machine),
    "-no-user-config", "-nodefaults", "-display", "none", "-daemonize",
    "-machine", machine.arch === "aarch64" ? "virt,gic-version=max" : "q35",
    "-accel", accelerator === "tcg" ? `tcg,tb-size=${run.translationBuffer}` : accelerator,
    "-cpu", accelerator === "tcg" ? "max" : "host",
    "-smp", String(machine.vcpus),
    "-m", `${machine.memoryMiB}M`,
    "-qmp", `unix:${escaped(run.qmpSocket)},server=on,wait=off`,
    "-chardev", `socket,id=console,path=${escaped(run.consoleSocket)},server=on,wait=off,logfile=${escaped(run.serialLog)},logappend=on`,
    "-serial", "chardev:console",
    "-device", "virtio-rng-pci",
    ...boot(run),
    ...disks(machine, run),
    ...management(run),
    ...machine.nics.flatMap((nic, index) => [
      "-netdev", `stream,id=nic${index},server=on,addr.type=unix,addr.path=${escaped(run.nicSockets[index] ?? "")}`,
      "-device", device("virtio-net-pci", { netdev: `nic${index}`, mac: nic.mac, host_mtu: run.mtus[index] }),
    ]),
    ...(machine.graphics === "vnc" ? ["-vnc", "127.0.0.1:0,to=999,password=on", "-device", "virtio-vga"] : []),
  ];
}

function boot({ kernel, firmware }: MachineRun): string[] {
  return [
    ...(firmware ? [
      "-drive", `if=pflash,unit=0,format=${firmware.format},readonly=on,file=${escaped(firmware.code)}`,
      "-drive", `if=pflash,unit=1,format=${firmware.format},file=${escaped(firmware.variables)}`,
    ] : []),
    ...(kernel ? ["-kernel", kernel.kernel, "-initrd", kernel.initrd, "-append", kernel.arguments] : []),
  ];
}

function disks(machine: MachineSpec, run: MachineRun): string[] {
  const hasScsi = machine.disks.some(({ bus }) => bus === "scsi") || run.installer !== undefined;
  const words = hasScsi ? ["-device", "virtio-scsi-pci,id=scsi"] : [];
  machine.disks.forEach((disk, index) => {
    words.push("-blockdev", blockdev(`disk${index}`, "qcow2", run.diskFiles[index] ?? ""));
    words.push("-device", diskDevice(disk, index));
  });
  // Not a CD-ROM: cloud kernels have no driver for one.
  if (run.seed?.format === "cloud-init") words.push("-blockdev", blockdev("seed", "raw", run.seed.file, true), "-device", "virtio-blk-pci,drive=seed,serial=seed");
  if (run.seed?.format === "ignition") words.push("-fw_cfg", `name=opt/com.coreos/config,file=${escaped(run.seed.file)}`);
  if (run.installer !== undefined) words.push("-blockdev", blockdev("installer", "raw", run.installer, true), "-device", "scsi-cd,bus=scsi.0,drive=installer,bootindex=2");
  return words;
}

function diskDevice({ bus, serial }: DiskSpec, index: number): string {
  const drive = `disk${index}`;
  const bootindex = index === 0 ? 1 : undefined;
  if (bus === "scsi") return device("scsi-hd", { bus: "scsi.0", drive, serial, bootindex });
  if (bus === "sata") return device("ide-hd", { drive, serial, bootindex });
  return device("virtio-blk-pci", { drive, serial, bootindex });
}

function management({ managementCidr, managementMac, sshPort }: MachineRun): string[] {
  return [
    "-netdev", `user,id=${MANAGEMENT_NETDEV},restrict=on,ipv6=off,net=${managementCidr},hostfwd=tcp:127.0.0.1:${sshPort}-:22`,
    "-device", device("virtio-net-pci", { netdev: MANAGEMENT_NETDEV, mac: managementMac }),
  ];
}

function device(driver: string, properties: Readonly<Record<string, string | number | undefined>>): string {
  // A NIC's ROM is for booting from the network, and takes time to load.
  const all = { ...properties, ...(driver.startsWith("virtio-net") ? { romfile: "" } : {}) };
  return [driver, ...Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))].join(",");
}

function blockdev(node: string, driver: "qcow2" | "raw", filename: string, readOnly = false): string {
  return JSON.stringify({
    "node-name": node, driver, "read-only": readOnly,
    ...(readOnly ? {} : { discard: "unmap" }),
    file: { driver: "file", filename, ...(readOnly ? { locking: "off" } : { discard: "unmap" }) },
  });
}

/** In QEMU's options a comma ends a value. */
export function escaped(path: string): string {
  return path.replaceAll(",", ",,");
}
