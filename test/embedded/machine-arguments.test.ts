import { machineArguments, type MachineRun } from "../../engines/embedded/qemu/machine-arguments";
import { managementAddress, managementCidr } from "../../engines/embedded/qemu/management";
import { LabError } from "../../constructs/core/lab-error";
import { lab, named, network, nic } from "./support/lab";

const RUN: MachineRun = {
  emulator: { path: "/usr/bin/qemu-system-x86_64", version: "7.2.0" }, accelerator: "tcg", translationBuffer: 512, sshPort: 40022,
  managementCidr: "198.18.0.0/24", managementMac: "02:00:00:00:00:ff",
  qmpSocket: "/run/m0.qmp", consoleSocket: "/run/m0.tty", serialLog: "/lab/serial.log",
  nicSockets: ["/run/m0n0", "/run/m0n1"], mtus: [undefined, 9000],
  diskFiles: ["/lab/root.qcow2", "/lab/data.qcow2", "/lab/old.qcow2"],
};
const FULL = named("box", {
  vcpus: 2, memoryMiB: 1024, graphics: "vnc",
  disks: [{ name: "root", bytes: 1, bus: "virtio", serial: "root1" }, { name: "data", bytes: 1, bus: "scsi", serial: "data1" }, { name: "old", bytes: 1, bus: "sata" }],
  nics: [nic(), nic({ mac: "02:00:00:00:00:02", network: "fabric" })],
});

/** Words as pairs of an option and its value, as QEMU reads them. */
function options(words: readonly string[]): [string, string][] {
  return words.flatMap((word, index): [string, string][] => (word.startsWith("-") && index > 0 ? [[word, (words[index + 1] ?? "").startsWith("-") ? "" : (words[index + 1] ?? "")]] : []));
}
const valuesOf = (words: readonly string[], name: string): string[] => options(words).filter(([option]) => option === name).map(([, value]) => value);

test("a machine with all kinds of disks, two NICs and VNC: every word", () => {
  const blockdev = (node: string, file: string): string => `{"node-name":"${node}","driver":"qcow2","read-only":false,"discard":"unmap","file":{"driver":"file","filename":"${file}","discard":"unmap"}}`;
  expect(machineArguments(FULL, { ...RUN, seed: { format: "cloud-init", file: "/lab/seed.iso" } })).toEqual([
    "/usr/bin/qemu-system-x86_64",
    "-name", "guest=lw-abcdefghijklm-box",
    "-no-user-config", "-nodefaults", "-display", "none", "-daemonize",
    "-machine", "q35", "-accel", "tcg,tb-size=512", "-cpu", "max", "-smp", "2", "-m", "1024M",
    "-qmp", "unix:/run/m0.qmp,server=on,wait=off",
    "-chardev", "socket,id=console,path=/run/m0.tty,server=on,wait=off,logfile=/lab/serial.log,logappend=on",
    "-serial", "chardev:console",
    "-device", "virtio-rng-pci",
    "-device", "virtio-scsi-pci,id=scsi",
    "-blockdev", blockdev("disk0", "/lab/root.qcow2"), "-device", "virtio-blk-pci,drive=disk0,serial=root1,bootindex=1",
    "-blockdev", blockdev("disk1", "/lab/data.qcow2"), "-device", "scsi-hd,bus=scsi.0,drive=disk1,serial=data1",
    "-blockdev", blockdev("disk2", "/lab/old.qcow2"), "-device", "ide-hd,drive=disk2",
    "-blockdev", '{"node-name":"seed","driver":"raw","read-only":true,"file":{"driver":"file","filename":"/lab/seed.iso","locking":"off"}}', "-device", "virtio-blk-pci,drive=seed,serial=seed",
    "-netdev", "user,id=mgmt,restrict=on,ipv6=off,net=198.18.0.0/24,hostfwd=tcp:127.0.0.1:40022-:22", "-device", "virtio-net-pci,netdev=mgmt,mac=02:00:00:00:00:ff,romfile=",
    "-netdev", "stream,id=nic0,server=on,addr.type=unix,addr.path=/run/m0n0", "-device", "virtio-net-pci,netdev=nic0,mac=02:00:00:00:00:01,romfile=",
    "-netdev", "stream,id=nic1,server=on,addr.type=unix,addr.path=/run/m0n1", "-device", "virtio-net-pci,netdev=nic1,mac=02:00:00:00:00:02,host_mtu=9000,romfile=",
    "-vnc", "127.0.0.1:0,to=999,password=on", "-device", "virtio-vga",
  ]);
});

