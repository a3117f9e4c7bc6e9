import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import type { NetworkAttachment } from "../../../constructs/network/attachment";
import { OvsBridge } from "../../../constructs/network/ovs-bridge";
import { OvsNetwork, type OvsNetworkProps } from "../../../constructs/network/ovs-network";
import { Lab } from "../../../constructs/lab";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { codesOf, makeLab, problemsOf, synthLab } from "../../support/synth";

const image = Image.debian12();
const VLANS = { red: { tag: 10, cidr: "10.20.10.0/24" }, blue: { tag: 20, cidr: "10.20.20.0/24" }, bare: 30 };

describe("OvsNetwork", () => {
  test("has a port group for each VLAN, and ports that Open vSwitch knows for its own", () => {
    const lab = synthLab((stack) => void new OvsNetwork(stack, "fabric", { vlans: VLANS }));
    expect(lab.resource("fabric/network")).toMatchObject({
      forward: { mode: "bridge" },
      virtual_port: { params: { open_v_switch: {} } },
      port_groups: [{ name: "red", vlan: { tags: [{ id: 10 }] } }, { name: "blue", vlan: { tags: [{ id: 20 }] } }, { name: "bare", vlan: { tags: [{ id: 30 }] } }],
    });
  });

  test("makes a bridge of its own, waits for it and is made anew with it", () => {
    const lab = synthLab((stack) => void new OvsNetwork(stack, "fabric", { vlans: VLANS }));
    expect(lab.at("fabric/network", "bridge", "name")).toBe(lab.at("fabric/bridge/bridge", "input", "bridge"));
    expect(lab.at("fabric/network", "depends_on")).toEqual([lab.address("fabric/bridge/bridge")]);
    expect(lab.at("fabric/definition", "triggers_replace")).toMatchObject({ foundation: `\${${lab.address("fabric/bridge/bridge")}.id}` });
  });

  test("takes a bridge of the lab, which two networks may share", () => {
    const lab = synthLab((stack) => {
      const bridge = new OvsBridge(stack, "ovs");
      new OvsNetwork(stack, "a", { vlans: { red: 10 }, bridge });
      new OvsNetwork(stack, "b", { vlans: { red: 10 }, bridge });
    });
    expect(lab.at("a/network", "bridge", "name")).toBe(lab.at("b/network", "bridge", "name"));
    expect(lab.at("b/network", "depends_on")).toEqual([lab.address("ovs/bridge")]);
  });

  test("takes a bridge that the host has, and makes none", () => {
    const lab = synthLab((stack) => void new OvsNetwork(stack, "fabric", { vlans: VLANS, bridge: "ovs-ext" }));
    expect(lab.at("fabric/network", "bridge", "name")).toBe("ovs-ext");
    expect(lab.resource("fabric/network")).not.toHaveProperty("depends_on");
    expect(Object.keys(lab.resources("terraform_data"))).toHaveLength(1);
  });

  test("knows its VLANs", () => {
    const fabric = new OvsNetwork(makeLab(), "fabric", { vlans: VLANS });
    expect(fabric.vlans.map(({ name, tag }) => [name, tag])).toEqual([["red", 10], ["blue", 20], ["bare", 30]]);
    expect(fabric.vlan("red")?.subnets[0]?.cidr.toString()).toBe("10.20.10.0/24");
    expect(fabric.vlan("green")).toBeUndefined();
  });

  test.each<[string, OvsNetworkProps | object, string[]]>([
    ["tags out of range", { vlans: { a: 0, b: 4095, c: -1, d: 1.5, e: "10" } }, ["LW1032", "LW1032", "LW1032", "LW1032", "LW1032"]],
    ["one tag twice", { vlans: { a: 10, b: 10 } }, ["LW1031"]],
    ["no VLANs at all", {}, ["LW1001"]],
    ["VLANs that are a list", { vlans: [10] }, ["LW1001"]],
    ["a VLAN name too long for a guest's interface", { vlans: { ["v".repeat(16)]: 10 } }, ["LW1001"]],
    ["an unknown VLAN option", { vlans: { a: { tag: 10, mtu: 1500 } } }, ["LW1002"]],
    ["a bridge name the kernel cannot take", { vlans: { a: 10 }, bridge: "x".repeat(16) }, ["LW1001"]],
  ])("refuses %s", (_name, props, codes) => {
    expect(codesOf((lab) => new OvsNetwork(lab, "fabric", props as OvsNetworkProps))).toEqual(codes);
  });

  test("refuses a bridge of another lab", () => {
    const problems = problemsOf((lab) => {
      const other = new Lab(lab, "second", { host: KvmHost.local(), name: "second" });
      new OvsNetwork(lab, "fabric", { vlans: { a: 10 }, bridge: new OvsBridge(other, "ovs") });
    });
    expect(problems.map(({ code, values }) => [code, values["property"], values["given"]])).toEqual([["LW1004", "bridge", "lab/second/ovs"]]);
  });
});

