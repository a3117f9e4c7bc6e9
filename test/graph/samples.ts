import type { LabSpec, MachineSpec, NetworkKind, NetworkSpec, NicSpec, VlanInterfaceSpec, VlanSpec } from "../../constructs/spec/lab-spec";

const GIB = 1024 ** 3;

type NicSample = Partial<NicSpec> & Pick<NicSpec, "network">;

interface MachineSample {
  readonly nics?: readonly NicSample[];
  readonly vcpus?: number;
  readonly memoryMiB?: number;
  readonly disks?: number;
  readonly nested?: boolean;
}

interface NetworkSample {
  readonly kind: NetworkKind;
  readonly cidr?: string;
  readonly bridge?: string;
  readonly device?: string;
  readonly vlans?: Readonly<Record<string, readonly [tag: number, cidr?: string]>>;
}

export interface LabSample {
  readonly title?: LabSpec["title"];
  readonly bridges?: readonly string[];
  readonly networks?: Readonly<Record<string, NetworkSample>>;
  readonly machines?: Readonly<Record<string, MachineSample>>;
}

/** A LabSpec as a lab would give it, from the little that a drawing depends on. */
export function lab(name: string, sample: LabSample = {}): LabSpec {
  return {
    apiVersion: "labwright/v1", kind: "Lab", id: "abcdefghijklm", name, title: sample.title, arch: "x86_64",
    host: { name: "local", uri: "qemu:///system", storagePath: "/var/lib/libvirt/images/labwright" },
    bridges: (sample.bridges ?? []).map((bridge) => ({ name: bridge, path: `${name}/${bridge}`, hostName: `lwhost${bridge}`.slice(0, 15) })),
    networks: Object.entries(sample.networks ?? {}).map(([key, network]) => networkSpec(name, key, network)),
    images: [{ name: "debian-12", arch: "x86_64", url: "https://example.org/debian-12.qcow2", fileName: "debian-12-abc.qcow2", format: "qcow2" }],
    machines: Object.entries(sample.machines ?? {}).map(([key, machine]) => machineSpec(name, key, machine)),
  };
}

function networkSpec(labName: string, name: string, { kind, cidr, bridge, device, vlans }: NetworkSample): NetworkSpec {
  const subnets = (text: string | undefined): NetworkSpec["subnets"] => (text === undefined ? [] : [{ cidr: text }]);
  return {
    name, kind, path: `${labName}/${name}`, hostName: `lw-abcdefghijklm-${name}`, bridge, device,
    subnets: subnets(cidr),
    vlans: Object.entries(vlans ?? {}).map(([vlan, [tag, range]]): VlanSpec => ({ name: vlan, tag, subnets: subnets(range) })),
  };
}

function machineSpec(labName: string, name: string, { nics = [], vcpus = 1, memoryMiB = 1024, disks = 1, nested = false }: MachineSample): MachineSpec {
  return {
    name, path: `${labName}/${name}`, hostName: `lw-abcdefghijklm-${name}`, arch: "x86_64", vcpus, memoryMiB,
    firmware: "bios", nestedVirtualization: nested, autostart: false,
    disks: Array.from({ length: disks }, (_, index) => ({
      name: index === 0 ? "root" : `data${index}`, bytes: 10 * GIB, bus: "virtio" as const, image: index === 0 ? "debian-12-abc.qcow2" : undefined,
    })),
    nics: nics.map((nic, index) => ({ name: `eth${index}`, mac: "02:00:00:00:00:01", addressing: nic.addresses ? "static" : "none", addresses: [], ...nic })),
  };
}

const access = (network: string, vlan: string, address: string): NicSample => ({ network, name: vlan, addresses: [address], vlan: { mode: "access", vlans: [vlan] } });
const fixed = (network: string, address: string, name = network): NicSample => ({ network, name, addresses: [address] });

export const single = lab("first", {
  title: { en: "A first machine", zh: "第一台虚拟机" },
  networks: { lan: { kind: "bridged", bridge: "br0" } },
  machines: { vmtest1: { nics: [{ network: "lan", name: "eth0", addressing: "dhcp" }] } },
});

