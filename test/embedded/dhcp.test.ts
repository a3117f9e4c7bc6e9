import fc from "fast-check";
import { DHCP, OPTION, readDhcp } from "../../engines/embedded/switch/dhcp-message";
import { DhcpServer, type DhcpSettings } from "../../engines/embedded/switch/dhcp-server";
import { addressText } from "../../engines/embedded/switch/packets";
import { dhcpQuestion, readAnswer, type Answered, type Asking } from "./support/dhcp";

const HOUR_MS = 3600_000;
const WEB = "02:00:00:00:00:01";
const SETTINGS: DhcpSettings = {
  address: "10.0.0.1", prefix: 24, pool: { start: "10.0.0.128", end: "10.0.0.131" }, reservations: { [WEB]: "10.0.0.11" },
  isGateway: true, domain: "demo.lab.internal", mtu: 9000,
};
const mac = (number: number): string => `02:00:00:00:01:${number.toString(16).padStart(2, "0")}`;

let now: number;
let server: DhcpServer;
beforeEach(() => {
  now = 0;
  server = new DhcpServer(SETTINGS, () => now);
});

function ask(asking: Asking, of = server): Answered | undefined {
  const read = readDhcp(dhcpQuestion(asking));
  if (read === undefined) throw new Error("the server cannot read it");
  return readAnswer(of.answer(read));
}
const told = (answer: Answered | undefined): string | undefined => answer && `${answer.type} ${answer.your}`;
/** Discovers and takes what is offered. */
function lease(client: string, of = server): string | undefined {
  const offered = ask({ type: DHCP.discover, mac: client }, of);
  if (offered === undefined) return undefined;
  const taken = ask({ type: DHCP.request, mac: client, requested: offered.your, server: SETTINGS.address }, of);
  expect(told(taken)).toBe(`ack ${offered.your}`);
  return taken?.your;
}

describe("a client without an address of its own", () => {
  test("is offered one of the pool, and gets it", () => {
    const address = lease(mac(1));
    expect(["10.0.0.128", "10.0.0.129", "10.0.0.130", "10.0.0.131"]).toContain(address);
    expect(lease(mac(1))).toBe(address);
  });

  test("gets the address it asks for where that is free, and another where it is not", () => {
    expect(told(ask({ type: DHCP.discover, mac: mac(1), requested: "10.0.0.130" }))).toBe("offer 10.0.0.130");
    expect(told(ask({ type: DHCP.discover, mac: mac(2), requested: "10.0.0.130" }))).toMatch(/^offer 10\.0\.0\.1(28|29|31)$/);
    expect(told(ask({ type: DHCP.discover, mac: mac(3), requested: "10.0.0.11" }))).toMatch(/^offer 10\.0\.0\.1[23]\d$/);
  });

  test("keeps its address after the switch was started again, also with another client there before it", () => {
    const [one, other] = [lease(mac(1)), lease(mac(2))];
    const again = new DhcpServer(SETTINGS);
    expect([lease(mac(2), again), lease(mac(1), again)]).toEqual([other, one]);
  });

  test("renews by the address it has, and is told no where that is another's or none of here", () => {
    const address = lease(mac(1));
    expect(told(ask({ type: DHCP.request, mac: mac(1), client: address }))).toBe(`ack ${address}`);
    expect(told(ask({ type: DHCP.request, mac: mac(2), client: address }))).toBe("nak 0.0.0.0");
    expect(told(ask({ type: DHCP.request, mac: mac(3), requested: "192.168.1.5" }))).toBe("nak 0.0.0.0");
    expect(told(ask({ type: DHCP.request, mac: mac(3), requested: "10.0.0.1" }))).toBe("nak 0.0.0.0");
  });
});

