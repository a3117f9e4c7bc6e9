import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabFiles } from "../../engines/embedded/lab-files";
import { planOutside, planSwitch, refuseUnmapped } from "../../engines/embedded/network-plan";
import { gatewayArguments } from "../../engines/embedded/qemu/gateway-arguments";
import type { LabError } from "../../constructs/core/lab-error";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { CommandLine } from "../cli/support/run-main";
import { golden, lab, named, network, nic, ovsNetwork } from "./support/lab";

const files = new LabFiles("/project/.labwright/demo/embedded", "/run/demo");
const problemsOf = (spec: LabSpec): unknown => {
  try {
    return refuseUnmapped(spec);
  } catch (error) {
    return (error as LabError).problems.map(({ code, path }) => [code, path]);
  }
};

test("a chapter's VLANs are one switch of access ports, its NAT network one with a gateway", () => {
  expect(planSwitch(golden("docker-cloud-4-access"), files)).toEqual({
    fabrics: [
      {
        name: "mgmt",
        ports: [0, 1, 2].map((index) => ({ socket: `/run/demo/m${index}n0`, vlans: undefined })),
        gateway: {
          address: "10.21.12.1", inside: ["10.21.12.0/24"], outside: "/run/demo/out0",
          dhcp: {
            address: "10.21.12.1", prefix: 24, pool: { start: "10.21.12.128", end: "10.21.12.254" }, isGateway: true, domain: "docker-cloud-4-access.lab.internal", mtu: undefined,
            reservations: { "26:d2:22:6b:d3:1f": "10.21.12.11", "a6:fd:b4:36:4e:af": "10.21.12.12", "52:38:29:f7:6e:fb": "10.21.12.13" },
          },
          names: { domain: "docker-cloud-4-access.lab.internal", machines: { web1: ["10.21.12.11"], web2: ["10.21.12.12"], db1: ["10.21.12.13"] } },
        },
      },
      { name: "trunk", ports: [100, 100, 200].map((access, index) => ({ socket: `/run/demo/m${index}n1`, vlans: { access } })), gateway: undefined },
    ],
  });
});

describe("networks of Open vSwitch", () => {
  const vlans = [{ name: "web", tag: 10, subnets: [] }, { name: "db", tag: 20, subnets: [] }];
  const machines = [
    named("a", { nics: [nic({ network: "one", vlan: { mode: "access", vlans: ["web"] } })] }),
    named("b", { nics: [nic({ network: "two", vlan: { mode: "trunk", vlans: ["web", "db"], native: "db" } })] }),
    named("c", { nics: [nic({ network: "one", vlan: { mode: "trunk", vlans: ["web"] } }), nic({ network: "two" })] }),
  ];
  const one = ovsNetwork({ name: "one", vlans });
  const two = ovsNetwork({ name: "two", vlans });

  test("of one bridge are one switch, with the ports of each NIC as it says", () => {
    const { fabrics } = planSwitch(lab({ networks: [one, two], machines }), files);
    expect(fabrics).toEqual([{
      name: "one+two", gateway: undefined,
      ports: [
        { socket: "/run/demo/m0n0", vlans: { access: 10 } },
        { socket: "/run/demo/m1n0", vlans: { trunk: [10, 20], native: 20 } },
        { socket: "/run/demo/m2n0", vlans: { trunk: [10], native: undefined } },
        { socket: "/run/demo/m2n1", vlans: {} },
      ],
    }]);
  });

  test("of different bridges are different switches", () => {
    const { fabrics } = planSwitch(lab({ networks: [one, { ...two, bridge: "other" }], machines }), files);
    expect(fabrics.map(({ name, ports }) => [name, ports.length])).toEqual([["one", 2], ["two", 2]]);
  });

  test("are one switch only with each other: a network that is called as a bridge is its own", () => {
    const { fabrics } = planSwitch(lab({ networks: [one, network({ name: "lwovsbridge1234", bridge: "lwovsbridge1234" })], machines }), files);
    expect(fabrics).toHaveLength(2);
  });
});