/** NAT for management, two VLANs on Open vSwitch. */
export const vlans = lab("docker-cloud-4", {
  title: { en: "VLANs with Open vSwitch", zh: "基于 Open vSwitch 的 VLAN 网络" },
  networks: {
    mgmt: { kind: "nat", cidr: "10.66.0.0/24" },
    fabric: { kind: "ovs", bridge: "ovsbr0", vlans: { web: [10, "10.10.0.0/24"], db: [20, "10.20.0.0/24"] } },
  },
  machines: {
    web1: { nics: [fixed("mgmt", "10.66.0.11/24", "eth0"), access("fabric", "web", "10.10.0.11/24")] },
    web2: { nics: [fixed("mgmt", "10.66.0.12/24", "eth0"), access("fabric", "web", "10.10.0.12/24")] },
    db1: { vcpus: 2, memoryMiB: 4096, disks: 2, nics: [fixed("mgmt", "10.66.0.13/24", "eth0"), access("fabric", "db", "10.20.0.13/24")] },
  },
});

/** Every kind of network, and a router with a NIC on four of them. */
export const kinds = lab("pinnacle-14", {
  title: { en: "Virtual networking in depth: bridged, NAT, host-only and Open vSwitch", zh: "深入虚拟网络：桥接、NAT、仅主机与 Open vSwitch" },
  bridges: ["ovsbr0"],
  networks: {
    lan: { kind: "bridged", bridge: "br0" },
    nat: { kind: "nat", cidr: "10.14.1.0/24" },
    backbone: { kind: "routed", cidr: "10.14.9.0/24" },
    direct: { kind: "macvtap", device: "enp3s0" },
    private: { kind: "isolated", cidr: "10.14.2.0/24" },
    fabric: { kind: "ovs", bridge: "lwhostovsbr0", vlans: { red: [10, "10.14.10.0/24"], blue: [20, "10.14.20.0/24"] } },
  },
  machines: {
    router: {
      vcpus: 2, memoryMiB: 2048, nested: true,
      nics: [
        { network: "lan", addressing: "dhcp" }, fixed("nat", "10.14.1.2/24", "eth1"), fixed("private", "10.14.2.2/24", "eth2"),
        { network: "fabric", name: "eth3", addresses: ["10.14.10.2/24"], vlan: { mode: "trunk", vlans: ["red", "blue"], native: "red" } },
      ],
    },
    alice: { nics: [fixed("nat", "10.14.1.11/24"), access("fabric", "red", "10.14.10.11/24")] },
    bob: { nics: [fixed("backbone", "10.14.9.12/24"), access("fabric", "blue", "10.14.20.12/24")] },
    carol: { nics: [{ network: "direct", addressing: "dhcp" }, fixed("private", "10.14.2.13/24")] },
  },
});

/** Thirty machines on five networks. */
export const thirty = lab("campus", {
  title: { en: "A campus of thirty machines", zh: "三十台虚拟机的园区网" },
  networks: {
    mgmt: { kind: "nat", cidr: "10.50.0.0/24" },
    edge: { kind: "routed", cidr: "10.51.0.0/24" },
    storage: { kind: "isolated", cidr: "10.52.0.0/24" },
    backup: { kind: "isolated", cidr: "10.53.0.0/24" },
    fabric: { kind: "ovs", vlans: { web: [10, "10.54.10.0/24"], app: [20, "10.54.20.0/24"], db: [30, "10.54.30.0/24"] } },
  },
  machines: Object.fromEntries(Array.from({ length: 30 }, (_, index) => {
    const tier = ["web", "app", "db"][index % 3] as string;
    const extra = tier === "db" ? [fixed("storage", `10.52.0.${index + 10}/24`)] : tier === "web" ? [fixed("edge", `10.51.0.${index + 10}/24`)] : [];
    return [`${tier}${Math.floor(index / 3) + 1}`, {
      nics: [fixed("mgmt", `10.50.0.${index + 10}/24`), ...extra, access("fabric", tier, `10.54.${(index % 3) * 10 + 10}.${index + 10}/24`), ...(index % 6 === 2 ? [fixed("backup", `10.53.0.${index + 10}/24`)] : [])],
    }];
  })),
});

