import { Domain, type DomainConfig, type DomainDevicesInterfaces, type DomainDevicesDisksAlias } from "@cdktf/provider-libvirt/lib/domain";
import { Pool } from "@cdktf/provider-libvirt/lib/pool";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import type { TerraformStack } from "cdktf";
import { synth } from "./support";

// What follows is checked by `npm run typecheck`: an expected error that does not occur is itself an error there.

const machine = { name: "web", type: "kvm" } as const;

export const misspelled: DomainConfig[] = [
  // @ts-expect-error: memroy
  { ...machine, memroy: 512 },
  // @ts-expect-error: openVswitch, four levels down
  { ...machine, devices: { interfaces: [{ virtualPort: { params: { openVswitch: {} } } }] } },
  // @ts-expect-error: Terraform's spelling
  { ...machine, devices: { interfaces: [{ virtual_port: {} }] } },
  // @ts-expect-error: a structure that takes no properties
  { ...machine, devices: { channels: [{ address: { pci: {} } }] } },
];

export const wrongTypes: DomainConfig[] = [
  // @ts-expect-error: text for a number
  { ...machine, memory: "512" },
  // @ts-expect-error: text for a boolean
  { ...machine, running: "yes" },
  // @ts-expect-error: an object for a list
  { ...machine, devices: { interfaces: { model: { type: "virtio" } } } },
  // @ts-expect-error: a list for an object
  { ...machine, devices: [{}] },
  // @ts-expect-error: a required property is missing in a nested object
  { ...machine, devices: { consoles: [{ source: { pty: {} } }] } },
  // @ts-expect-error: type is required
  { name: "web" },
  // @ts-expect-error: uuid is set by the provider
  { ...machine, uuid: "6d2b5c1e" },
];

export function elements(stack: TerraformStack): void {
  const domain = new Domain(stack, "web", machine);
  // @ts-expect-error: the path is set by the provider
  new Volume(stack, "disk", { name: "disk", pool: "labs", target: { path: "/disk" } });
  // @ts-expect-error: cdktf calls it buildAttribute
  new Pool(stack, "pool", { name: "labs", type: "dir", create: { build: true } });
  // @ts-expect-error: a nested getter has no setter, putCpu is for that
  domain.cpu = { mode: "maximum" };
  // @ts-expect-error: no such attribute below a nested reference
  void domain.devices.interfaces.get(0).macc;
  // @ts-expect-error: a list is read with get
  void domain.devices.interfaces[0];
}

test("right values and references have the types they should", () => {
  synth((stack) => {
    const iface: DomainDevicesInterfaces = { model: { type: "virtio" }, virtualPort: { params: { openVSwitch: {} } } };
    const alias: DomainDevicesDisksAlias = { name: "ua-disk" };
    const domain = new Domain(stack, "web", { ...machine, devices: { interfaces: [iface], disks: [{ alias }] } });
    const address: string = domain.devices.interfaces.get(0).mac.address;
    const heads: number = domain.devices.videos.get(0).model.heads;
    const args: string[] = domain.os.initArgs;
    const path: string = new Volume(stack, "disk", { name: "disk", pool: "labs" }).target.path;
    domain.running = true;
    domain.putDevices(domain.devices);
    expect([address, path].every((token) => token.startsWith("${")) && typeof heads === "number" && Array.isArray(args)).toBe(true);
  });
});