describe("a gateway", () => {
  const spec = (props: Parameters<typeof network>[0], nics = [nic()]): LabSpec => lab({ networks: [network(props)], machines: [named("box", { nics })] });
  const gatewayOf = (props: Parameters<typeof network>[0], nics?: Parameters<typeof spec>[1]) => planSwitch(spec(props, nics), files).fabrics[0]?.gateway;
  const dhcp = { start: "10.128.7.128", end: "10.128.7.254" };

  test("of an isolated network leads nowhere", () => {
    const gateway = gatewayOf({ kind: "isolated", subnets: [{ cidr: "10.128.7.0/24", gateway: "10.128.7.1", dhcp }] });
    expect(gateway).toMatchObject({ address: "10.128.7.1", outside: undefined, dhcp: { isGateway: false } });
  });

  test.each(["bridged", "macvtap"] as const)("is none of ours on a %s network", (kind) => {
    expect(gatewayOf({ kind })).toBeUndefined();
    expect(planOutside(spec({ kind }), files)).toEqual([]);
  });

  test("gives no addresses without DHCP, and has no address of its own where the network has none", () => {
    expect(gatewayOf({})).toMatchObject({ dhcp: undefined, names: { machines: { box: ["10.128.7.11"] } } });
    expect(gatewayOf({ subnets: [{ cidr: "10.128.7.0/24" }] })).toBeUndefined();
  });

  test("knows a machine's addresses of both families and of all its NICs, and reserves the first IPv4 of each", () => {
    const nics = [nic({ addresses: ["fd00:7::b/64", "10.128.7.11/24", "10.128.7.12/24"] }), nic({ mac: "02:00:00:00:00:02", addresses: ["10.128.7.13/24"] }), nic({ mac: "02:00:00:00:00:03", addresses: [], addressing: "dhcp" })];
    const subnets = [{ cidr: "10.128.7.0/24", gateway: "10.128.7.1", dhcp }, { cidr: "fd00:7::/64", gateway: "fd00:7::1" }];
    expect(gatewayOf({ mtu: 9000, subnets }, nics)).toMatchObject({
      inside: ["10.128.7.0/24", "fd00:7::/64"],
      dhcp: { mtu: 9000, reservations: { "02:00:00:00:00:01": "10.128.7.11", "02:00:00:00:00:02": "10.128.7.13" } },
      names: { machines: { box: ["fd00:7::b", "10.128.7.11", "10.128.7.12", "10.128.7.13"] } },
    });
  });

  test("of several NAT networks leads out by a user network each, in one QEMU", () => {
    const subnets = [{ cidr: "10.5.0.0/16", gateway: "10.5.0.1" }, { cidr: "fd00:5::/64", gateway: "fd00:5::1" }];
    const networks = [network({ name: "lan", kind: "isolated" }), network({ name: "one" }), network({ name: "two", subnets })];
    const words = gatewayArguments("/usr/bin/qemu", "guest=mark", planOutside(lab({ networks }), new LabFiles("/p", "/run/a,b")));
    expect(words.slice(0, 3)).toEqual(["/usr/bin/qemu", "-name", "guest=mark"]);
    expect(words.filter((_, index) => words[index - 1] === "-netdev")).toEqual([
      "user,id=user0,net=10.128.7.0/24,host=10.128.7.1,ipv6=off",
      "stream,id=lab0,server=on,addr.type=unix,addr.path=/run/a,,b/out1",
      "hubport,id=inner0,hubid=0,netdev=user0", "hubport,id=outer0,hubid=0,netdev=lab0",
      "user,id=user1,net=10.5.0.0/16,host=10.5.0.1,ipv6-prefix=fd00:5::,ipv6-prefixlen=64,ipv6-host=fd00:5::1",
      "stream,id=lab1,server=on,addr.type=unix,addr.path=/run/a,,b/out2",
      "hubport,id=inner1,hubid=1,netdev=user1", "hubport,id=outer1,hubid=1,netdev=lab1",
    ]);
  });
});

describe("what nothing here stands for is refused with LW2091", () => {
  test("each routed network, where it is declared", () => {
    const routed = ["one", "two"].map((name) => network({ name, kind: "routed" }));
    expect(problemsOf(lab({ networks: [network(), ...routed] }))).toEqual([["LW2091", "demo/one"], ["LW2091", "demo/two"]]);
    expect(problemsOf(golden("pinnacle-14"))).toBeUndefined();
  });

  test("another host, and a HostStack", async () => {
    const line = new CommandLine();
    try {
      expect(await line.run(["plan", "docker-cloud/4:access", "--engine", "embedded", "--host", "me@kvm1", "--arch", "x86_64"])).toMatchObject({ code: 3, codes: ["LW2091"] });
      writeFileSync(join(line.directory, "lab.js"), `const { HostStack, KvmHost } = require(${JSON.stringify(join(__dirname, "../../index"))});
module.exports = (app) => void new HostStack(app, "server", { host: KvmHost.local() });`);
      expect(await line.run(["plan", "./lab.js", "--engine", "embedded", "--arch", "x86_64"])).toMatchObject({ code: 3, codes: ["LW2091"] });
    } finally {
      line.close();
    }
  });
});
