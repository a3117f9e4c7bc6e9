import { Checker } from "../../../constructs/core/checker";
import { Cidr } from "../../../constructs/core/cidr";
import type { Problem } from "../../../constructs/core/lab-error";
import { Subnet, type SubnetOptions } from "../../../constructs/network/subnet";
import { inEnglish } from "../../support/in-english";

let problems: Problem[] = [];
beforeEach(() => { problems = []; });
const check = new Checker("lab/net", (problem) => problems.push(problem));
const codes = (): string[] => problems.map(({ code }) => code);

function subnet(cidr: string, options: Partial<SubnetOptions> = {}): Subnet {
  const parsed = Cidr.parse(cidr);
  return new Subnet(parsed, { gateway: parsed.size > 1n ? parsed.address(1) : undefined, dhcp: true, derive: true, ...options });
}

const claim = (net: Subnet, machine: string, requested?: string | number): string | undefined => net.claim(check, machine, { requested }, "lab", machine)?.();
/** The addresses of machines that are declared in this order, read when all of them are: a number is asked for. */
const together = (net: Subnet, ...wishes: [machine: string, requested?: number][]): Record<string, string | undefined> => {
  const claims = wishes.map(([machine, requested]) => [machine, net.claim(check, machine, { requested }, "lab", machine)] as const);
  return Object.fromEntries(claims.map(([machine, told]) => [machine, told?.()]));
};

describe("the range of the DHCP server", () => {
  test.each([
    ["10.0.0.0/24", { start: "10.0.0.128", end: "10.0.0.254" }],
    ["10.0.0.0/29", { start: "10.0.0.4", end: "10.0.0.6" }],
    ["10.0.0.0/30", undefined],
    ["10.0.0.0/8", { start: "10.0.128.0", end: "10.0.255.254" }],
    ["fd00::/64", { start: "fd00::8000", end: "fd00::ffff" }],
  ])("is the upper half of %s", (cidr, range) => {
    expect(subnet(cidr).dhcpRange).toEqual(range);
  });

  test("is none without DHCP", () => {
    expect(subnet("10.0.0.0/24", { dhcp: false }).dhcpRange).toBeUndefined();
  });
});

describe("an address that is derived", () => {
  test("is the same for the same machine, whoever else is there", () => {
    const alone = claim(subnet("10.0.0.0/24"), "web");
    const crowded = subnet("10.0.0.0/24");
    expect(claim(crowded, "web")).toBe(alone);
    claim(crowded, "db");
    expect(claim(subnet("10.0.0.0/24"), "web")).toBe(alone);
  });

  test("gives way to one that is asked for, in whichever order they are declared", () => {
    const derived = Number(claim(subnet("10.0.0.0/24"), "web")?.split(".")[3]);
    const orders = [together(subnet("10.0.0.0/24"), ["web"], ["db", derived]), together(subnet("10.0.0.0/24"), ["db", derived], ["web"])];
    expect(codes()).toEqual([]);
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]?.["db"]).toBe(`10.0.0.${derived}`);
    expect(orders[0]?.["web"]).not.toBe(`10.0.0.${derived}`);
  });

  test("that was read before stays what it was: one that asks for it later is refused", () => {
    const net = subnet("10.0.0.0/24");
    const read = claim(net, "web");
    expect(claim(net, "db", read)).toBeUndefined();
    expect(codes()).toEqual(["LW1013"]);
  });

  test("is not moved by a machine that is added at the end, and hardly ever by one that goes", () => {
    const names = Array.from({ length: 40 }, (_, index) => `web${index + 1}`);
    const of = (machines: readonly string[]): Record<string, string | undefined> => together(subnet("10.0.0.0/24"), ...machines.map((name): [string] => [name]));
    const all = of(names);
    expect(all).toMatchObject(of(names.slice(0, -1)));
    const moved = names.flatMap((gone) => {
      const left = of(names.filter((name) => name !== gone));
      return Object.keys(left).filter((name) => left[name] !== all[name]).map((name) => ({ gone, name }));
    });
    // Only a machine that was declared later, whose name had come to the same address; with a third of the range taken, two in five.
    for (const { gone, name } of moved) expect(names.indexOf(name)).toBeGreaterThan(names.indexOf(gone));
    expect(moved.length / names.length).toBeLessThan(0.5);
  });

  test("lies above what a reader sets up by hand and below the DHCP server's", () => {
    const net = subnet("10.0.0.0/24");
    for (let index = 0; index < 118; index++) {
      const last = Number(claim(net, `m${index}`)?.split(".")[3]);
      expect(last).toBeGreaterThanOrEqual(10);
      expect(last).toBeLessThan(128);
    }
    expect(codes()).toEqual([]);
  });

  test("is refused when none is left, with how many there are", () => {
    const net = subnet("10.0.0.0/29");
    expect([claim(net, "a"), claim(net, "b")].sort()).toEqual(["10.0.0.2", "10.0.0.3"]);
    expect(claim(net, "c")).toBeUndefined();
    expect(problems).toEqual([{ code: "LW1012", path: "lab/net", values: { cidr: "10.0.0.0/29", machine: "c", capacity: 2 } }]);
  });

  test("may be of the whole network without DHCP", () => {
    const net = subnet("10.0.0.0/29", { dhcp: false });
    expect(["a", "b", "c", "d", "e"].map((machine) => claim(net, machine)).sort()).toEqual(["10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"]);
    expect(claim(net, "f")).toBeUndefined();
  });

  test("is none on a LAN that is not the lab's", () => {
    expect(claim(subnet("10.0.0.0/24", { derive: false }), "web")).toBeUndefined();
    expect(codes()).toEqual([]);
  });
});

