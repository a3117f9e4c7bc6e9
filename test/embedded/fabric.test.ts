import { Fabric } from "../../engines/embedded/switch/fabric";
import { VlanPort } from "../../engines/embedded/switch/vlan-port";
import { collector, ethernet, tagged } from "./support/frames";

const AGEING_MS = 300_000;
const MOST = 8192;
const mac = (number: number): string => (0x020000000000 + number).toString(16).padStart(12, "0").replace(/(..)(?!$)/g, "$1:");
const [A, B, C] = [mac(1), mac(2), mac(3)];

let now: number;
let fabric: Fabric;
const ports = (count: number): ReturnType<typeof collector>[] => Array.from({ length: count }, () => {
  const port = collector();
  fabric.add(port);
  return port;
});
const got = (all: readonly ReturnType<typeof collector>[]): number[] => all.map((port) => port.got.splice(0).length);

beforeEach(() => {
  now = 0;
  fabric = new Fabric(() => now);
});

test("what is for an address nobody has sent from goes everywhere but back", () => {
  const all = ports(4);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 1, 1, 1]);
});

test("what is for an address that was seen goes there alone", () => {
  const all = ports(4);
  fabric.receive(all[2]!, ethernet({ from: B }));
  got(all);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 0, 1, 0]);
  // The answer needs no flooding either.
  fabric.receive(all[2]!, ethernet({ from: B, to: A }));
  expect(got(all)).toEqual([1, 0, 0, 0]);
});

test("what is for an address behind the port it came in by goes nowhere", () => {
  const all = ports(3);
  fabric.receive(all[0]!, ethernet({ from: A }));
  got(all);
  fabric.receive(all[0]!, ethernet({ from: B, to: A }));
  expect(got(all)).toEqual([0, 0, 0]);
});

test("broadcast and multicast go everywhere, also where somebody pretended to be such an address", () => {
  const all = ports(3);
  fabric.receive(all[1]!, ethernet({ from: "01:00:5e:00:00:05", to: C }));
  got(all);
  for (const to of ["ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:05"]) {
    fabric.receive(all[0]!, ethernet({ from: A, to }));
    expect(got(all)).toEqual([0, 1, 1]);
  }
});

test("an address is forgotten when nothing came from it for five minutes, and not before", () => {
  const all = ports(3);
  fabric.receive(all[1]!, ethernet({ from: B }));
  now = AGEING_MS - 1;
  got(all);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 1, 0]);
  now = AGEING_MS;
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 1, 1]);
});

test("each frame makes its sender's address young again", () => {
  const all = ports(3);
  for (now = 0; now <= AGEING_MS * 2; now += AGEING_MS - 1) fabric.receive(all[1]!, ethernet({ from: B }));
  got(all);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 1, 0]);
});

test("a machine that moved is found at its new port with its first frame", () => {
  const all = ports(3);
  fabric.receive(all[1]!, ethernet({ from: B }));
  fabric.receive(all[2]!, ethernet({ from: B }));
  got(all);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 0, 1]);
});

test("what was behind a port that is gone is looked for everywhere", () => {
  const all = ports(4);
  fabric.receive(all[1]!, ethernet({ from: B }));
  fabric.remove(all[1]!);
  got(all);
  fabric.receive(all[0]!, ethernet({ from: A, to: B }));
  expect(got(all)).toEqual([0, 0, 1, 1]);
});

test("one address may be at different ports on different VLANs", () => {
  const all = [{}, { access: 10 }, { access: 20 }, { access: 10 }].map((vlans) => {
    const port = collector(new VlanPort(vlans));
    fabric.add(port);
    return port;
  });
  fabric.receive(all[1]!, ethernet({ from: B }));
  fabric.receive(all[2]!, ethernet({ from: B }));
  got(all);
  fabric.receive(all[0]!, tagged(10, { from: A, to: B }));
  expect(got(all)).toEqual([0, 1, 0, 0]);
  fabric.receive(all[0]!, tagged(20, { from: A, to: B }));
  expect(got(all)).toEqual([0, 0, 1, 0]);
});

describe("a machine that invents addresses", () => {
  const flood = (port: ReturnType<typeof collector>, from: number): void => {
    for (let each = 0; each < MOST; each++) fabric.receive(port, ethernet({ from: mac(from + each), to: A }));
  };

  test("fills the table and no more: who was known stays known, who comes later is flooded to", () => {
    const all = ports(4);
    fabric.receive(all[1]!, ethernet({ from: B }));
    flood(all[0]!, 1000);
    fabric.receive(all[2]!, ethernet({ from: C }));
    got(all);
    fabric.receive(all[3]!, ethernet({ from: A, to: B }));
    expect(got(all)).toEqual([0, 1, 0, 0]);
    fabric.receive(all[3]!, ethernet({ from: A, to: C }));
    expect(got(all)).toEqual([1, 1, 1, 0]);
  });

  test("does not keep others from being learned once its addresses are old", () => {
    const all = ports(3);
    flood(all[0]!, 1000);
    now = AGEING_MS;
    fabric.receive(all[1]!, ethernet({ from: B }));
    got(all);
    fabric.receive(all[2]!, ethernet({ from: A, to: B }));
    expect(got(all)).toEqual([0, 1, 0]);
  });

  test("on a trunk of all VLANs fills one table, not one for each VLAN", () => {
    const [trunk, one, other] = [{}, { access: 20 }, { access: 20 }].map((vlans) => {
      const port = collector(new VlanPort(vlans));
      fabric.add(port);
      return port;
    });
    for (let each = 0; each < MOST; each++) fabric.receive(trunk!, tagged(100 + (each % 16), { from: mac(1000 + each), to: A }));
    fabric.receive(one!, ethernet({ from: B }));
    got([trunk!, one!, other!]);
    fabric.receive(other!, ethernet({ from: C, to: B }));
    expect(got([trunk!, one!, other!])).toEqual([1, 1, 0]);
  });
});
