import { DataLibvirtDomainInterfaceAddresses } from "@cdktf/provider-libvirt/lib/data-libvirt-domain-interface-addresses";
import { DataLibvirtNodeDevices } from "@cdktf/provider-libvirt/lib/data-libvirt-node-devices";
import { Domain, type DomainDevices, type DomainDevicesDisks } from "@cdktf/provider-libvirt/lib/domain";
import { Network } from "@cdktf/provider-libvirt/lib/network";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { Lazy, TerraformIterator, TerraformOutput, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { synthValid } from "./support";

/** What values read from a machine become in the JSON. */
function outputs(read: (domain: Domain, stack: TerraformStack) => readonly unknown[]): unknown[] {
  let count = 0;
  const { output } = synthValid((stack) => {
    const domain = new Domain(stack, "web", { name: "web", type: "kvm" });
    read(domain, stack).forEach((value) => new TerraformOutput(stack, `out${count++}`, { value }));
  });
  return Array.from({ length: count }, (_, index) => output[`out${index}`]?.value);
}

describe("reading", () => {
  test("plain attributes gives usable tokens of their type", () => {
    const values = outputs((domain) => {
      expect([typeof domain.uuid, typeof domain.memory, Token.isUnresolved(domain.running)]).toEqual(["string", "number", true]);
      return [domain.uuid, domain.memory, domain.running, `${domain.name}.lab`, domain.name];
    });
    expect(values).toEqual(["${libvirt_domain.web.uuid}", "${libvirt_domain.web.memory}", "${libvirt_domain.web.running}", "${libvirt_domain.web.name}.lab", "${libvirt_domain.web.name}"]);
  });

  test("nested attributes goes as deep as the schema does", () => {
    const values = outputs(({ devices, os }) => [
      devices,
      devices.interfaces,
      devices.interfaces.get(1),
      devices.interfaces.get(1).mac.address,
      devices.interfaces.get(0).virtualPort.params.openVSwitch.interfaceId,
      devices.disks.get(0).readOnly,
      devices.videos.get(0).model.heads,
      os.initArgs,
      `on ${devices.disks.get(0).target.dev}`,
    ]);
    expect(values).toEqual([
      "${libvirt_domain.web.devices}",
      "${libvirt_domain.web.devices.interfaces}",
      "${libvirt_domain.web.devices.interfaces[1]}",
      "${libvirt_domain.web.devices.interfaces[1].mac.address}",
      "${libvirt_domain.web.devices.interfaces[0].virtual_port.params.open_v_switch.interface_id}",
      "${libvirt_domain.web.devices.disks[0].read_only}",
      "${libvirt_domain.web.devices.videos[0].model.heads}",
      "${libvirt_domain.web.os.init_args}",
      "on ${libvirt_domain.web.devices.disks[0].target.dev}",
    ]);
  });

  test("what only the provider sets works the same way", () => {
    const values = outputs((domain, stack) => {
      const addresses = new DataLibvirtDomainInterfaceAddresses(stack, "addresses", { domain: domain.uuid });
      const devices = new DataLibvirtNodeDevices(stack, "devices");
      return [addresses.interfaces.get(0).addrs.get(0).addr, new Volume(stack, "disk", { name: "disk", pool: "labs" }).target.path, devices.devices];
    });
    expect(values).toEqual(["${data.libvirt_domain_interface_addresses.addresses.interfaces[0].addrs[0].addr}", "${libvirt_volume.disk.target.path}", "${tolist(data.libvirt_node_devices.devices.devices)}"]);
  });

  test("a nested value says so when it is printed too early", () => {
    outputs((domain) => {
      expect(JSON.stringify({ mac: domain.devices.interfaces })).toMatch(/^\{"mac":"\$\{TfToken/);
      expect(domain.devices.creationStack).toEqual([]);
      return [];
    });
  });
});

describe("giving", () => {
  test("tokens of every kind passes them on untouched", () => {
    const { resource } = synthValid((stack) => {
      const size = new TerraformVariable(stack, "size", { type: "number" });
      const other = new Domain(stack, "other", { name: "other", type: "kvm" });
      const network = new Network(stack, "net", { name: "net" });
      new Domain(stack, "web", {
        name: `web-${network.name}`,
        type: other.type,
        memory: size.numberValue,
        running: other.running,
        autostart: Lazy.anyValue({ produce: () => true }),
        clock: other.clock,
        cpu: Token.asAny("${var.cpu}"),
        os: { initArgs: other.os.initArgs, bootDevices: other.os.bootDevices },
        devices: { disks: Lazy.anyValue({ produce: () => [{ target: { dev: "vda" } }] }), interfaces: [{ source: { network: { network: network.name } } }] },
      });
    });
    expect(resource["libvirt_domain"]?.["web"]).toEqual({
      name: "web-${libvirt_network.net.name}",
      type: "${libvirt_domain.other.type}",
      memory: "${var.size}",
      running: "${libvirt_domain.other.running}",
      autostart: true,
      clock: "${libvirt_domain.other.clock}",
      cpu: "${var.cpu}",
      os: { init_args: "${libvirt_domain.other.os.init_args}", boot_devices: "${libvirt_domain.other.os.boot_devices}" },
      devices: { disks: [{ target: { dev: "vda" } }], interfaces: [{ source: { network: { network: "${libvirt_network.net.name}" } } }] },
    });
  });

  test("encoded forms of a nested value are tokens too", () => {
    const { resource } = synthValid((stack) => {
      const variable = new TerraformVariable(stack, "devices", {});
      const encoded = [variable.stringValue, Token.asList("${var.list}"), Token.asStringMap("${var.map}"), "${var.raw}"] as unknown as DomainDevices[];
      encoded.forEach((devices, index) => new Domain(stack, `web${index}`, { name: "web", type: "kvm", devices }));
      new Domain(stack, "element", { name: "web", type: "kvm", devices: { disks: [variable.stringValue, Token.asAny("${var.disk}")] as DomainDevicesDisks[] } });
    });
    const machines = resource["libvirt_domain"] ?? {};
    expect([0, 1, 2, 3].map((index) => machines[`web${index}`]?.["devices"])).toEqual(["${var.devices}", "${var.list}", "${var.map}", "${var.raw}"]);
    expect(machines["element"]?.["devices"]).toEqual({ disks: ["${var.devices}", "${var.disk}"] });
  });

  test("an iterator fills a list", () => {
    const { resource } = synthValid((stack) => {
      const disks = TerraformIterator.fromList(new TerraformVariable(stack, "disks", { type: "list(string)" }).listValue);
      new Domain(stack, "web", { name: "web", type: "kvm", devices: { disks: disks.dynamic({ target: { dev: disks.value } }) } });
    });
    expect(resource["libvirt_domain"]?.["web"]?.["devices"]).toEqual({ disks: '${[ for key, val in toset(var.disks): {"target" = {"dev" = val}}]}' });
  });
});

test("an element under for_each reads as all its instances", () => {
  const { output } = synthValid((stack) => {
    const names = TerraformIterator.fromList(["a", "b"]);
    const volume = new Volume(stack, "disk", { name: names.value, pool: "labs", forEach: names });
    new TerraformOutput(stack, "paths", { value: volume.path });
  });
  expect(output["paths"]?.value).toBe("${libvirt_volume.disk.*.path}");
});