test("a machine of few words has no controller, display or seed that nobody asked for", () => {
  const words = machineArguments(named("box"), RUN);
  expect(words.join(" ")).not.toMatch(/scsi|vnc|vga|seed|fw_cfg|pflash|-kernel|nic0/);
});

test.each([["kvm", "kvm", "host"], ["hvf", "hvf", "host"], ["tcg", "tcg,tb-size=512", "max"]] as const)("%s runs the host's processor, or all that can be emulated", (accelerator, accel, cpu) => {
  const words = machineArguments(named("box"), { ...RUN, accelerator });
  expect([valuesOf(words, "-accel"), valuesOf(words, "-cpu")]).toEqual([[accel], [cpu]]);
});

test("Arm has a board of its own, UEFI its code and the machine's own variables", () => {
  const words = machineArguments(named("box", { arch: "aarch64" }), { ...RUN, firmware: { code: "/fw/code,1.fd", template: "/fw/vars.fd", format: "raw", variables: "/lab/a,b/vars.fd" } });
  expect(valuesOf(words, "-machine")).toEqual(["virt,gic-version=max"]);
  expect(valuesOf(words, "-drive")).toEqual([
    "if=pflash,unit=0,format=raw,readonly=on,file=/fw/code,,1.fd",
    "if=pflash,unit=1,format=raw,file=/lab/a,,b/vars.fd",
  ]);
});

test("a kernel is started as it is, Ignition is handed over by the firmware, an installer is a CD-ROM that comes second", () => {
  const run: MachineRun = { ...RUN, kernel: { kernel: "/i/vmlinuz", initrd: "/i/initrd", arguments: "console=ttyS0 ro" }, seed: { format: "ignition", file: "/lab/se,ed" }, installer: "/iso/in,stall.iso" };
  const words = machineArguments(named("box"), run);
  expect(["-kernel", "-initrd", "-append", "-fw_cfg"].map((name) => valuesOf(words, name))).toEqual([["/i/vmlinuz"], ["/i/initrd"], ["console=ttyS0 ro"], ["name=opt/com.coreos/config,file=/lab/se,,ed"]]);
  expect(valuesOf(words, "-device")).toEqual(expect.arrayContaining(["virtio-scsi-pci,id=scsi", "scsi-cd,bus=scsi.0,drive=installer,bootindex=2"]));
  expect(words.join(" ")).not.toContain("drive=seed");
});

test("a comma in a path ends no value: of sockets, logs and disks", () => {
  const at = (path: string): string => path.replace("/", "/a,b/");
  const words = machineArguments(FULL, {
    ...RUN, qmpSocket: at(RUN.qmpSocket), consoleSocket: at(RUN.consoleSocket), serialLog: at(RUN.serialLog),
    nicSockets: RUN.nicSockets.map(at), diskFiles: RUN.diskFiles.map(at),
  });
  expect(valuesOf(words, "-qmp")).toEqual(["unix:/a,,b/run/m0.qmp,server=on,wait=off"]);
  expect(valuesOf(words, "-chardev")).toEqual([expect.stringContaining("path=/a,,b/run/m0.tty,server=on,wait=off,logfile=/a,,b/lab/serial.log,")]);
  expect(valuesOf(words, "-netdev").slice(1)).toEqual([expect.stringMatching(/addr\.path=\/a,,b\/run\/m0n0$/), expect.stringMatching(/addr\.path=\/a,,b\/run\/m0n1$/)]);
  // JSON has no such end.
  expect(valuesOf(words, "-blockdev").map((text) => (JSON.parse(text) as { file: { filename: string } }).file.filename)).toEqual(RUN.diskFiles.map(at));
});

describe("the range of the NICs that SSH comes in by", () => {
  test("is the first that no network of the lab has, of a VLAN either", () => {
    const taken = network({ subnets: [{ cidr: "198.18.0.0/16" }] });
    const vlan = network({ name: "fabric", kind: "ovs", subnets: [], vlans: [{ name: "web", tag: 5, subnets: [{ cidr: "198.19.255.128/25" }] }] });
    expect([managementCidr(lab({ networks: [] })), managementCidr(lab({ networks: [taken] })), managementCidr(lab({ networks: [taken, vlan] }))]).toEqual(["198.18.0.0/24", "198.19.255.0/24", "192.0.2.0/24"]);
    expect(managementAddress("198.18.0.0/24")).toBe("198.18.0.15/24");
  });

  test("is told as missing where the lab has them all", () => {
    expect(() => managementCidr(lab({ networks: [network({ subnets: [{ cidr: "0.0.0.0/0" }] })] }))).toThrow(LabError);
  });
});
