import { parseMac } from "../../../constructs/core/mac";
import { contentHash, derivedMac, hashNumber, NAME_PATTERN, shortHash } from "../../../constructs/core/naming";
import { codesOf } from "../../support/synth";

describe("derived names", () => {
  test("are the same today as in the first release: hosts carry them", () => {
    // Computed outside of this project: SHA-256 of each word behind its length.
    expect(shortHash("lab", "pinnacle-14", "")).toBe("3t2qhohuildwm");
    expect(derivedMac("a", "b")).toBe("fa:cd:de:7a:bf:1e");
    expect(hashNumber(1000, "subnet", "lab", "lab/net")).toBe(402);
  });

  test("tell words apart wherever they are divided", () => {
    expect(shortHash("ab", "c")).not.toBe(shortHash("a", "bc"));
    expect(shortHash("ab")).not.toBe(shortHash("ab", ""));
  });

  test("have 65 bits in base32", () => {
    expect(shortHash("x")).toMatch(/^[a-z2-7]{13}$/);
  });

  test("of MACs are unicast, locally administered and never libvirt's fe", () => {
    for (let index = 0; index < 2000; index++) {
      const mac = derivedMac("machine", String(index));
      expect(mac).toMatch(/^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/);
      expect(mac.startsWith("fe")).toBe(false);
    }
  });

  test("of numbers stay below their bound", () => {
    const numbers = Array.from({ length: 500 }, (_, index) => hashNumber(7, String(index)));
    expect(new Set(numbers)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  test("of content are its SHA-256", () => {
    expect(contentHash("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  test.each([["web-1", true], ["1", true], ["a".repeat(63), true], ["a".repeat(64), false], ["Web", false], ["-web", false], ["web-", false], ["web.lab", false], ["", false]])("of hosts: %p is %p", (name, valid) => {
    expect(NAME_PATTERN.test(name)).toBe(valid);
  });
});

describe("a MAC address that was given", () => {
  test.each(["52:54:00:12:34:56", "02:00:00:00:00:01"])("%s is taken", (mac) => {
    expect(parseMac(mac)).toBe(mac);
  });

  test("is written in lower case", () => {
    expect(parseMac("52:54:00:AB:CD:EF")).toBe("52:54:00:ab:cd:ef");
  });

  test.each([["of a group", "01:00:5e:00:00:01"], ["broadcast", "ff:ff:ff:ff:ff:ff"], ["of libvirt's taps", "fe:54:00:12:34:56"], ["all zero", "00:00:00:00:00:00"], ["too short", "52:54:00:12:34"], ["with dashes", "52-54-00-12-34-56"], ["no text", 5]])("%s is refused: %p", (_name, mac) => {
    expect(codesOf(() => parseMac(mac))).toEqual(["LW1021"]);
  });
});
