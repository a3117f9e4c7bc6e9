import { Domain, type DomainConfig } from "@cdktf/provider-libvirt/lib/domain";
import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { ImportableResource, TerraformStack, Testing } from "cdktf";
import { synth, synthValid } from "./support";

const MACHINE: DomainConfig = {
  name: "web",
  type: "kvm",
  description: "a lab machine",
  memory: 2,
  memoryUnit: "GiB",
  vcpu: 2,
  running: true,
  cpu: { mode: "host-passthrough", topology: { cores: 2, sockets: 1, threads: 1 } },
  features: { acpi: true, apic: {} },
  os: { type: "hvm", typeArch: "x86_64", typeMachine: "q35", bootDevices: [{ dev: "hd" }], initArgs: ["--quiet"] },
  sysInfo: [{ smbios: { systemAttribute: { entry: [{ name: "serial", value: "ds=nocloud" }] } } }],
  devices: {
    disks: [
      { driver: { name: "qemu", type: "qcow2" }, source: { volume: { pool: "labs", volume: "web" } }, target: { dev: "vda", bus: "virtio" } },
      { readOnly: true, source: { file: { file: "/seed.iso" } }, target: { dev: "vdb", bus: "virtio" } },
    ],
    interfaces: [{ mac: { address: "52:54:00:00:00:01" }, model: { type: "virtio" }, source: { bridge: { bridge: "br0" } }, virtualPort: { params: { openVSwitch: {} } }, vlan: { tags: [{ id: 10 }] } }],
    videos: [{ model: { type: "qxl", accel: { accel3D: "no" } } }],
  },
  lifecycle: { ignoreChanges: ["running"] },
};

test("a whole machine renders as exactly this JSON", () => {
  const { resource } = synthValid((stack) => new Domain(stack, "web", MACHINE));
  expect(resource).toEqual({
    libvirt_domain: {
      web: {
        name: "web",
        type: "kvm",
        description: "a lab machine",
        memory: 2,
        memory_unit: "GiB",
        vcpu: 2,
        running: true,
        cpu: { mode: "host-passthrough", topology: { cores: 2, sockets: 1, threads: 1 } },
        features: { acpi: true, apic: {} },
        os: { type: "hvm", type_arch: "x86_64", type_machine: "q35", boot_devices: [{ dev: "hd" }], init_args: ["--quiet"] },
        sys_info: [{ smbios: { system: { entry: [{ name: "serial", value: "ds=nocloud" }] } } }],
        devices: {
          disks: [
            { driver: { name: "qemu", type: "qcow2" }, source: { volume: { pool: "labs", volume: "web" } }, target: { dev: "vda", bus: "virtio" } },
            { read_only: true, source: { file: { file: "/seed.iso" } }, target: { dev: "vdb", bus: "virtio" } },
          ],
          interfaces: [{ mac: { address: "52:54:00:00:00:01" }, model: { type: "virtio" }, source: { bridge: { bridge: "br0" } }, virtual_port: { params: { open_v_switch: {} } }, vlan: { tags: [{ id: 10 }] } }],
          videos: [{ model: { type: "qxl", accel: { accel3d: "no" } } }],
        },
        lifecycle: { ignore_changes: ["running"] },
      },
    },
  });
});

test("an empty nested object survives at every level", () => {
  const { resource } = synthValid((stack) => new Domain(stack, "web", { name: "web", type: "kvm", clock: {}, devices: { channels: [{ address: {} }, {}], rngs: [] } }));
  expect(resource["libvirt_domain"]?.["web"]).toEqual({ name: "web", type: "kvm", clock: {}, devices: { channels: [{ address: {} }, {}], rngs: [] } });
});

test("undefined is dropped and null is kept, at every level", () => {
  const config = { name: "web", type: "kvm", title: undefined, cpu: undefined, devices: { disks: undefined, interfaces: [{ mac: undefined }] }, uuid: undefined, os: null } as unknown as DomainConfig;
  const { resource } = synth((stack) => new Domain(stack, "web", config));
  expect(resource["libvirt_domain"]?.["web"]).toEqual({ name: "web", type: "kvm", devices: { interfaces: [{}] }, os: null });
});

test("setters, putX and resetX change the element and not the config they were given", () => {
  const config: DomainConfig = { name: "web", type: "kvm", title: "old", memory: 512 };
  const { resource } = synthValid((stack) => {
    const changed = new Domain(stack, "changed", config);
    changed.name = "db";
    changed.putCpu({ mode: "maximum" });
    changed.resetTitle();
    expect([changed.nameInput, changed.titleInput, changed.cpuInput]).toEqual(["db", undefined, { mode: "maximum" }]);
    new Domain(stack, "same", config);
  });
  expect(resource["libvirt_domain"]).toEqual({
    changed: { name: "db", type: "kvm", memory: 512, cpu: { mode: "maximum" } },
    same: { name: "web", type: "kvm", title: "old", memory: 512 },
  });
  expect(config).toEqual({ name: "web", type: "kvm", title: "old", memory: 512 });
});

test("overrides reach into nested values without touching the config", () => {
  const config: DomainConfig = { name: "web", type: "kvm", cpu: { mode: "maximum" } };
  const { resource } = synthValid((stack) => new Domain(stack, "web", config).addOverride("cpu.check", "none"));
  expect(resource["libvirt_domain"]?.["web"]).toEqual({ name: "web", type: "kvm", cpu: { mode: "maximum", check: "none" } });
  expect(config.cpu).toEqual({ mode: "maximum" });
});

test("synthesizing twice gives the same text", () => {
  const stack = new TerraformStack(Testing.app(), "lab");
  new Domain(stack, "web", MACHINE);
  expect(Testing.synth(stack)).toBe(Testing.synth(stack));
});

test("a provider can have an alias, and elements can choose it", () => {
  const json = synthValid((stack) => {
    const remote = new LibvirtProvider(stack, "remote", { uri: "qemu+sshcmd://host/system", alias: "remote" });
    expect(remote.uri).toBe("qemu+sshcmd://host/system");
    new Volume(stack, "disk", { name: "disk", pool: "labs", provider: remote });
  });
  expect(json.provider.libvirt).toEqual([{ uri: "qemu:///system" }, { uri: "qemu+sshcmd://host/system", alias: "remote" }]);
  expect(json.resource["libvirt_volume"]?.["disk"]).toEqual({ name: "disk", pool: "labs", provider: "libvirt.remote" });
});

test("the provider is required in the version the bindings were made from", () => {
  const { terraform } = synth(() => undefined) as unknown as { terraform: unknown };
  expect(terraform).toEqual({ required_providers: { libvirt: { source: "dmacvicar/libvirt", version: "~> 0.9.7" } } });
});

test("an existing object can be imported", () => {
  const stack = new TerraformStack(Testing.app(), "lab");
  const imported = Domain.generateConfigForImport(stack, "web", "6d2b5c1e");
  expect(imported).toBeInstanceOf(ImportableResource);
  expect(JSON.parse(Testing.synth(stack))).toMatchObject({ import: [{ to: "libvirt_domain.web", id: "6d2b5c1e" }] });
});

test("HCL output is refused instead of losing every attribute", () => {
  const stack = new TerraformStack(Testing.app(), "lab");
  new Domain(stack, "web", MACHINE);
  expect(() => Testing.synthHcl(stack)).toThrow("HCL output is not supported by the libvirt bindings: synthesize JSON");
});
