import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import { BridgedNetwork } from "../../../constructs/network/bridged-network";
import { MacvtapNetwork } from "../../../constructs/network/macvtap-network";
import { codesOf, makeLab, problemsOf, synthLab } from "../../support/synth";

const image = Image.debian12();

describe("BridgedNetwork", () => {
  test("uses the host's bridge and makes none", () => {
    const lab = synthLab((stack) => void new BridgedNetwork(stack, "lan", { bridge: "br0" }));
    expect(lab.resource("lan/network")).toMatchObject({ forward: { mode: "bridge" }, bridge: { name: "br0" }, autostart: true });
    expect(lab.resource("lan/network")).not.toHaveProperty("ips");
    expect(lab.types()).toEqual(["libvirt_network", "terraform_data"]);
    expect(lab.count("terraform_data")).toBe(1);
  });

  test("without a cidr leaves addresses to the LAN's DHCP server", () => {
    const stack = makeLab();
    const lan = new BridgedNetwork(stack, "lan", { bridge: "br0" });
    const machine = new Machine(stack, "web", { image, networks: [lan] });
    expect(machine.nics[0]).toMatchObject({ addressing: "dhcp", addresses: [] });
    expect(machine.address(lan)).toBeUndefined();
    expect(machine.ssh).toEqual({ user: "debian", address: undefined });
  });

  test("with a cidr takes the addresses that are given and chooses none", () => {
    const stack = makeLab();
    const lan = new BridgedNetwork(stack, "lan", { bridge: "br0", cidr: "192.168.1.0/24", gateway: "192.168.1.254" });
    const fixed = new Machine(stack, "web", { image, networks: [lan.attach({ address: "192.168.1.50" })] });
    const asking = new Machine(stack, "db", { image, networks: [lan] });
    expect(fixed.nics[0]).toMatchObject({ addressing: "static", addresses: ["192.168.1.50/24"] });
    expect(asking.nics[0]).toMatchObject({ addressing: "dhcp", addresses: [] });
    expect(stack.spec().networks[0]?.subnets).toEqual([{ cidr: "192.168.1.0/24", gateway: "192.168.1.254" }]);
  });

  test("routes through its gateway", () => {
    const stack = makeLab();
    const lan = new BridgedNetwork(stack, "lan", { bridge: "br0", cidr: "192.168.1.0/24", gateway: "192.168.1.254" });
    const machine = new Machine(stack, "web", { image, networks: [lan.attach({ address: 50 })] });
    expect(JSON.parse(machine.seed()?.networkConfig ?? "")).toMatchObject({ ethernets: { lan: { addresses: ["192.168.1.50/24"], routes: [{ to: "0.0.0.0/0", via: "192.168.1.254" }] } } });
  });

  test.each<[string, object, string[]]>([
    ["no bridge", {}, ["bridge"]],
    ["a bridge of 16 characters", { bridge: "b".repeat(16) }, ["bridge"]],
    ["a bridge that a shell would read otherwise", { bridge: "br0;id" }, ["bridge"]],
    ["a gateway without cidr", { bridge: "br0", gateway: "192.168.1.1" }, ["gateway"]],
    ["a gateway outside", { bridge: "br0", cidr: "192.168.1.0/24", gateway: "192.168.2.1" }, ["gateway"]],
  ])("refuses %s", (_name, props, properties) => {
    expect(problemsOf((lab) => new BridgedNetwork(lab, "lan", props as { bridge: string })).map(({ values }) => values["property"])).toEqual(properties);
  });

  test("has no DHCP server to reserve an address with", () => {
    expect(codesOf((lab) => new Machine(lab, "web", { image, networks: [new BridgedNetwork(lab, "lan", { bridge: "br0" }).attach({ addressing: "static" })] }))).toEqual(["LW1001"]);
    expect(codesOf((lab) => new Machine(lab, "web", { image, networks: [new BridgedNetwork(lab, "lan", { bridge: "br0" }).attach({ address: "192.168.1.5" })] }))).toEqual(["LW1013"]);
  });
});

describe("MacvtapNetwork", () => {
  test("is on a NIC of the host", () => {
    const lab = synthLab((stack) => void new MacvtapNetwork(stack, "lan", { device: "enp3s0" }));
    expect(lab.at("lan/network", "forward")).toEqual({ mode: "bridge", dev: "enp3s0", interfaces: [{ dev: "enp3s0" }] });
    expect(lab.resource("lan/network")).not.toHaveProperty("bridge");
  });

  test("takes another mode and shows its device in the spec", () => {
    const stack = makeLab();
    const lan = new MacvtapNetwork(stack, "lan", { device: "enp3s0", mode: "vepa" });
    expect(lan.mode).toBe("vepa");
    expect(stack.spec().networks[0]).toMatchObject({ kind: "macvtap", device: "enp3s0", bridge: undefined });
  });

  test("cannot be reached from the host", () => {
    const stack = makeLab();
    const lan = new MacvtapNetwork(stack, "lan", { device: "eth0", cidr: "192.168.1.0/24" });
    expect(new Machine(stack, "web", { image, networks: [lan.attach({ address: 5 })] }).ssh).toBeUndefined();
  });

  test.each<[string, object, string]>([["no device", {}, "device"], ["another mode", { device: "eth0", mode: "nat" }, "mode"]])("refuses %s", (_name, props, property) => {
    expect(problemsOf((lab) => new MacvtapNetwork(lab, "lan", props as { device: string })).map(({ values }) => values["property"])).toEqual([property]);
  });
});
