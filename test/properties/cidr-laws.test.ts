import fc from "fast-check";
import { Address4, Address6 } from "ip-address";
import { Cidr } from "../../constructs/core/cidr";

const v4: fc.Arbitrary<Cidr> = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 })).map(([value, prefix]) =>
  Cidr.parse(`${Address4.fromBigInt(BigInt(value)).correctForm()}/${prefix}`.replace(/.*/, (text) => network4(text))));
const v6: fc.Arbitrary<Cidr> = fc.tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.integer({ min: 0, max: 128 })).map(([value, prefix]) => {
  const host = 128n - BigInt(prefix);
  return Cidr.parse(`${Address6.fromBigInt((value >> host) << host).correctForm()}/${prefix}`);
});
const cidr = fc.oneof(v4, v6);

function network4(text: string): string {
  return `${new Address4(text).startAddress().correctForm()}/${text.split("/")[1]}`;
}

/** A network, a longer prefix and which of its parts. */
const part = cidr.chain((whole) => {
  const bits = whole.family === 4 ? 32 : 128;
  return fc.integer({ min: whole.prefix, max: bits }).chain((prefix) =>
    fc.bigInt({ min: 0n, max: (1n << BigInt(prefix - whole.prefix)) - 1n }).map((index) => ({ whole, prefix, index })));
});

const law = (name: string, property: fc.IProperty<[Cidr]> | fc.IProperty<[Cidr, Cidr]>): void => test(name, () => fc.assert(property as fc.IProperty<unknown>, { numRuns: 200 }));

describe("networks in CIDR notation", () => {
  law("are read back as they are written", fc.property(cidr, (net) => {
    expect(Cidr.parse(net.toString()).toString()).toBe(net.toString());
  }));

  law("hold all of their addresses and no other", fc.property(cidr, (net) => {
    for (const offset of [0n, net.size / 3n, net.size - 1n]) expect(net.offsetOf(net.address(offset))).toBe(offset);
    expect(net.address(-1)).toBe(net.address(net.size - 1n));
    expect(net.address(-net.size)).toBe(net.network);
    expect(() => net.address(net.size)).toThrow(/LW1001/);
    expect(() => net.address(-net.size - 1n)).toThrow(/LW1001/);
  }));

  law("contain and overlap themselves", fc.property(cidr, (net) => {
    expect(net.contains(net)).toBe(true);
    expect(net.overlaps(net)).toBe(true);
  }));

  law("overlap one another both ways or not at all, and only where one contains the other", fc.property(cidr, cidr, (one, other) => {
    expect(one.overlaps(other)).toBe(other.overlaps(one));
    expect(one.overlaps(other)).toBe(one.contains(other) || other.contains(one));
  }));

  law("have a netmask of as many ones as their prefix (IPv4)", fc.property(v4, (net) => {
    const ones = net.netmask.split(".").map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
    expect(ones).toBe("1".repeat(net.prefix).padEnd(32, "0"));
  }));

  law("refuse host bits, and say what was meant", fc.property(v4.filter((net) => net.prefix > 0 && net.prefix < 32), (net) => {
    expect(() => Cidr.parse(`${net.address(1)}/${net.prefix}`)).toThrow(`did you mean ${net.toString()}?`);
  }));
});

describe("parts of a network", () => {
  test("lie in it and beside one another", () => {
    fc.assert(fc.property(part, ({ whole, prefix, index }) => {
      const sub = whole.subnet(prefix, index);
      expect(whole.contains(sub)).toBe(true);
      expect(whole.offsetOf(sub.network)).toBe(index * sub.size);
      if (index > 0n) expect(whole.subnet(prefix, index - 1n).overlaps(sub)).toBe(false);
    }), { numRuns: 200 });
  });

  test("are as many as fit", () => {
    fc.assert(fc.property(part, ({ whole, prefix }) => {
      const count = 1n << BigInt(prefix - whole.prefix);
      expect(() => whole.subnet(prefix, count - 1n)).not.toThrow();
      expect(() => whole.subnet(prefix, count)).toThrow(/LW1001/);
      if (prefix - whole.prefix <= 48) expect(BigInt(whole.subnetCount(prefix))).toBe(count);
    }), { numRuns: 200 });
  });

  test("keep their place when the whole moves, and come back", () => {
    fc.assert(fc.property(part, ({ whole, prefix, index }) => {
      const target = Cidr.parse(whole.family === 4 ? "0.0.0.0/0" : "::/0").subnet(whole.prefix, 0);
      const moved = whole.subnet(prefix, index).movedTo(target, whole);
      expect(moved && target.offsetOf(moved.network)).toBe(whole.offsetOf(whole.subnet(prefix, index).network));
      expect(moved?.movedTo(whole, target)?.toString()).toBe(whole.subnet(prefix, index).toString());
    }), { numRuns: 200 });
  });

  test("are counted from the start again in a smaller base, and do not fit into one smaller than they are", () => {
    const base = Cidr.parse("10.0.0.0/8");
    expect(base.subnet(24, 65_535).movedTo(Cidr.parse("172.16.0.0/12"), base)?.toString()).toBe("172.31.255.0/24");
    expect(base.subnet(12, 3).movedTo(Cidr.parse("172.16.0.0/16"), base)).toBeUndefined();
    expect(base.subnet(24, 5).movedTo(Cidr.parse("172.16.0.0/12"), base)?.toString()).toBe("172.16.5.0/24");
  });
});
