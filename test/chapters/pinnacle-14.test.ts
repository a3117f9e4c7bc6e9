import { domainOf, networkConfigOf, resources, synthesizeById, userDataOf, type JsonObject } from "./support";

const standard = synthesizeById("pinnacle/14", "bridge");
const macvtap = synthesizeById("pinnacle/14", "macvtap");
const small = synthesizeById("pinnacle/14", "small");

const kinds = ({ spec }: typeof standard): string[][] => spec.networks.map(({ name, kind }) => [name, kind]);
const memory = ({ spec }: typeof standard): number => spec.machines.reduce((total, { memoryMiB }) => total + memoryMiB, 0);
const lastInterface = (machine: string): JsonObject | undefined => (domainOf(standard, machine)["devices"] as { readonly interfaces: readonly JsonObject[] }).interfaces.at(-1);

test("every way to connect a machine is there, and both machines are on each", () => {
  expect(kinds(standard)).toEqual([["mgmt", "nat"], ["hostonly", "isolated"], ["lan", "bridged"], ["trunk", "ovs"]]);
  for (const { nics } of standard.spec.machines) expect(nics.map(({ network }) => network)).toEqual(["mgmt", "hostonly", "lan", "trunk"]);
});

test("the host is on the host-only network, and libvirt forwards nothing from it", () => {
  const hostonly = resources(standard, "libvirt_network").find(([name]) => name.startsWith("hostonly_"))?.[1];
  expect(hostonly).toMatchObject({ ips: [{ address: "10.20.57.1", prefix: 24 }] });
  expect(hostonly).not.toHaveProperty("forward");
});

test("net1 is on a trunk of VLANs 10 and 20, net2 on an access port of VLAN 10", () => {
  expect(lastInterface("net1")).toMatchObject({ vlan: { trunk: "yes", tags: [{ id: 10 }, { id: 20 }] } });
  expect(lastInterface("net2")).toMatchObject({ source: { network: { port_group: "vlan10" } } });
  const trunk = resources(standard, "libvirt_network").find(([name]) => name.startsWith("trunk_"))?.[1];
  expect(trunk).toMatchObject({ port_groups: [{ name: "vlan10", vlan: { tags: [{ id: 10 }] } }, { name: "vlan20", vlan: { tags: [{ id: 20 }] } }] });
});

test("net1 has an address on each VLAN, and the default route on mgmt alone", () => {
  const { ethernets, vlans } = networkConfigOf(standard, "net1") as { readonly ethernets: Record<string, JsonObject>; readonly vlans: Record<string, JsonObject> };
  expect(Object.entries(vlans).map(([name, { id, link }]) => [name, id, link])).toEqual([["trunk.10", 10, "trunk"], ["trunk.20", 20, "trunk"]]);
  expect(Object.entries(ethernets).filter(([, { routes }]) => routes !== undefined).map(([name]) => name)).toEqual(["mgmt"]);
});

test("with macvtap only lan is another, and the reader names the NIC", () => {
  expect(kinds(macvtap)).toEqual(kinds(standard).map(([name, kind]) => [name, name === "lan" ? "macvtap" : kind]));
  const device = ({ spec }: typeof standard): string | undefined => spec.networks.find(({ name }) => name === "lan")?.device;
  expect(device(macvtap)).toBe("eth0");
  expect(device(synthesizeById("pinnacle/14", "macvtap", { "labwright:uplink": "enp3s0" }))).toBe("enp3s0");
});

test("small has the same networks in less memory, and no machines inside net1", () => {
  expect(kinds(small)).toEqual(kinds(standard));
  expect([memory(standard), memory(macvtap), memory(small)]).toEqual([4096, 4096, 1536]);
  expect([standard, small].map(({ spec }) => spec.machines.map(({ nestedVirtualization }) => nestedVirtualization))).toEqual([[true, false], [false, false]]);
  expect(userDataOf(small, "net1")["packages"]).toEqual(["openvswitch-switch", "bridge-utils"]);
});
