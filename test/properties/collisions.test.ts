import fc from "fast-check";
import { TerraformStack } from "cdktf";
import { Cidr } from "../../constructs/core/cidr";
import { KvmHost } from "../../constructs/host/kvm-host";
import { Image } from "../../constructs/image/image";
import { Lab } from "../../constructs/lab";
import { Machine } from "../../constructs/machine/machine";
import { NatNetwork } from "../../constructs/network/nat-network";
import { makeLab, synthLab, testApp, withoutTraces } from "../support/synth";
import { buildTopology, topology } from "../support/topology";

/** Elements that are there more than once. */
function twins(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}

describe("within a lab, whatever its topology", () => {
  test("no MAC, address, subnet, bridge, host name or NIC name meets another", () => {
    fc.assert(fc.property(topology, (plan) => {
      const lab = makeLab();
      buildTopology(lab, plan);
      const spec = lab.spec();
      const nics = spec.machines.flatMap((machine) => machine.nics);
      const addresses = lab.lab.machines.flatMap((machine) => machine.nics.flatMap((nic) => [...nic.addresses, ...nic.vlanInterfaces.flatMap((vlan) => vlan.addresses)]));
      const gateways = spec.networks.flatMap(({ subnets }) => subnets.flatMap(({ gateway }) => gateway ?? []));
      expect(twins(nics.map(({ mac }) => mac))).toEqual([]);
      expect(twins([...addresses.map((text) => text.replace(/\/.*/, "")), ...gateways])).toEqual([]);
      expect(twins(spec.networks.flatMap(({ bridge }) => bridge ?? []))).toEqual([]);
      expect(twins([...spec.machines, ...spec.networks].map(({ hostName }) => hostName).concat(spec.bridges.map(({ hostName }) => hostName)).concat(spec.id))).toEqual([]);
      for (const machine of spec.machines) expect(twins(machine.nics.map((nic) => nic.name))).toEqual([]);
      const cidrs = spec.networks.flatMap(({ subnets, vlans }) => [...subnets, ...vlans.flatMap((vlan) => vlan.subnets)]).map(({ cidr }) => Cidr.parse(cidr));
      for (const [index, cidr] of cidrs.entries()) expect(cidrs.slice(index + 1).filter((other) => other.overlaps(cidr))).toEqual([]);
    }), { numRuns: 60 });
  });

  test("no volume, seed or network of the host has another's name", () => {
    fc.assert(fc.property(topology, (plan) => {
      const lab = synthLab((stack) => buildTopology(stack, plan));
      for (const type of ["libvirt_volume", "libvirt_cloudinit_disk", "libvirt_network", "libvirt_domain"]) {
        expect(twins(Object.values(lab.resources(type)).map(({ name }) => String(name)))).toEqual([]);
      }
    }), { numRuns: 15 });
  });

  test("a machine never has an address that DHCP hands out to others", () => {
    fc.assert(fc.property(topology, (plan) => {
      const lab = makeLab();
      buildTopology(lab, plan);
      for (const machine of lab.lab.machines) {
        for (const { network, addresses } of machine.nics) {
          for (const { cidr, dhcpRange } of network.subnets) {
            const offsets = addresses.flatMap((text) => cidr.offsetOf(text.replace(/\/.*/, "")) ?? []);
            const start = dhcpRange && cidr.offsetOf(dhcpRange.start);
            if (start !== undefined) expect(offsets.filter((offset) => offset >= start)).toEqual([]);
          }
        }
      }
    }), { numRuns: 60 });
  });

  test("names of interfaces on the host fit into the kernel's 15 characters", () => {
    fc.assert(fc.property(topology, (plan) => {
      const lab = makeLab();
      buildTopology(lab, plan);
      const names = [...lab.lab.networks.flatMap(({ bridge }) => bridge ?? []), ...lab.lab.bridges.map(({ hostName }) => hostName)];
      for (const name of names) expect(name).toMatch(/^lw[a-z2-7]{13}$/);
    }), { numRuns: 60 });
  });
});

describe("across 10,000 labs", () => {
  const host = KvmHost.local();
  const image = Image.debian12();
  const labs: Lab[] = [];

  beforeAll(() => withoutTraces(() => {
    const stack = new TerraformStack(testApp(), "room");
    for (let index = 0; index < 10_000; index++) {
      const lab = new Lab(stack, `lab${index}`, { host, name: `student-${index}` });
      new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "mgmt")] });
      labs.push(lab);
    }
  }));

  test("no lab has another's id, of at least 64 bits", () => {
    expect(twins(labs.map(({ labId }) => labId))).toEqual([]);
    for (const { labId } of labs) expect(labId).toMatch(/^[a-z2-7]{13}$/);
  });

  test("no bridge, network or machine has another's name on the host", () => {
    expect(twins(labs.flatMap(({ networks }) => networks.flatMap(({ bridge }) => bridge ?? [])))).toEqual([]);
    expect(twins(labs.flatMap(({ machines, networks }) => [...machines, ...networks].map(({ hostName }) => hostName)))).toEqual([]);
  });

  test("no machine has another's MAC, of 46 bits, locally administered and not libvirt's own", () => {
    const macs = labs.flatMap(({ machines }) => machines.flatMap(({ nics }) => nics.map(({ mac }) => mac)));
    expect(twins(macs)).toEqual([]);
    expect(macs.every((mac) => /^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/.test(mac) && !mac.startsWith("fe"))).toBe(true);
    // All of the 46 bits are used: each is set in about half of them.
    const half = macs.map((mac) => BigInt(`0x${mac.replaceAll(":", "")}`));
    for (let bit = 0n; bit < 48n; bit++) {
      const set = half.filter((value) => (value >> bit) & 1n).length / half.length;
      if (bit === 40n || bit === 41n) expect(set).toBe(bit === 41n ? 1 : 0);
      else expect(Math.abs(set - 0.5)).toBeLessThan(0.05);
    }
  });
});