describe("an address that is asked for", () => {
  test.each<[string, string | number, string]>([
    ["10.0.0.0/24", "10.0.0.100", "10.0.0.100"], ["10.0.0.0/24", 11, "10.0.0.11"], ["10.0.0.0/8", "10.200.0.5", "10.200.0.5"],
    ["fd00::/64", "fd00::a:b:c:d", "fd00::a:b:c:d"], ["fd00::/64", "fd00:0:0:0::0011", "fd00::11"], ["fd00::/64", "fd00::ffff:ffff:ffff:ffff", "fd00::ffff:ffff:ffff:ffff"],
  ])("in %s: %p", (cidr, requested, address) => {
    expect(claim(subnet(cidr), "web", requested)).toBe(address);
    expect(codes()).toEqual([]);
  });

  test.each<[string | number, string]>([
    ["10.0.1.5", "not in the network"], ["fd00::1", "not in the network"], ["10.0.0.5/24", "not in the network"], ["here", "not in the network"], [256, "not in the network"], [-1, "not in the network"], [1.5, "not in the network"],
    ["10.0.0.0", "the network's own or its broadcast address"], ["10.0.0.255", "the network's own or its broadcast address"], [0, "the network's own or its broadcast address"],
    ["10.0.0.1", "the gateway's"], [1, "the gateway's"],
  ])("is refused: %p is %s", (requested, why) => {
    expect(claim(subnet("10.0.0.0/24"), "web", requested)).toBeUndefined();
    expect(inEnglish(problems).map(({ code, values }) => [code, values["why"]])).toEqual([["LW1013", why]]);
  });

  test.each<[string, string | number]>([["10.0.0.0/24", 128], ["10.0.0.0/24", "10.0.0.254"], ["fd00::/64", "fd00::8000"]])("is refused where the DHCP server might give it to another: %s, %p", (cidr, requested) => {
    const net = subnet(cidr);
    expect(claim(net, "web", requested)).toBeUndefined();
    expect(inEnglish(problems)[0]?.values["why"]).toMatch(/^one of \S+-\S+, which the network's DHCP server hands out/);
    // Handed out by that server, it is reserved there.
    expect(net.claim(check, "web", { requested, leased: true })?.()).toBeDefined();
    expect(claim(subnet(cidr, { dhcp: false }), "web", requested)).toBeDefined();
    expect(codes()).toEqual(["LW1013"]);
  });

  test("is refused when another machine has it", () => {
    const net = subnet("10.0.0.0/24");
    claim(net, "web", 11);
    expect(claim(net, "db", "10.0.0.11")).toBeUndefined();
    expect(inEnglish(problems)[0]?.values["why"]).toBe("already the address of web");
  });

  test("is never derived for another", () => {
    const net = subnet("10.0.0.0/29");
    claim(net, "web", 2);
    expect(claim(net, "a")).toBe("10.0.0.3");
  });

  test("is read in the network as it is written, where the lab was moved", () => {
    const moved = subnet("172.16.4.0/24", { written: Cidr.parse("10.20.4.0/24") });
    expect(claim(moved, "web", "10.20.4.11")).toBe("172.16.4.11");
    expect(claim(moved, "db", "172.16.4.12")).toBe("172.16.4.12");
  });
});

test("an address is written with the network's prefix", () => {
  expect(subnet("10.0.0.0/22").withPrefix("10.0.1.5")).toBe("10.0.1.5/22");
});
