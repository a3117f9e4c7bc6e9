import { buildTopology } from "../../cli/graph";
import { kinds, lab, noMachines, single, trunks, vlans } from "./samples";

describe("topology of a lab", () => {
  test("has every machine with its resources", () => {
    expect(buildTopology(vlans).machines).toEqual([
      expect.objectContaining({ id: "m0", name: "web1", vcpus: 1, memoryMiB: 1024, disks: [10 * 1024 ** 3], image: "debian-12", nested: false }),
      expect.objectContaining({ id: "m1", name: "web2" }),
      expect.objectContaining({ id: "m2", name: "db1", vcpus: 2, memoryMiB: 4096, disks: [10 * 1024 ** 3, 10 * 1024 ** 3] }),
    ]);
  });

  test("has every network with its kind, its range and where on the host it is", () => {
    const networks = buildTopology(kinds).networks.map(({ name, networkKind, cidrs, through }) => [name, networkKind, cidrs.join(), through]);
    expect(networks).toEqual([
      ["lan", "bridged", "", "br0"], ["nat", "nat", "10.14.1.0/24", undefined], ["backbone", "routed", "10.14.9.0/24", undefined],
      ["direct", "macvtap", "", "enp3s0"], ["private", "isolated", "10.14.2.0/24", undefined], ["fabric", "ovs", "", undefined],
    ]);
  });

  test("divides an OVS network into a segment for each VLAN", () => {
    const [, fabric] = buildTopology(vlans).networks;
    expect(fabric?.segments.map(({ name, tag, cidrs }) => [name, tag, cidrs[0]])).toEqual([["web", 10, "10.10.0.0/24"], ["db", 20, "10.20.0.0/24"]]);
  });

  test("has a segment without VLAN only where a port is on it", () => {
    const tags = buildTopology(trunks).networks[0]?.segments.map(({ tag }) => tag);
    expect(tags).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, undefined]);
    expect(buildTopology(noMachines).networks[2]?.segments.map(({ tag }) => tag)).toEqual([10, 20, 30]);
  });

  test("connects an access port to its VLAN, untagged", () => {
    const nic = buildTopology(vlans).nics.find(({ machine, interfaceName }) => machine === "m2" && interfaceName === "db");
    expect(nic).toMatchObject({ addresses: ["10.20.0.13"], vlan: { mode: "access", tags: [20] }, links: [{ segment: "n1v20", tagged: false }] });
  });

  test("connects a trunk to all its VLANs, tagged but for the native one", () => {
    const nic = buildTopology(kinds).nics.find(({ interfaceName }) => interfaceName === "eth3");
    expect(nic?.vlan).toEqual({ mode: "trunk", tags: [10, 20], native: 10 });
    expect(nic?.links).toEqual([{ segment: "n5v10", tagged: false }, { segment: "n5v20", tagged: true }]);
  });

  test("leads NAT to the Internet and LAN kinds to the LAN, and nothing else outside", () => {
    const { outsides, uplinks } = buildTopology(kinds);
    expect(outsides.map(({ id }) => id)).toEqual(["internet", "lan"]);
    expect(uplinks.map(({ segment, outside }) => `${segment} ${outside}`)).toEqual(["n0 lan", "n1 internet", "n2 lan", "n3 lan"]);
    expect(buildTopology(single).outsides.map(({ id }) => id)).toEqual(["lan"]);
  });

  test("has the bridges of the lab and those of the host", () => {
    expect(buildTopology(kinds).bridges).toEqual([{ kind: "bridge", id: "b0", name: "ovsbr0", hostName: "lwhostovsbr0", datapath: undefined }]);
    expect(buildTopology(vlans).bridges).toEqual([{ kind: "bridge", id: "b0", name: "ovsbr0" }]);
  });

  test("calls a network's own bridge by the network's name", () => {
    const spec = lab("own", { networks: { fabric: { kind: "ovs", bridge: "lwabc", vlans: { a: [1] } } } });
    const own = { ...spec, bridges: [{ name: "bridge", path: "own/fabric/bridge", hostName: "lwabc" }] };
    expect(buildTopology(own).bridges.map(({ name }) => name)).toEqual(["fabric"]);
  });

  test("makes titles a single clean line", () => {
    const title = { en: " a\n\tb\u0000\u202Ec\uD800 ", zh: "x" };
    expect(buildTopology({ ...single, title }).title?.en).toBe("a bc\uFFFD");
  });

  test("cuts towers of accents, which would reach over other lines", () => {
    const name = `e${"\u0301".repeat(50)}`;
    expect(buildTopology(lab(name)).name).toBe(`e${"\u0301".repeat(3)}`);
  });

  test("leaves out a NIC whose network does not exist", () => {
    const spec = lab("broken", { machines: { a: { nics: [{ network: "nowhere" }] } } });
    expect(buildTopology(spec).nics).toEqual([]);
  });
});
