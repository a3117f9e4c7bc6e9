import { Domain, type DomainConfig, type DomainDevicesDisks, type DomainDevicesGraphics, type DomainDevicesInterfaces } from "@cdktf/provider-libvirt/lib/domain";
import type { Pool } from "@cdktf/provider-libvirt/lib/pool";
import type { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { OvsNetwork } from "../network/ovs-network";
import type { TerraformData } from "../terraform/terraform-data";
import { SEED_DEVICE, type Disk } from "./disk";
import type { Machine } from "./machine";
import type { Nic } from "./nic";

/** A machine's volumes, in the order their disks are attached. */
export interface MachineVolumes {
  readonly root: Volume;
  readonly data: readonly { readonly disk: Disk; readonly volume: Volume; readonly growth: TerraformData }[];
  readonly seed?: Volume;
  readonly seedFormat?: "cloud-init" | "ignition";
  readonly installerPath?: string;
}

/** The libvirt domain of a machine. NICs may still be added until it is synthesized. @internal */
export function makeDomain(machine: Machine, volumes: MachineVolumes, triggers: readonly string[]): Domain {
  const { resources } = machine.lab;
  // QEMU's virt machine has no AHCI.
  const cdromBus = machine.arch === "aarch64" ? "scsi" : "sata";
  const usesScsi = volumes.data.some(({ disk }) => disk.bus === "scsi") || (volumes.installerPath !== undefined && cdromBus === "scsi");
  const config: DomainConfig = {
    provider: resources.provider,
    name: machine.hostName,
    title: `${machine.name} (${machine.lab.name})`,
    type: resources.domainType,
    metadata: { xml: resources.mark },
    vcpu: machine.vcpus,
    memory: machine.memory.toMebibytes(),
    memoryUnit: "MiB",
    os: {
      type: "hvm",
      typeArch: machine.arch,
      typeMachine: machine.machineType,
      firmware: machine.firmware === "uefi" ? "efi" : undefined,
      bootDevices: [{ dev: "hd" }, ...(volumes.installerPath ? [{ dev: "cdrom" }] : [])],
    },
    features: { acpi: true, apic: machine.arch === "x86_64" ? {} : undefined },
    cpu: { mode: resources.cpuMode(machine.nestedVirtualization) },
    sysInfo: volumes.seed && volumes.seedFormat === "ignition" ? ignitionBlob(volumes.seed) : undefined,
    devices: {
      disks: disks(resources.pool, volumes, cdromBus),
      // libvirt's own choice on x86_64 is an LSI adapter, which cloud kernels have no driver for.
      controllers: usesScsi ? [{ type: "scsi", index: 0, model: "virtio-scsi" }] : undefined,
      get interfaces() { return machine.nics.map(networkInterface); },
      serials: [{ target: { port: 0 } }],
      consoles: [{ target: { type: "serial", port: 0 } }],
      channels: [{ source: { unix: {} }, target: { virtIo: { name: "org.qemu.guest_agent.0" } } }],
      rngs: [{ model: "virtio", backend: { random: "/dev/urandom" } }],
      graphics: machine.graphics === "vnc" ? [lockedVnc()] : undefined,
      // libvirt fills in heads and primary; left out, the provider takes them for a difference.
      videos: machine.graphics === "vnc" ? [{ model: { type: "virtio", heads: 1, primary: "yes" } }] : undefined,
    },
    autostart: machine.autostart,
    running: true,
    destroy: { graceful: false },
    dependsOn: volumes.data.length > 0 ? volumes.data.map(({ growth }) => growth) : undefined,
    lifecycle: domainLifecycle(machine, triggers),
  };
  return new Domain(machine, "domain", config);
}

/**
 * What a domain is made anew by: its own identity or addresses, and its networks, as a network made anew has lost the taps of its
 * machines. They start again, with their disks as they were.
 * @internal
 */
export function domainLifecycle(machine: Machine, triggers: readonly string[]): { replaceTriggeredBy: string[] } {
  return { replaceTriggeredBy: [...new Set([...triggers, ...machine.nics.map(({ network }) => network.changeTrigger)])] };
}

function disks(pool: Pool, volumes: MachineVolumes, cdromBus: string): DomainDevicesDisks[] {
  const disk = (volume: Volume, format: string, dev: string, bus: string, rest: Partial<DomainDevicesDisks> = {}): DomainDevicesDisks => ({
    device: "disk",
    driver: { name: "qemu", type: format, discard: "unmap" },
    source: { volume: { pool: pool.name, volume: volume.name } },
    target: { dev, bus },
    ...rest,
  });
  const all = [disk(volumes.root, "qcow2", "vda", "virtio")];
  for (const { disk: { device, bus, serial }, volume } of volumes.data) all.push(disk(volume, "qcow2", device, bus, { serial }));
  // As a CD-ROM it would stay unseen: Debian's cloud kernel has no AHCI.
  if (volumes.seed && volumes.seedFormat === "cloud-init") all.push(disk(volumes.seed, "raw", SEED_DEVICE, "virtio", { readOnly: true }));
  if (volumes.installerPath) {
    all.push({
      device: "cdrom",
      driver: { name: "qemu", type: "raw" },
      source: { file: { file: volumes.installerPath } },
      target: { dev: "sda", bus: cdromBus },
      readOnly: true,
    });
  }
  return all;
}

function networkInterface(nic: Nic): DomainDevicesInterfaces {
  const { network, attachment } = nic;
  const access = attachment.vlan?.mode === "access" ? attachment.vlan.vlans[0] : undefined;
  return {
    model: { type: "virtio" },
    mac: { address: nic.mac },
    source: { network: { network: network.resource.name, portGroup: access } },
    mtu: network.mtu === undefined ? undefined : { size: network.mtu },
    vlan: network instanceof OvsNetwork && attachment.vlan?.mode === "trunk" ? trunk(network, attachment.vlan) : undefined,
  };
}

function trunk(network: OvsNetwork, { vlans, native }: { readonly vlans: readonly string[]; readonly native?: string }): DomainDevicesInterfaces["vlan"] {
  const tags = vlans.flatMap((name) => {
    const tag = network.vlan(name)?.tag;
    return tag === undefined ? [] : [{ id: tag, nativeMode: name === native ? "untagged" : undefined }];
  });
  return { trunk: "yes", tags };
}

/**
 * A console on loopback that nobody can enter yet: its password has expired before it was set. The real one is set after
 * start by the CLI, so that neither the configuration nor the state ever holds it.
 */
function lockedVnc(): DomainDevicesGraphics {
  return { vnc: { autoPort: true, listen: "127.0.0.1", listeners: [{ address: { address: "127.0.0.1" } }], passwd: "locked", passwdValidTo: "1970-01-01T00:00:00" } };
}

// Ignition reads its configuration from QEMU's firmware configuration device.
function ignitionBlob(seed: Volume): DomainConfig["sysInfo"] {
  // The provider wants both; libvirt takes the file when the value is empty.
  return [{ fwCfg: { entry: [{ name: "opt/com.coreos/config", value: "", file: seed.path }] } }];
}
