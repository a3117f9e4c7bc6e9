import { contextKeys } from "../../../constructs/core/context";
import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import { BridgedNetwork } from "../../../constructs/network/bridged-network";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import { Cidr } from "../../../constructs/core/cidr";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { ChapterStack } from "../../../stacks/chapter-stack";
import { type LabOptions, codesOf, makeLab, problemsOf, testApp } from "../../support/synth";

const moved = (base: string, rest: LabOptions = {}): LabOptions => ({ ...rest, context: { [contextKeys.subnetBase]: base } });
const cidrs = (lab: ReturnType<typeof makeLab>): string[] => lab.spec().networks.flatMap(({ subnets, vlans }) => [...subnets, ...vlans.flatMap((vlan) => vlan.subnets)].map(({ cidr }) => cidr));

describe("a network without cidr", () => {
  test("gets a /24 of the default base, the same for a lab of that name", () => {
    const [first, again, other] = ["lab", "lab", "other"].map((id) => {
      const lab = makeLab({ id });
      return new NatNetwork(lab, "net").subnets[0]?.cidr.toString() ?? "";
    });
    expect(first).toMatch(/^10\.\d+\.\d+\.0\/24$/);
    expect(Cidr.parse("10.128.0.0/10").contains(Cidr.parse(first ?? ""))).toBe(true);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("is taken from the lab's own base", () => {
    const lab = makeLab({ subnetBase: "172.20.0.0/16" });
    new NatNetwork(lab, "net");
    expect(cidrs(lab)[0]).toMatch(/^172\.20\.\d+\.0\/24$/);
  });

  test("is smaller when the base is", () => {
    const lab = makeLab({ subnetBase: "172.20.0.0/28" });
    expect(new NatNetwork(lab, "net").subnets[0]?.cidr.toString()).toBe("172.20.0.0/28");
  });

  test("is told when the base is used up", () => {
    const problems = problemsOf((lab) => ["a", "b", "c", "d", "e"].map((id) => new NatNetwork(lab, id)), { subnetBase: "172.20.0.0/22" });
    expect(problems).toEqual([{ code: "LW1014", path: "lab/e", values: { base: "172.20.0.0/22", network: "lab/e", prefix: 24 } }]);
  });

  test("keeps clear of those that were given before", () => {
    const lab = makeLab({ subnetBase: "172.20.0.0/23" });
    new NatNetwork(lab, "given", { cidr: "172.20.0.0/24" });
    new NatNetwork(lab, "derived");
    expect(cidrs(lab)).toEqual(["172.20.0.0/24", "172.20.1.0/24"]);
  });

  test("has a unique local IPv6 network of its own when asked", () => {
    const lab = makeLab();
    const ids = ["a", "b"].map((id) => new NatNetwork(lab, id, { ipv6: true }).subnets[1]?.cidr.toString() ?? "");
    for (const cidr of ids) expect(cidr).toMatch(/^fd[0-9a-f:]+::\/64$/);
    const [a = "", b = ""] = ids;
    expect(a).not.toBe(b);
    expect(a.split(":").slice(0, 3)).toEqual(b.split(":").slice(0, 3));
  });
});

describe("a network with a cidr", () => {
  test("that overlaps another is told with both", () => {
    const problems = problemsOf((lab) => [new NatNetwork(lab, "a", { cidr: "10.1.0.0/16" }), new NatNetwork(lab, "b", { cidr: "10.1.2.0/24" })]);
    expect(problems).toEqual([{ code: "LW1011", path: "lab/b", values: { first: "10.1.2.0/24", second: "10.1.0.0/16", other: "lab/a" } }]);
  });

  test("that overlaps a VLAN's is told too", () => {
    expect(codesOf((lab) => [new NatNetwork(lab, "a", { cidr: "10.1.0.0/24" }), new OvsNetwork(lab, "b", { vlans: { red: { tag: 10, cidr: "10.1.0.0/25" } } })])).toEqual(["LW1011"]);
  });

  test.each(["fd00::/64", "10.0.0.0/31", "10.0.0.0/32"])("of %s has no room for what a network needs", (cidr) => {
    expect(codesOf((lab) => new NatNetwork(lab, "a", { cidr }))).toEqual(["LW1001"]);
  });

  test("that cannot be read is told alone: no address on it is wrong for that", () => {
    expect(codesOf((lab) => {
      const net = new NatNetwork(lab, "a", { cidr: "10.0.0.1/24" });
      const ovs = new OvsNetwork(lab, "b", { vlans: { red: { tag: 10, cidr: "10.9.0.0" } } });
      new Machine(lab, "web", { image: Image.debian12(), networks: [net.attach({ address: 11 }), ovs.access("red", { address: 12, addressing: "static" })] });
    })).toEqual(["LW1010", "LW1010"]);
  });

  test("and an ipv6 that is IPv4 is refused", () => {
    expect(codesOf((lab) => new NatNetwork(lab, "a", { ipv6: "10.0.0.0/24" }))).toEqual(["LW1001"]);
  });
});

describe("another subnet base", () => {
  const build = (lab: ReturnType<typeof makeLab>): Machine => {
    const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.4.0/24" });
    const fabric = new OvsNetwork(lab, "fabric", { vlans: { red: { tag: 10, cidr: "10.20.10.0/24" } } });
    return new Machine(lab, "web", { image: Image.debian12(), networks: [mgmt.attach({ address: "10.20.4.11" }), fabric.access("red", { address: 12 })] });
  };
  const base: LabOptions = { subnetBase: "10.20.0.0/16" };

  test("moves every network and keeps its place and its machines' addresses", () => {
    const lab = makeLab(moved("172.30.0.0/16", base));
    const web = build(lab);
    expect(cidrs(lab)).toEqual(["172.30.4.0/24", "172.30.10.0/24"]);
    expect(web.nics.map(({ addresses }) => addresses)).toEqual([["172.30.4.11/24"], ["172.30.10.12/24"]]);
  });

  test("leaves a network alone that is not written in the lab's own", () => {
    const lab = makeLab(moved("172.30.0.0/16", base));
    new NatNetwork(lab, "other", { cidr: "192.168.7.0/24" });
    expect(cidrs(lab)).toEqual(["192.168.7.0/24"]);
  });

  test("leaves the LAN around the host where it is", () => {
    const lab = makeLab(moved("172.30.0.0/16", base));
    new BridgedNetwork(lab, "lan", { bridge: "br0", cidr: "10.20.7.0/24", gateway: "10.20.7.1" });
    expect(cidrs(lab)).toEqual(["10.20.7.0/24"]);
  });

  test("moves derived networks into it", () => {
    const lab = makeLab(moved("172.30.0.0/16"));
    new NatNetwork(lab, "net");
    expect(cidrs(lab)[0]).toMatch(/^172\.30\.\d+\.0\/24$/);
  });

  test("has to be as large as the networks need, not as the base they are written in", () => {
    const lab = makeLab(moved("172.30.0.0/21", base));
    const web = build(lab);
    expect(cidrs(lab)).toEqual(["172.30.4.0/24", "172.30.2.0/24"]);
    expect(web.nics.map(({ addresses }) => addresses)).toEqual([["172.30.4.11/24"], ["172.30.2.12/24"]]);
  });

  test("that is too small is told once, with what would do, and nothing that follows from it is", () => {
    const all = (target: string): unknown => problemsOf((lab) => {
      build(lab);
      const far = new NatNetwork(lab, "far", { cidr: "10.20.68.0/24" });
      new Machine(lab, "db", { image: Image.debian12(), networks: [far.attach({ address: "10.20.68.11" })] });
    }, moved(target, base));
    const told = (cidr: string, target: string, prefix: number): unknown => [{ code: "LW1015", path: "lab/lab", values: { cidr, base: target, prefix } }];
    expect(all("172.30.0.0/20")).toEqual(told("10.20.68.0/24", "172.30.0.0/20", 17));
    expect(all("172.30.0.0/24")).toEqual(told("10.20.10.0/24, 10.20.68.0/24", "172.30.0.0/24", 17));
    expect(all("172.30.0.0/17")).toEqual([]);
  });

  test("of a chapter in 192.168.0.0/16 works: it is written in a /14, and needs little of it", () => {
    for (const variant of ["docker", "access"]) {
      const stack = new ChapterStack(testApp({ [contextKeys.subnetBase]: "192.168.0.0/16" }), "docker-cloud/4", { host: KvmHost.local(), variant });
      expect(stack.lab.findProblems()).toEqual([]);
      expect(stack.spec().networks[0]?.subnets[0]?.cidr).toBe("192.168.12.0/24");
    }
  });

  test.each(["fd00::/48", "172.30.0.1/16", "nowhere"])("of %s is refused", (base6) => {
    expect(codesOf(() => undefined, moved(base6))).toEqual([base6.includes(":") ? "LW1001" : "LW1010"]);
  });
});
