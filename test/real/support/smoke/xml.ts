/** libvirt's XML by hand, so that the rig is proven without Terraform. */

export interface SmokeMachine {
  readonly name: string;
  readonly vcpus: number;
  readonly mac: string;
  readonly ovsMac: string;
  readonly disk: string;
  readonly seed: string;
}

export const NAT = { name: "smoke-nat", bridge: "virbr-smoke", prefix: "192.168.77" };
export const OVS = { name: "smoke-ovs", bridge: "ovs-smoke", vlan: 10 };

export function natNetworkXml(): string {
  return `<network><name>${NAT.name}</name><forward mode='nat'/><bridge name='${NAT.bridge}'/>
    <ip address='${NAT.prefix}.1' netmask='255.255.255.0'><dhcp><range start='${NAT.prefix}.100' end='${NAT.prefix}.200'/></dhcp></ip>
  </network>`;
}

export function ovsNetworkXml(): string {
  return `<network><name>${OVS.name}</name><forward mode='bridge'/><bridge name='${OVS.bridge}'/><virtualport type='openvswitch'/>
    <portgroup name='access'><vlan><tag id='${OVS.vlan}'/></vlan></portgroup>
  </network>`;
}

export function machineXml(machine: SmokeMachine): string {
  return `<domain type='qemu'><name>${machine.name}</name><memory unit='MiB'>1024</memory><vcpu>${machine.vcpus}</vcpu>
    <os><type arch='x86_64' machine='q35'>hvm</type></os><features><acpi/></features><cpu mode='maximum'/>
    <devices>
      <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${machine.disk}'/><target dev='vda' bus='virtio'/></disk>
      <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${machine.seed}'/><target dev='vdb' bus='virtio'/><readonly/></disk>
      <interface type='network'><mac address='${machine.mac}'/><source network='${NAT.name}'/><model type='virtio'/></interface>
      <interface type='network'><mac address='${machine.ovsMac}'/><source network='${OVS.name}' portgroup='access'/><model type='virtio'/></interface>
      <serial type='pty'><log file='/var/log/libvirt/qemu/${machine.name}-serial.log'/></serial><console type='pty'/>
    </devices>
  </domain>`;
}
