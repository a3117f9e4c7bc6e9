import { Image } from "../../../constructs/image/image";
import { Lab } from "../../../constructs/lab";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { Machine } from "../../../constructs/machine/machine";
import type { AttachOptions } from "../../../constructs/network/attachment";
import { IsolatedNetwork } from "../../../constructs/network/isolated-network";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import { RoutedNetwork } from "../../../constructs/network/routed-network";
import type { LabStack } from "../../../stacks/lab-stack";
import { codesOf, makeLab, problemsOf, synthLab } from "../../support/synth";

const image = Image.debian12();
const network = (machine: Machine): Record<string, Record<string, Record<string, unknown>>> => JSON.parse(machine.seed()?.networkConfig ?? "");
const attached = (options: AttachOptions, props: object = { cidr: "10.20.4.0/24" }) => (lab: LabStack): Machine =>
  new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "mgmt", props).attach(options)] });

describe("a NIC", () => {
  test("is virtio on the network, with a derived MAC, and waits for the network by its reference", () => {
    const lab = synthLab((stack) => void attached({})(stack));
    expect(lab.at("web/domain", "devices", "interfaces")).toEqual([{ model: { type: "virtio" }, mac: { address: expect.stringMatching(/^[0-9a-f][26ae]:/) }, source: { network: { network: `\${${lab.address("mgmt/network")}.name}` } } }]);
  });

  test("is found by the guest by its MAC, whatever slot it is in", () => {
    const machine = attached({ address: 11 })(makeLab());
    expect(network(machine)["ethernets"]?.["mgmt"]).toMatchObject({ match: { macaddress: machine.nics[0]?.mac }, "set-name": "mgmt", dhcp4: false, addresses: ["10.20.4.11/24"] });
  });

  test("has the MAC and name it is given", () => {
    expect(attached({ mac: "52:54:00:AA:BB:CC", name: "eth0" })(makeLab()).nics[0]).toMatchObject({ mac: "52:54:00:aa:bb:cc", name: "eth0" });
  });

  test("keeps its MAC when another machine or NIC is added before it in the code", () => {
    const macOf = (others: number): string | undefined => {
      const lab = makeLab();
      const net = new NatNetwork(lab, "mgmt");
      for (let index = 0; index < others; index++) new Machine(lab, `other${index}`, { image, networks: [net] });
      return new Machine(lab, "web", { image, networks: [net] }).nics[0]?.mac;
    };
    expect(macOf(3)).toBe(macOf(0));
  });

  test("has the network's MTU, in the guest and on the host", () => {
    let machine: Machine | undefined;
    const lab = synthLab((stack) => { machine = attached({}, { mtu: 9000 })(stack); });
    expect(lab.at("web/domain", "devices", "interfaces", 0, "mtu")).toEqual({ size: 9000 });
    expect(machine && network(machine)["ethernets"]?.["mgmt"]).toMatchObject({ mtu: 9000 });
  });
});

describe("an address that is asked for", () => {
  const build = (lab: LabStack, ...asked: [string, number?][]): Machine[] => {
    const net = new NatNetwork(lab, "mgmt", { cidr: "10.20.4.0/24" });
    return asked.map(([name, address]) => new Machine(lab, name, { image, networks: [net.attach({ address })] }));
  };

  test("goes before a derived one, though it is declared later", () => {
    const taken = Number(build(makeLab(), ["web"])[0]?.nics[0]?.addresses[0]?.split(/[./]/)[3]);
    expect(codesOf((lab) => build(lab, ["web"], ["db", taken]))).toEqual([]);
    const [web, db] = build(makeLab(), ["web"], ["db", taken]);
    expect(db?.nics[0]?.addresses).toEqual([`10.20.4.${taken}/24`]);
    expect(web?.nics[0]?.addresses).not.toEqual(db?.nics[0]?.addresses);
  });

  test("is refused where DHCP may give it to another, and reserved where it is asked for by DHCP", () => {
    expect(codesOf((lab) => build(lab, ["web", 200]))).toEqual(["LW1013"]);
    expect(codesOf(attached({ address: 200, addressing: "dhcp" }))).toEqual([]);
  });
});

