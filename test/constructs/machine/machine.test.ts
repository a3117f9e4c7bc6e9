import { Size } from "../../../constructs/core/size";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { Image } from "../../../constructs/image/image";
import { Machine, type MachineProps } from "../../../constructs/machine/machine";
import { NestedKvmHost } from "../../../constructs/machine/nested-kvm-host";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import { codesOf, type LabOptions, makeLab, problemsOf, synthLab, type Synthesized } from "../../support/synth";

const image = Image.debian12();
const machine = (props: Partial<MachineProps> = {}, options: LabOptions = {}): Synthesized =>
  synthLab((lab) => void new Machine(lab, "web", { image, ...props }), options);
const domain = (props: Partial<MachineProps> = {}, options: LabOptions = {}): Record<string, unknown> => machine(props, options).resource("web/domain");

describe("a machine", () => {
  test("is small unless it is told otherwise", () => {
    expect(domain()).toMatchObject({
      name: expect.stringMatching(/^lw-[a-z2-7]{13}-web$/), title: "web (lab)", vcpu: 1, memory: 1024, memory_unit: "MiB", autostart: false, running: true,
      os: { type: "hvm", type_arch: "x86_64", type_machine: "q35", boot_devices: [{ dev: "hd" }] },
      features: { acpi: true, apic: {} },
    });
    expect(domain()).not.toHaveProperty("os.firmware");
  });

  test("has what it is given", () => {
    expect(domain({ vcpus: 4, memory: Size.gibibytes(8), autostart: true })).toMatchObject({ vcpu: 4, memory: 8192, autostart: true });
  });

  test("carries the lab's mark", () => {
    expect(String((domain()["metadata"] as { xml: string }).xml)).toContain('<labwright:lab xmlns:labwright="https://labwright.dev/xmlns/lab/v1"');
  });

  test("has a serial console, a guest agent's channel and randomness, and no graphics", () => {
    expect(domain()["devices"]).toMatchObject({
      serials: [{ target: { port: 0 } }],
      consoles: [{ target: { type: "serial", port: 0 } }],
      channels: [{ target: { virt_io: { name: "org.qemu.guest_agent.0" } } }],
      rngs: [{ model: "virtio", backend: { random: "/dev/urandom" } }],
    });
    expect(domain()["devices"]).not.toHaveProperty("graphics");
  });

  test("is stopped by force when it goes: its disks go with it", () => {
    expect(domain()["destroy"]).toEqual({ graceful: false });
  });
});

describe("acceleration", () => {
  test("is what the host can do, found when the lab is brought up", () => {
    const lab = machine();
    expect(lab.resource("web/domain")).toMatchObject({ type: "${var.labwright_accelerator}", cpu: { mode: '${var.labwright_accelerator == "kvm" ? "host-model" : "maximum"}' } });
    expect(lab.json["variable"]).toHaveProperty("labwright_accelerator.default", "kvm");
  });

  test.each([["kvm", "kvm", "host-model"], ["tcg", "qemu", "maximum"]] as const)("is %s where the host says so", (accelerator, type, mode) => {
    const lab = machine({}, { host: KvmHost.local({ accelerator }) });
    expect(lab.resource("web/domain")).toMatchObject({ type, cpu: { mode } });
    expect(lab.json["variable"]).not.toHaveProperty("labwright_accelerator");
  });

  test("passes the host's CPU through for nested virtualisation", () => {
    expect(domain({ nestedVirtualization: true }, { host: KvmHost.local({ accelerator: "kvm" }) })).toMatchObject({ cpu: { mode: "host-passthrough" } });
    expect(domain({ nestedVirtualization: true })).toMatchObject({ cpu: { mode: expect.stringContaining("host-passthrough") } });
  });
});

describe("graphics", () => {
  test("are VNC on the host's loopback, locked: the password expired before it was set", () => {
    expect(domain({ graphics: "vnc" })["devices"]).toMatchObject({
      graphics: [{ vnc: { auto_port: true, listen: "127.0.0.1", listeners: [{ address: { address: "127.0.0.1" } }], passwd_valid_to: "1970-01-01T00:00:00" } }],
      videos: [{ model: { type: "virtio" } }],
    });
  });

  test("hold no password of anybody's", () => {
    const { passwd } = (machine({ graphics: "vnc" }).at("web/domain", "devices", "graphics", 0, "vnc") as { passwd: string });
    expect(passwd).toBe("locked");
  });
});