const longName = (letter: string): string => Array.from({ length: 63 }, (_, index) => (index % 9 === 8 ? "-" : letter)).join("").replace(/-$/, letter);

/** Names as long as DNS allows. */
export const longNames = lab(longName("l"), {
  title: { en: "Everything in this lab has the longest name that is allowed ".repeat(4).trim(), zh: "本实验中的所有名称都取所允许的最大长度".repeat(6) },
  networks: {
    [longName("n")]: { kind: "nat", cidr: "10.128.128.0/24" },
    [longName("w")]: { kind: "ovs", bridge: "lw234567abcdefg", vlans: { "vlan-of-fifteen": [4094, "fd12:3456:789a:bcde::/64"] } },
  },
  machines: Object.fromEntries(["m", "w"].map((letter) => [longName(letter), {
    vcpus: 128, memoryMiB: 1024 * 1023, disks: 12,
    nics: [
      { network: longName("n"), name: "interface-15-ch", addresses: ["10.128.128.111/24", "fd12:3456:789a:bcde:1234:5678:9abc:def0/64", "10.1.1.1/24"] },
      { network: longName("w"), name: "vlan-of-fifteen", addresses: ["fd12:3456:789a:bcde:1234:5678:9abc:def0/64"], vlan: { mode: "access", vlans: ["vlan-of-fifteen"] } },
    ],
  }])),
});

export const noNetworks = lab("offline", { title: { en: "A machine on its own", zh: "独立的虚拟机" }, machines: { alone: { vcpus: 4, memoryMiB: 512 } } });

export const noMachines = lab("networks-only", {
  networks: { mgmt: { kind: "nat", cidr: "10.1.0.0/24" }, quiet: { kind: "isolated", cidr: "10.2.0.0/24" }, fabric: { kind: "ovs", vlans: { a: [10], b: [20], c: [30] } } },
});

export const empty = lab("empty");

const vlanInterface = (nic: string, index: number): VlanInterfaceSpec => ({ name: `${nic}.${100 + index}`, vlan: `v${index}`, tag: 100 + index, addresses: [`10.${100 + index}.0.2/24`] });

/** Trunks of more VLANs than there is room for, and ports without VLAN. */
export const trunks = lab("trunks", {
  networks: { fabric: { kind: "ovs", bridge: "ovs0", vlans: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`v${index}`, [100 + index] as const])) } },
  machines: {
    core: { nics: [{ network: "fabric", name: "all", vlan: { mode: "trunk", vlans: Array.from({ length: 9 }, (_, index) => `v${index}`) }, vlanInterfaces: Array.from({ length: 9 }, (_, index) => vlanInterface("all", index)) }] },
    leaf: { nics: [{ network: "fabric", name: "some", vlan: { mode: "trunk", vlans: ["v0", "v1", "v2"], native: "v3" }, vlanInterfaces: [vlanInterface("some", 0), vlanInterface("some", 1)] }] },
    plain: { nics: [{ network: "fabric", name: "eth0", addressing: "static", addresses: ["192.0.2.9/24"] }] },
  },
});

/** A lab too large to draw each machine. */
export function large(machines: number, networks: number): LabSpec {
  return lab("large", {
    title: { en: "A thousand machines", zh: "一千台虚拟机" },
    networks: Object.fromEntries(Array.from({ length: networks }, (_, index) => [`net${index}`, { kind: index % 2 === 0 ? "nat" : "isolated", cidr: `10.${index}.0.0/16` }])),
    machines: Object.fromEntries(Array.from({ length: machines }, (_, index) => [`machine${index}`, {
      nics: [fixed(`net${index % networks}`, `10.${index % networks}.${index >> 8}.${index & 255}/16`), ...(index % 5 === 0 ? [fixed(`net${(index + 1) % networks}`, "10.0.0.1/16", "second")] : [])],
    }])),
  });
}

/** Every sample by name, for checks that hold for all drawings. */
export const samples: Readonly<Record<string, LabSpec>> = {
  single, vlans, kinds, thirty, longNames, noNetworks, noMachines, empty, trunks, large: large(1000, 4), many: large(1000, 50),
};