describe("addressing", () => {
  test.each<[AttachOptions, string, number]>([[{}, "static", 1], [{ addressing: "dhcp" }, "dhcp", 1], [{ addressing: "none" }, "none", 0], [{ addressing: "static" }, "static", 1]])("of %p is %s", (options, addressing, addresses) => {
    const nic = attached(options)(makeLab()).nics[0];
    expect(nic?.addressing).toBe(addressing);
    expect(nic?.addresses).toHaveLength(addresses);
  });

  test("by DHCP asks for IPv4 and writes the IPv6 address into the guest", () => {
    const machine = attached({ addressing: "dhcp" }, { ipv6: "fd00:1::/64" })(makeLab());
    expect(network(machine)["ethernets"]?.["mgmt"]).toMatchObject({ dhcp4: true, addresses: [expect.stringMatching(/^fd00:1::[0-9a-f]+\/64$/)] });
  });

  test("none leaves the NIC to the reader and does not wait for it", () => {
    expect(network(attached({ addressing: "none" })(makeLab()))["ethernets"]?.["mgmt"]).toMatchObject({ dhcp4: false, optional: true });
  });

  test("takes an IPv6 address", () => {
    expect(attached({ address6: "fd00:1::11" }, { ipv6: "fd00:1::/64" })(makeLab()).nics[0]?.addresses[1]).toBe("fd00:1::11/64");
  });
});

describe("the default route", () => {
  test("goes through the first network that leads out, and so do name servers", () => {
    const lab = makeLab();
    const inner = new IsolatedNetwork(lab, "inner", { cidr: "10.1.0.0/24" });
    const outer = new NatNetwork(lab, "outer", { cidr: "10.2.0.0/24", ipv6: "fd00:2::/64" });
    const dmz = new RoutedNetwork(lab, "dmz", { cidr: "10.3.0.0/24" });
    const { ethernets } = network(new Machine(lab, "web", { image, networks: [inner, outer, dmz] }));
    expect(ethernets?.["inner"]).not.toHaveProperty("routes");
    expect(ethernets?.["outer"]).toMatchObject({ routes: [{ to: "0.0.0.0/0", via: "10.2.0.1" }, { to: "::/0", via: "fd00:2::1" }], nameservers: { addresses: ["10.2.0.1", "fd00:2::1"], search: ["lab.lab.internal"] } });
    expect(ethernets?.["dmz"]).not.toHaveProperty("routes");
  });

  test("is none where nothing leads out", () => {
    const lab = makeLab();
    expect(JSON.stringify(network(new Machine(lab, "web", { image, networks: [new IsolatedNetwork(lab, "inner")] })))).not.toContain("routes");
  });
});