describe("a machine of the lab", () => {
  test("gets its own address, whatever it asks for", () => {
    expect(told(ask({ type: DHCP.discover, mac: WEB, requested: "10.0.0.130" }))).toBe("offer 10.0.0.11");
    expect(told(ask({ type: DHCP.request, mac: WEB, requested: "10.0.0.11", server: "10.0.0.1" }))).toBe("ack 10.0.0.11");
    expect(told(ask({ type: DHCP.request, mac: WEB, requested: "10.0.0.130" }))).toBe("nak 0.0.0.0");
  });

  test("has it where there is no pool; others then get nothing", () => {
    const bare = new DhcpServer({ ...SETTINGS, pool: undefined });
    expect([lease(WEB, bare), lease(mac(1), bare)]).toEqual(["10.0.0.11", undefined]);
  });

  test("loses it to nobody, also where it lies in the pool", () => {
    const inside = new DhcpServer({ ...SETTINGS, reservations: { [WEB]: "10.0.0.129" }, address: "10.0.0.131" });
    const given = [1, 2, 3].map((client) => told(ask({ type: DHCP.discover, mac: mac(client) }, inside)));
    expect(given.slice(0, 2).sort()).toEqual(["offer 10.0.0.128", "offer 10.0.0.130"]);
    expect(given[2]).toBeUndefined();
  });
});

describe("a pool", () => {
  test("that is used up offers nothing, until a lease ends", () => {
    const given = [1, 2, 3, 4].map((client) => lease(mac(client)));
    expect(new Set(given).size).toBe(4);
    now = HOUR_MS - 1;
    expect(ask({ type: DHCP.discover, mac: mac(5) })).toBeUndefined();
    now = HOUR_MS;
    expect(given).toContain(lease(mac(5)));
  });

  test("takes back what is released, and what was only offered by it when another server is taken", () => {
    [1, 2, 3, 4].forEach((client) => lease(mac(client)));
    expect(ask({ type: DHCP.release, mac: mac(2), server: "10.0.0.1" })).toBeUndefined();
    expect(lease(mac(5))).toBeDefined();
    expect(ask({ type: DHCP.request, mac: mac(5), requested: "10.9.9.9", server: "10.9.9.1" })).toBeUndefined();
    expect(lease(mac(6))).toBeDefined();
  });

  test("does not offer again what a client found to be another's", () => {
    const first = lease(mac(1));
    expect(ask({ type: DHCP.decline, mac: mac(1), requested: first, server: "10.0.0.1" })).toBeUndefined();
    const second = lease(mac(1));
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
    expect([2, 3, 4].map((client) => lease(mac(client)))).not.toContain(first);
    now = HOUR_MS;
    expect([5, 6, 7, 8].map((client) => lease(mac(client)))).toContain(first);
  });

  test("never has one address with two clients, whatever they ask", () => {
    const step = fc.record({ client: fc.nat(6), type: fc.constantFrom(DHCP.discover, DHCP.request, DHCP.release), wanted: fc.option(fc.integer({ min: 126, max: 133 }), { nil: undefined }), later: fc.nat(HOUR_MS) });
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let time = 0;
      const of = new DhcpServer(SETTINGS, () => time);
      const held = new Map<string, { by: string; until: number }>();
      for (const { client, type, wanted, later } of steps) {
        time += later;
        const by = mac(client);
        const answer = ask({ type, mac: by, requested: wanted === undefined ? undefined : `10.0.0.${wanted}` }, of);
        if (type === DHCP.release) for (const [address, lease] of held) if (lease.by === by) held.delete(address);
        if (answer?.type !== "ack") continue;
        const other = held.get(answer.your);
        expect(other === undefined || other.by === by || other.until <= time).toBe(true);
        held.set(answer.your, { by, until: time + HOUR_MS });
      }
    }));
  });
});

