import { DataLibvirtNodeDevices } from "@cdktf/provider-libvirt/lib/data-libvirt-node-devices";
import { Domain } from "@cdktf/provider-libvirt/lib/domain";
import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { Volume, type VolumeConfig } from "@cdktf/provider-libvirt/lib/volume";
import { type TerraformStack, Testing } from "cdktf";
import { synth } from "./support";

/** Synthesizes a machine from values no type checker has seen. */
function domain(untyped: object): () => void {
  return () => synth((stack) => new Domain(stack, "web", { name: "web", type: "kvm", ...untyped }));
}

const inInterface = (iface: object): object => ({ devices: { interfaces: [{}, iface] } });

describe("an unknown property", () => {
  test.each([
    ["on the element", { memroy: 512 }, 'Domain at lab/web: unknown property "memroy"; did you mean "memory"?'],
    ["in a nested object", { cpu: { moda: "x" } }, 'Domain at lab/web: unknown property "moda" in cpu; did you mean "mode"?'],
    ["in a list", inInterface({ modell: {} }), 'Domain at lab/web: unknown property "modell" in devices.interfaces.1; did you mean "model"?'],
    ["deep down", inInterface({ virtualPort: { params: { openVswitch: {} } } }), 'unknown property "openVswitch" in devices.interfaces.1.virtualPort.params; did you mean "openVSwitch"?'],
    ["spelled as in Terraform", inInterface({ virtual_port: {} }), 'unknown property "virtual_port" in devices.interfaces.1; did you mean "virtualPort"?'],
    ["whose name cdktf changes", { sysInfo: [{ smbios: { system: {} } }] }, 'unknown property "system" in sysInfo.0.smbios; did you mean "systemAttribute"?'],
    ["named as something every object has", { cpu: { constructor: 1 } }, 'unknown property "constructor" in cpu'],
    ["in a structure that takes none", { devices: { channels: [{ address: { pci: {} } }] } }, 'unknown property "pci" in devices.channels.0.address; it takes no properties'],
  ])("%s is an error naming the nearest known one", (_where, config, message) => {
    expect(domain(config)).toThrow(message);
  });

  test("on a data source or a provider is one too", () => {
    expect(() => synth((stack) => new DataLibvirtNodeDevices(stack, "all", { capabilty: "net" } as object))).toThrow('DataLibvirtNodeDevices at lab/all: unknown property "capabilty"; did you mean "capability"?');
    expect(() => synth((stack) => new LibvirtProvider(stack, "other", { url: "x", alias: "other" } as object))).toThrow('LibvirtProvider at lab/other: unknown property "url"; did you mean "uri"?');
  });

  test("carries its parts, for callers that render errors themselves", () => {
    const parts = { name: "InvalidPropertyError", owner: { className: "Domain", constructPath: "lab/web" }, property: "devices.interfaces.1.modell", nearest: "model" };
    expect(domain(inInterface({ modell: {} }))).toThrow(expect.objectContaining(parts) as Error);
  });
});

describe("a value of the wrong shape", () => {
  test.each([
    ["a list for an object", { devices: [{}] }, '"devices" must be an object, got: a list'],
    ["an object for a list", { devices: { disks: {} } }, '"devices.disks" must be a list, got: an object'],
    ["text in a list of objects", { devices: { disks: ["vda"] } }, '"devices.disks.0" must be an object, got: string "vda"'],
    ["a number for an object", { cpu: 2 }, '"cpu" must be an object, got: number 2'],
  ])("%s is an error", (_what, config, message) => {
    expect(domain(config)).toThrow(message);
  });
});

test("a value for what the provider computes is an error", () => {
  expect(domain({ uuid: "6d2b5c1e" })).toThrow('"uuid" is set by the provider and cannot be given');
  const volume = (stack: TerraformStack): unknown => new Volume(stack, "disk", { name: "disk", pool: "labs", target: { path: "/disk" } } as unknown as VolumeConfig);
  expect(() => synth(volume)).toThrow('Volume at lab/disk: "target.path" is set by the provider and cannot be given');
});

test("arguments of Terraform itself are not unknown", () => {
  const config = { count: 2, lifecycle: { preventDestroy: true }, connection: { type: "ssh", host: "h" }, provisioners: [] };
  expect(domain(config)).not.toThrow();
  expect(() => Testing.synthScope((scope) => new DataLibvirtNodeDevices(scope, "all", { dependsOn: [], provisioners: [] }))).not.toThrow();
});