describe("a port", () => {
  function portOf(attach: (fabric: OvsNetwork) => NetworkAttachment): { nic: Machine["nics"][number] | undefined; interface: unknown } {
    let machine: Machine | undefined;
    const lab = synthLab((stack) => { machine = new Machine(stack, "web", { image, networks: [attach(new OvsNetwork(stack, "fabric", { vlans: VLANS }))] }); });
    return { nic: machine?.nics[0], interface: lab.at("web/domain", "devices", "interfaces", 0) };
  }

  test("of access is in the VLAN's port group, with an address of the VLAN", () => {
    const { nic, interface: port } = portOf((fabric) => fabric.access("red", { address: 11 }));
    expect(nic).toMatchObject({ name: "red", addressing: "static", addresses: ["10.20.10.11/24"], vlanInterfaces: [] });
    expect(port).toMatchObject({ source: { network: { port_group: "red" } } });
    expect(port).not.toHaveProperty("vlan");
  });

  test("of access to a VLAN without addresses may still have one: it is derived", () => {
    expect(portOf((fabric) => fabric.access("bare")).nic?.addresses).toHaveLength(1);
  });

  test("that is a trunk carries its VLANs tagged and its native one untagged", () => {
    const { nic, interface: port } = portOf((fabric) => fabric.trunk(["red", "blue"], { native: "blue", address: 12 }));
    expect(port).toMatchObject({ vlan: { trunk: "yes", tags: [{ id: 10 }, { id: 20, native_mode: "untagged" }] } });
    expect(port).not.toHaveProperty("source.network.port_group");
    expect(nic).toMatchObject({ name: "fabric", addresses: ["10.20.20.12/24"] });
  });

  test("that is a trunk carries its native VLAN also when the list leaves it out, and each one once", () => {
    expect(portOf((fabric) => fabric.trunk(["red", "red"], { native: "blue" })).interface).toMatchObject({ vlan: { tags: [{ id: 10 }, { id: 20, native_mode: "untagged" }] } });
  });

  test("that is a trunk without native VLAN has no address of its own", () => {
    expect(portOf((fabric) => fabric.trunk(["red", "blue"])).nic).toMatchObject({ addressing: "none", addresses: [] });
  });

  test("that is a trunk gives the guest an interface for each tagged VLAN when asked", () => {
    const { nic } = portOf((fabric) => fabric.trunk(["red", "blue", "bare"], { native: "bare", subinterfaces: true, name: "eth0" }));
    expect(nic?.vlanInterfaces.map(({ name, tag }) => [name, tag])).toEqual([["eth0.10", 10], ["eth0.20", 20]]);
    expect(nic?.vlanInterfaces.map(({ addresses }) => addresses[0]?.replace(/\.\d+\//, ".x/"))).toEqual(["10.20.10.x/24", "10.20.20.x/24"]);
  });

  test("that is a trunk gives them the addresses that are asked for", () => {
    const { nic } = portOf((fabric) => fabric.trunk(["red", "blue"], { subinterfaces: { red: 11, blue: "10.20.20.12" } }));
    expect(nic?.vlanInterfaces.map(({ addresses }) => addresses)).toEqual([["10.20.10.11/24"], ["10.20.20.12/24"]]);
  });

  test("without VLAN carries untagged frames", () => {
    const { nic, interface: port } = portOf((fabric) => fabric.attach());
    expect(port).not.toHaveProperty("vlan");
    expect(nic?.addresses).toEqual([]);
  });

  test.each<[string, (fabric: OvsNetwork) => NetworkAttachment, string[]]>([
    ["a VLAN that is not declared", (fabric) => fabric.access("green"), ["LW1030"]],
    ["a trunk of one that is not declared", (fabric) => fabric.trunk(["red", "green"]), ["LW1030"]],
    ["a native VLAN that is not declared", (fabric) => fabric.trunk(["red"], { native: "green" }), ["LW1030"]],
    ["a trunk of nothing", (fabric) => fabric.trunk([]), ["LW1033"]],
    ["an interface name over 15 characters", (fabric) => fabric.trunk(["red"], { subinterfaces: true, name: "interface-one" }), ["LW1022"]],
    ["a NIC name over 15 characters", (fabric) => fabric.access("red", { name: "interface-number" }), ["LW1022"]],
    ["an address for a VLAN it does not carry", (fabric) => fabric.trunk(["red"], { subinterfaces: { blue: 11 } }), ["LW1030"]],
  ])("refuses %s", (_name, attach, codes) => {
    expect(codesOf((lab) => new Machine(lab, "web", { image, networks: [attach(new OvsNetwork(lab, "fabric", { vlans: VLANS }))] }))).toEqual(codes);
  });

  test("names the known VLANs", () => {
    expect(problemsOf((lab) => new OvsNetwork(lab, "fabric", { vlans: VLANS }).access("green"))).toEqual([{ code: "LW1030", path: "lab/fabric", values: { vlan: "green", network: "fabric", known: "red, blue, bare" } }]);
  });
});
