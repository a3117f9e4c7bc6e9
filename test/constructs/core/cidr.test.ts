import { Cidr } from "../../../constructs/core/cidr";
import { problemsOf } from "../../support/synth";

const hintOf = (text: string): unknown => problemsOf(() => Cidr.parse(text)).map(({ code, values }) => [code, values["hint"]])[0];

describe("Cidr", () => {
  test("knows a network's parts", () => {
    const cidr = Cidr.parse("10.20.4.0/22");
    expect(cidr).toMatchObject({ family: 4, prefix: 22, size: 1024n, network: "10.20.4.0", netmask: "255.255.252.0" });
    expect(cidr.address(1)).toBe("10.20.4.1");
    expect(cidr.address(-1)).toBe("10.20.7.255");
    expect(cidr.offsetOf("10.20.5.0")).toBe(256n);
  });

  test("knows IPv6", () => {
    const cidr = Cidr.parse("fd00:20:4::/64");
    expect(cidr).toMatchObject({ family: 6, prefix: 64, size: 1n << 64n });
    expect(cidr.address(0x11)).toBe("fd00:20:4::11");
    expect(cidr.offsetOf("fd00:20:4::ffff:ffff:ffff:ffff")).toBe((1n << 64n) - 1n);
  });

  test.each(["10.20.4.1/24", "fd00:20:4::1/64"])("tells what %s should have been", (text) => {
    expect(hintOf(text)).toEqual(["LW1010", expect.stringMatching(/^did you mean (10\.20\.4\.0\/24|fd00:20:4::\/64)\?$/)]);
  });

  test.each(["10.20.4.0", "10.20.4.0/33", "10.20.4/24", "010.0.0.0/8", "::1::/64", "fd00::/129", "fd00::%eth0/64", "ten/8", "10.0.0.0/24 ", "10.0.0.0/-1"])("refuses %s", (text) => {
    expect(hintOf(text)).toEqual(["LW1010", "write it in CIDR notation"]);
  });

  test.each(["10.20.5.0", "10.20.4.1/24", "fd00::1", "somewhere", ""])("has no offset for %p", (address) => {
    expect(Cidr.parse("10.20.4.0/24").offsetOf(address)).toBeUndefined();
  });

  test.each([["10.0.0.0/8", "10.1.0.0/16", true], ["10.1.0.0/16", "10.2.0.0/16", false], ["0.0.0.0/0", "::/0", false]])("%s and %s overlap: %p", (one, other, expected) => {
    expect(Cidr.parse(one).overlaps(Cidr.parse(other))).toBe(expected);
  });

  test("names the property it was given for", () => {
    expect(() => Cidr.parse("x", "subnetBase", "lab/net")).toThrow(/^LW1010 lab\/net: `subnetBase` is "x"/);
  });
});