describe("an answer", () => {
  test("says all a machine needs, an hour long", () => {
    const { options } = ask({ type: DHCP.discover }) as Answered;
    const address = (code: number): string => addressText(options.get(code) ?? Buffer.alloc(0));
    expect([OPTION.mask, OPTION.router, OPTION.dns, OPTION.server].map(address)).toEqual(["255.255.255.0", "10.0.0.1", "10.0.0.1", "10.0.0.1"]);
    expect(options.get(OPTION.domain)?.toString()).toBe("demo.lab.internal");
    expect(options.get(OPTION.mtu)).toEqual(Buffer.from([0x23, 0x28]));
    expect(options.get(OPTION.leaseTime)).toEqual(Buffer.from([0, 0, 0x0e, 0x10]));
  });

  test("names no router where the network leads nowhere, and nothing that is not known", () => {
    const isolated = new DhcpServer({ ...SETTINGS, isGateway: false, domain: undefined, mtu: undefined });
    const { options } = ask({ type: DHCP.discover }, isolated) as Answered;
    expect([OPTION.router, OPTION.domain, OPTION.mtu].filter((code) => options.has(code))).toEqual([]);
  });

  test.each([[0, "0.0.0.0"], [8, "255.0.0.0"], [25, "255.255.255.128"], [32, "255.255.255.255"]])("/%i is mask %s", (prefix, mask) => {
    const { options } = ask({ type: DHCP.discover }, new DhcpServer({ ...SETTINGS, prefix })) as Answered;
    expect(addressText(options.get(OPTION.mask) ?? Buffer.alloc(0))).toBe(mask);
  });

  test("to inform gives no address and no lease", () => {
    const answer = ask({ type: DHCP.inform, client: "10.0.0.77" }) as Answered;
    expect([answer.type, answer.your, answer.client]).toEqual(["ack", "0.0.0.0", "10.0.0.77"]);
    expect([answer.options.has(OPTION.leaseTime), answer.options.has(OPTION.dns)]).toEqual([false, true]);
  });

  test("of no says no more than who says it", () => {
    const answer = ask({ type: DHCP.request, requested: "10.9.9.9" }) as Answered;
    expect([...answer.options.keys()].sort((a, b) => a - b)).toEqual([OPTION.type, OPTION.server]);
  });

  test("is the question's, and never shorter than 300 bytes", () => {
    const bare = new DhcpServer({ ...SETTINGS, domain: undefined, mtu: undefined });
    const answer = ask({ type: DHCP.discover, transaction: 0xdeadbeef, broadcast: true, relay: "10.0.0.200" }, bare);
    expect(answer).toMatchObject({ transaction: 0xdeadbeef, flags: 0x8000, relay: "10.0.0.200", mac: "02:00:00:00:00:09", length: 300 });
    const long = ask({ type: DHCP.discover }, new DhcpServer({ ...SETTINGS, domain: `${"a".repeat(60)}.${"b".repeat(60)}` })) as Answered;
    expect(long.length).toBeGreaterThan(300);
  });
});

describe("what is no question", () => {
  test("is not answered: another server's answer, an unknown type", () => {
    expect(ask({ type: DHCP.discover, op: 2 })).toBeUndefined();
    expect(ask({ type: 13 })).toBeUndefined();
  });

  test("is not read: without a cookie, a type, or of other hardware; cut off anywhere it ends nothing", () => {
    const good = dhcpQuestion({ type: DHCP.discover, requested: "10.0.0.130" });
    const changed = (at: number, byte: number): Buffer => Buffer.from(good.map((one, index) => (index === at ? byte : one)));
    expect(readDhcp(good)).toMatchObject({ type: DHCP.discover, requested: "10.0.0.130" });
    expect([changed(236, 0), changed(2, 8), good.subarray(0, 241)].map(readDhcp)).toEqual([undefined, undefined, undefined]);
    for (let length = 0; length < good.length; length++) expect(() => readDhcp(good.subarray(0, length))).not.toThrow();
    // An address has four bytes, or is none.
    expect(readDhcp(changed(245, 3))?.requested).toBeUndefined();
  });
});