describe("firmware and architecture", () => {
  test("UEFI when it is asked for", () => {
    expect(domain({ firmware: "uefi" })).toMatchObject({ os: { firmware: "efi" } });
  });

  test("UEFI for an image that boots no other way", () => {
    expect(domain({ image: Image.alpine323() })).toMatchObject({ os: { firmware: "efi" } });
  });

  test("aarch64 is QEMU's virt machine by UEFI, without an APIC", () => {
    const made = domain({}, { arch: "aarch64" });
    expect(made).toMatchObject({ os: { type_arch: "aarch64", type_machine: "virt", firmware: "efi" } });
    expect(made).not.toHaveProperty("features.apic");
  });

  test("the machine type of the host", () => {
    expect(domain({}, { host: KvmHost.local({ machineType: "pc-q35-7.2" }) })).toMatchObject({ os: { type_machine: "pc-q35-7.2" } });
  });

  test("SATA disks are refused where QEMU has no controller for them", () => {
    const disks = [{ size: Size.gibibytes(1), bus: "sata" as const }];
    const refused = [{ code: "LW1040", values: { given: "`disks[0].bus: \"sata\"`", rule: "QEMU's machine type virt has no SATA controller", fix: "use `virtio` or `scsi`" } }];
    expect(problemsOf((lab) => new Machine(lab, "web", { image, disks }), { arch: "aarch64" })).toMatchObject(refused);
    expect(problemsOf((lab) => new Machine(lab, "web", { image, disks }))).toEqual([]);
    expect(problemsOf((lab) => new Machine(lab, "web", { image, disks: [{ size: Size.gibibytes(1), bus: "scsi" }] }), { arch: "aarch64" })).toEqual([]);
  });

  test("BIOS for an image that boots by UEFI only is refused", () => {
    expect(problemsOf((lab) => new Machine(lab, "web", { image: Image.alpine323(), firmware: "bios" }))).toMatchObject([{ code: "LW1040", path: "lab/web", values: { machine: "web", fix: "leave `firmware` out" } }]);
  });
});

describe("an installer of one's own", () => {
  const installer = Image.fromFile("/srv/centos.iso");

  test("is a CD-ROM behind the disk in boot order, verified before the machine starts", () => {
    const lab = machine({ installer });
    expect(lab.at("web/domain", "os", "boot_devices")).toEqual([{ dev: "hd" }, { dev: "cdrom" }]);
    const disks = lab.at("web/domain", "devices", "disks") as Record<string, unknown>[];
    expect(disks.at(-1)).toMatchObject({ device: "cdrom", read_only: true, target: { dev: "sda", bus: "sata" }, source: { file: { file: expect.stringMatching(/\/labwright\/[a-z2-7]{13}-centos\.iso$/) } } });
    expect(lab.at("web/root", "depends_on")).toHaveLength(2);
  });

  test("is on SCSI where there is no AHCI", () => {
    const lab = machine({ installer: Image.fromFile("/a.iso", { arch: "aarch64" }) }, { arch: "aarch64" });
    expect((lab.at("web/domain", "devices", "disks") as unknown[]).at(-1)).toMatchObject({ target: { bus: "scsi" } });
    expect(lab.at("web/domain", "devices", "controllers")).toEqual([{ type: "scsi", index: 0, model: "virtio-scsi" }]);
  });

  test("needs no image: the root disk is empty, nothing is read at first boot, and nobody waits for SSH", () => {
    const lab = synthLab((stack) => new Machine(stack, "web", { installer, networks: [new NatNetwork(stack, "mgmt")] }));
    expect(lab.resource("web/root")).not.toHaveProperty("backing_store");
    expect(lab.at("web/domain", "os", "boot_devices")).toEqual([{ dev: "hd" }, { dev: "cdrom" }]);
    expect((lab.at("web/domain", "devices", "disks") as { target: { dev: string } }[]).map(({ target }) => target.dev)).toEqual(["vda", "sda"]);
    expect(lab.types()).not.toContain("libvirt_cloudinit_disk");
    const aarch64 = synthLab((stack) => new Machine(stack, "web", { installer: Image.fromFile("/a.iso", { arch: "aarch64" }) }), { arch: "aarch64" });
    expect(aarch64.at("web/domain", "os", "firmware")).toBe("efi");
  });

  test("without an image is no machine for cloud-init, and nothing at all is none either", () => {
    expect(problemsOf((lab) => new Machine(lab, "web", { installer, cloudInit: { packages: ["vim"] } }))).toMatchObject([{ code: "LW1040", values: { given: "`cloudInit`", rule: "an empty disk reads nothing at first boot" } }]);
    expect(problemsOf((lab) => new Machine(lab, "web", {}))).toMatchObject([{ code: "LW1001", values: { property: "image", given: "undefined" } }]);
    expect(problemsOf((lab) => new NestedKvmHost(lab, "kvm", { installer } as never))).toMatchObject([{ code: "LW1001", values: { property: "image" } }]);
  });

  test("leaves the first SCSI letter to the CD-ROM", () => {
    const lab = machine({ installer, disks: [{ size: Size.gibibytes(1), bus: "sata" }] });
    const devices = (lab.at("web/domain", "devices", "disks") as { target: { dev: string } }[]).map(({ target }) => target.dev);
    expect(devices).toEqual(["vda", "sdb", "vdz", "sda"]);
  });
});

