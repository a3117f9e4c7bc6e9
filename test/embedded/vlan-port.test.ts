import fc from "fast-check";
import { Fabric } from "../../engines/embedded/switch/fabric";
import { PLAIN_PORT, VlanPort, type PortVlans } from "../../engines/embedded/switch/vlan-port";
import { collector, ethernet, tagged, tagIn } from "./support/frames";

const UNTAGGED = ethernet();
const NOTHING = undefined;

/**
 * ovs-vswitchd.conf.db(5), `vlan_mode`, `tag` and `trunks`: on which VLAN a frame is after it came in with a tag (0: with none).
 * Tag 0 in an 802.1Q header is a priority without a VLAN: as if there were no header.
 */
const INGRESS: readonly [port: string, vlans: PortVlans, comesIn: Readonly<Record<number, number | undefined>>][] = [
  ["access 10", { access: 10 }, { 0: 10, 10: NOTHING, 20: NOTHING }],
  ["trunk of 10, 20", { trunk: [10, 20] }, { 0: NOTHING, 10: 10, 20: 20, 30: NOTHING }],
  ["trunk of 0, 10", { trunk: [0, 10] }, { 0: 0, 10: 10, 20: NOTHING }],
  ["trunk of 10, native-untagged 20", { trunk: [10], native: 20 }, { 0: 20, 10: 10, 20: 20, 30: NOTHING }],
  ["trunk of all, native-untagged 20", { native: 20 }, { 0: 20, 10: 10, 20: 20, 4094: 4094 }],
  ["without tag and trunks", {}, { 0: 0, 10: 10, 4094: 4094 }],
];

/** The same of what leaves: the tag of the frame that does, 0 for none. */
const EGRESS: readonly [port: string, vlans: PortVlans, leaves: Readonly<Record<number, number | undefined>>][] = [
  ["access 10", { access: 10 }, { 0: NOTHING, 10: 0, 20: NOTHING }],
  ["trunk of 10, 20", { trunk: [10, 20] }, { 0: NOTHING, 10: 10, 20: 20, 30: NOTHING }],
  ["trunk of 10, native-untagged 20", { trunk: [10], native: 20 }, { 0: NOTHING, 10: 10, 20: 0, 30: NOTHING }],
  ["trunk of all, native-untagged 20", { native: 20 }, { 0: 0, 10: 10, 20: 0 }],
  ["without tag and trunks", {}, { 0: 0, 10: 10, 4094: 4094 }],
];

describe("a port as Open vSwitch has it", () => {
  test.each(INGRESS)("%s: what comes in", (_, vlans, comesIn) => {
    const port = new VlanPort(vlans);
    for (const [tag, vlan] of Object.entries(comesIn)) {
      const on = port.ingress(tag === "0" ? UNTAGGED : tagged(Number(tag)));
      expect([tag, on?.vlan]).toEqual([tag, vlan]);
      if (on) expect(on.frame).toEqual(UNTAGGED);
    }
    // A priority alone is no VLAN.
    expect(port.ingress(tagged(0xe000))).toEqual(port.ingress(UNTAGGED));
  });

  test.each(EGRESS)("%s: what leaves", (_, vlans, leaves) => {
    const port = new VlanPort(vlans);
    for (const [vlan, tag] of Object.entries(leaves)) {
      const frame = port.egress({ vlan: Number(vlan), frame: UNTAGGED });
      expect([vlan, frame]).toEqual([vlan, tag === undefined ? undefined : tag === 0 ? UNTAGGED : tagged(tag)]);
    }
  });

  test("a header that is cut off is none", () => {
    const cut = ethernet({ type: 0x8100, payload: Buffer.from([0, 10]) });
    expect(new VlanPort({ access: 10 }).ingress(cut)).toEqual({ vlan: 10, frame: cut });
    expect(new VlanPort({ trunk: [10] }).ingress(cut)).toBeUndefined();
  });

  test("of two headers only the outer one is looked at", () => {
    const inner = tagged(20);
    const both = tagged(10, { type: 0x8100, payload: inner.subarray(18) });
    const on = new VlanPort({ trunk: [10] }).ingress(both);
    expect(on).toEqual({ vlan: 10, frame: inner });
    expect(on && new VlanPort({ trunk: [10] }).egress(on)).toEqual(both);
  });

  test("a bridge without VLANs passes tags as they are", () => {
    expect(PLAIN_PORT.egress(PLAIN_PORT.ingress(tagged(10)))).toEqual(tagged(10));
  });
});

const tag = fc.integer({ min: 1, max: 4094 });
/** Few, so that ports meet. */
const fewTags = fc.constantFrom(10, 20, 30);
const ports = fc.oneof(
  fc.record<PortVlans>({ access: fewTags }),
  fc.record<PortVlans>({ trunk: fc.uniqueArray(fewTags, { minLength: 1 }) }),
  fc.record<PortVlans>({ trunk: fc.uniqueArray(fewTags, { minLength: 1 }), native: fewTags }),
  fc.constant<PortVlans>({}),
);
const payload = fc.uint8Array({ minLength: 1, maxLength: 100 }).map((bytes) => Buffer.from(bytes));

const carries = ({ access, trunk, native }: PortVlans, vlan: number): boolean =>
  access !== undefined ? access === vlan : trunk === undefined || trunk.includes(vlan) || native === vlan;

describe("whatever the ports", () => {
  test("what comes in by an access port of a tag leaves only by ports that carry it, in the shape each has for it", () => {
    fc.assert(fc.property(fewTags, fc.array(ports, { maxLength: 8 }), payload, (access, others, content) => {
      const fabric = new Fabric();
      const from = collector(new VlanPort({ access }));
      const to = others.map((vlans) => ({ vlans, port: collector(new VlanPort(vlans)) }));
      for (const port of [from, ...to.map((one) => one.port)]) fabric.add(port);
      fabric.receive(from, ethernet({ payload: content }));
      expect(from.got).toEqual([]);
      for (const { vlans, port } of to) {
        const isBare = vlans.access === access || vlans.native === access;
        const expected = isBare ? ethernet({ payload: content }) : tagged(access, { payload: content });
        expect(port.got).toEqual(carries(vlans, access) ? [expected] : []);
      }
    }));
  });

  test("no frame, tagged or not, crosses from one access port to another of a different tag", () => {
    fc.assert(fc.property(tag, tag, fc.integer({ min: 0, max: 0xffff }), fc.boolean(), (one, other, header, isTagged) => {
      fc.pre(one !== other);
      const fabric = new Fabric();
      const [from, to] = [collector(new VlanPort({ access: one })), collector(new VlanPort({ access: other }))];
      [from, to].forEach((port) => fabric.add(port));
      fabric.receive(from, isTagged ? tagged(header) : ethernet());
      expect(to.got).toEqual([]);
    }));
  });

  test("from trunk to trunk a frame leaves as it came, its tag put off and on again", () => {
    fc.assert(fc.property(tag, payload, (vlan, content) => {
      const port = new VlanPort({ trunk: [vlan] });
      const frame = tagged(vlan, { payload: content });
      const on = port.ingress(frame);
      expect(on?.vlan).toBe(vlan);
      expect(on && tagIn(on.frame)).toBeUndefined();
      expect(on && port.egress(on)).toEqual(frame);
    }));
  });
});