describe("connect()", () => {
  test("after the machine was made adds a NIC everywhere it is seen", () => {
    let machine: Machine | undefined;
    const lab = synthLab((stack) => {
      machine = new Machine(stack, "web", { image });
      machine.connect(new NatNetwork(stack, "mgmt")).connect(new OvsNetwork(stack, "fabric", { vlans: { red: 10 } }).access("red"));
    });
    expect(lab.at("web/domain", "devices", "interfaces")).toHaveLength(2);
    expect(Object.keys(machine ? (network(machine)["ethernets"] ?? {}) : {})).toEqual(["mgmt", "red"]);
  });

  test("after the machine was made restarts it with the network it is on", () => {
    const lab = synthLab((stack) => void new Machine(stack, "web", { image }).connect(new NatNetwork(stack, "mgmt")));
    expect(lab.at("web/domain", "lifecycle", "replace_triggered_by")).toContain(lab.address("mgmt/definition"));
  });

  test.each<[string, (lab: LabStack) => unknown, string]>([
    ["what is no network", (lab) => new Machine(lab, "web", { image, networks: ["mgmt" as never] }), "LW1001"],
    ["a network of another lab", (lab) => new Machine(lab, "web", { image, networks: [new NatNetwork(new Lab(lab, "second", { host: KvmHost.local(), name: "second" }), "mgmt")] }), "LW1004"],
    ["two NICs of one name", (lab) => { const net = new NatNetwork(lab, "mgmt"); return new Machine(lab, "web", { image, networks: [net, net] }); }, "LW1023"],
    ["one MAC twice in the lab", (lab) => { const net = new NatNetwork(lab, "mgmt"); return ["a", "b"].map((id) => new Machine(lab, id, { image, networks: [net.attach({ mac: "52:54:00:00:00:01" })] })); }, "LW1020"],
    ["a MAC of a group", attached({ mac: "01:00:5e:00:00:01" }), "LW1021"],
    ["an address outside", attached({ address: "10.20.5.11" }), "LW1013"],
    ["one address twice", (lab) => { const net = new NatNetwork(lab, "mgmt"); return ["a", "b"].map((id) => new Machine(lab, id, { image, networks: [net.attach({ address: 20 })] })); }, "LW1013"],
    ["an IPv6 address where there is none", attached({ address6: "fd00::1" }), "LW1013"],
    ["more machines than addresses", (lab) => { const net = new NatNetwork(lab, "mgmt", { cidr: "10.20.4.0/29" }); return ["a", "b", "c"].map((id) => new Machine(lab, id, { image, networks: [net] })); }, "LW1012"],
    ["a network name too long for a NIC", (lab) => new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "management-network")] }), "LW1022"],
    ["an unknown option", attached({ adress: 11 } as AttachOptions), "LW1002"],
    ["another way of addressing", attached({ addressing: "bootp" as never }), "LW1001"],
  ])("refuses %s", (_name, build, code) => {
    expect(codesOf(build)).toEqual([code]);
  });

  test("names both machines of one MAC", () => {
    const [problem] = problemsOf((lab) => {
      const net = new NatNetwork(lab, "mgmt");
      for (const id of ["a", "b"]) new Machine(lab, id, { image, networks: [net.attach({ mac: "52:54:00:00:00:01" })] });
    });
    expect(problem).toEqual({ code: "LW1020", path: "lab/b", values: { given: "52:54:00:00:00:01", first: "lab/a (mgmt)", second: "lab/b (mgmt)" } });
  });
});

describe("the names of the lab's machines", () => {
  test("are kept once, for all addresses, and never hide another machine", () => {
    const lab = synthLab((stack) => {
      const mgmt = new NatNetwork(stack, "mgmt", { cidr: "10.1.0.0/24" });
      const lan = new IsolatedNetwork(stack, "lan", { cidr: "10.2.0.0/24" });
      new Machine(stack, "web", { image, networks: [mgmt.attach({ address: 11 }), lan.attach({ address: 11 })] });
      new Machine(stack, "web-lan", { image, networks: [lan.attach({ address: 12 })] });
    });
    const [hosts] = Object.values(lab.json["locals"] ?? {}) as unknown as string[];
    expect(hosts?.split("\n")).toEqual(["10.1.0.11 web.lab.lab.internal web", "10.2.0.12 web-lan.lab.lab.internal web-lan"]);
  });

  test("are `<machine>-<nic>` on its other networks", () => {
    const lab = synthLab((stack) => void new Machine(stack, "web", { image, networks: [new NatNetwork(stack, "mgmt", { cidr: "10.1.0.0/24" }).attach({ address: 11 }), new IsolatedNetwork(stack, "lan", { cidr: "10.2.0.0/24" }).attach({ address: 11 })] }));
    expect(Object.values(lab.json["locals"] ?? {})).toEqual(["10.1.0.11 web.lab.lab.internal web\n10.2.0.11 web-lan"]);
  });
});

test("a name that is too long for an interface is told with its machine and network, and where to give another", () => {
  const [problem] = problemsOf((lab) => new Machine(lab, "web", { image, networks: [new NatNetwork(lab, "management-network")] }));
  expect(problem?.values).toMatchObject({ what: "a network interface, here the NIC of web on network management-network", fix: expect.stringContaining("attach({ name:") });
});