describe("how a machine is reached", () => {
  test("is as the image's user at the first address that the host reaches", () => {
    const lab = makeLab();
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.4.0/24", ipv6: true });
    const web = new Machine(lab, "web", { image: Image.rocky9(), networks: [mgmt.attach({ address: 11 })] });
    expect(web.ssh).toEqual({ user: "rocky", address: "10.20.4.11" });
    expect(web.address(mgmt)).toBe("10.20.4.11");
    expect(web.address(mgmt, { family: 6 })).toMatch(/^fd/);
  });

  test("has an address on each VLAN of an OVS network: by access ports, and by a trunk, tagged or native", () => {
    const lab = makeLab();
    const ovs = new OvsNetwork(lab, "ovs", { vlans: { web: { tag: 10, cidr: "10.1.0.0/24", ipv6: "fd00:1::/64" }, db: { tag: 20, cidr: "10.2.0.0/24" }, spare: 30 } });
    const two = new Machine(lab, "two", { image, networks: [ovs.access("web", { address: 11 }), ovs.access("db", { address: 12 })] });
    const trunk = new Machine(lab, "trunk", { image, networks: [ovs.trunk(["web", "db"], { native: "db", address: 14, subinterfaces: { web: 13 } })] });
    expect([two.address(ovs), two.address(ovs, { vlan: "web" }), two.address(ovs, { vlan: "db" }), two.address(ovs, { vlan: "spare" })]).toEqual(["10.1.0.11", "10.1.0.11", "10.2.0.12", undefined]);
    expect([trunk.address(ovs), trunk.address(ovs, { vlan: "web" }), trunk.address(ovs, { vlan: "db" })]).toEqual(["10.2.0.14", "10.1.0.13", "10.2.0.14"]);
    expect(trunk.address(ovs, { vlan: "web", family: 6 })).toMatch(/^fd00:1::/);
    expect(() => two.address(ovs, { vlan: "wbe" })).toThrow(/LW1030 lab\/two: VLAN `wbe` is not declared on network `ovs`; declared VLANs: web, db, spare/);
    const tagged = new Machine(lab, "tagged", { image, networks: [ovs.trunk(["web", "db"], { subinterfaces: true })] });
    expect(tagged.address(ovs)).toMatch(/^10\.1\.0\./);
  });

  test("is not at all on a network that the host has no address on, or by a NIC that is left to the reader", () => {
    const lab = makeLab();
    const ovs = new OvsNetwork(lab, "ovs", { vlans: { web: 10 } });
    expect(new Machine(lab, "inner", { image, networks: [ovs.access("web")] }).ssh).toBeUndefined();
    expect(new Machine(lab, "free", { image, networks: [new NatNetwork(lab, "mgmt").attach({ addressing: "none" })] }).ssh).toBeUndefined();
  });

  test("is not at all without a network", () => {
    expect(new Machine(makeLab(), "web", { image }).ssh).toBeUndefined();
  });

  test("is not at all for an image that takes no key", () => {
    const lab = makeLab();
    const web = new Machine(lab, "web", { image: Image.fromFile("/d.qcow2", { provisioning: "none" }), networks: [new NatNetwork(lab, "mgmt")] });
    expect(web.ssh).toBeUndefined();
    expect(web.seed()).toBeUndefined();
  });
});

describe("bad machines", () => {
  test("tell everything at once", () => {
    const bad = { image: "debian", vcpus: 0, memory: 1024, disk: "10G", arch: "mips", firmware: "efi", graphics: "spice", autostart: 1, nestedVirtualization: "yes", networks: "mgmt", cpus: 1 };
    const problems = problemsOf((lab) => new Machine(lab, "web", bad as unknown as MachineProps));
    expect(problems.map(({ values }) => values["property"])).toEqual(["cpus", "vcpus", "memory", "disk", "arch", "nestedVirtualization", "autostart", "graphics", "image", "firmware", "networks"]);
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(["lab/web"]));
  });

  test.each(["Web", "web_1", "-web", "w".repeat(64)])("have a name that is no host name: %s", (id) => {
    expect(codesOf((lab) => new Machine(lab, id, { image }))).toEqual(["LW1001"]);
  });

  test("may be called by a number: Terraform's own name for it begins with a letter", () => {
    const lab = synthLab((stack) => void new Machine(stack, "1", { image }));
    for (const type of lab.types()) for (const name of Object.keys(lab.resources(type))) expect(name).toMatch(/^[A-Za-z_]/);
  });

  test("are refused outside a lab, with a used id, or in nothing", () => {
    expect(codesOf((lab) => new Machine(lab.node.root as never, "web", { image }))).toEqual(["LW1003"]);
    expect(codesOf((lab) => [new Machine(lab, "web", { image }), new Machine(lab, "web", { image })])).toEqual(["LW1023"]);
    expect(codesOf(() => new Machine(undefined as never, "web", { image }))).toEqual(["LW1001"]);
  });
});
