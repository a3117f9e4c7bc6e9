import { decode, encode } from "dns-packet";
import { DHCP } from "../../engines/embedded/switch/dhcp-message";
import { DhcpServer } from "../../engines/embedded/switch/dhcp-server";
import { Fabric } from "../../engines/embedded/switch/fabric";
import { frameOf, type Frame } from "../../engines/embedded/switch/frames";
import { GatewayPort, gatewayMac } from "../../engines/embedded/switch/gateway-port";
import { NameServer } from "../../engines/embedded/switch/name-server";
import { arpAnswer, addressBytes, macBytes, readDatagram, type Datagram } from "../../engines/embedded/switch/packets";
import { dhcpQuestion, readAnswer } from "./support/dhcp";
import { arpRequest, collector, ethernet, ipv4, udp, word } from "./support/frames";

const ADDRESS = "10.0.0.1";
const GATEWAY = gatewayMac(ADDRESS);
const MACHINE = "02:00:00:00:00:01";
const OTHER = "02:00:00:00:00:02";
const INSIDE = ["10.0.0.0/24", "fd00:1::/64"];

/** A network with one machine, its gateway, and what goes out of it. */
function network({ leadsOut = true, dhcp = true } = {}): { machine: ReturnType<typeof collector>; gateway: GatewayPort; out: Frame[]; say: (frame: Frame) => Frame[] } {
  const fabric = new Fabric();
  const machine = collector();
  const out: Frame[] = [];
  const gateway = new GatewayPort(fabric, {
    address: ADDRESS, inside: INSIDE,
    dhcp: dhcp ? new DhcpServer({ address: ADDRESS, prefix: 24, pool: { start: "10.0.0.128", end: "10.0.0.254" }, reservations: { [MACHINE]: "10.0.0.11" }, isGateway: leadsOut }) : undefined,
    names: new NameServer({ machines: { web1: ["10.0.0.11"] } }),
    outside: leadsOut ? (frame) => void out.push(frame) : undefined,
  });
  [machine, gateway].forEach((port) => fabric.add(port));
  return { machine, gateway, out, say: (frame) => (fabric.receive(machine, frame), machine.got.splice(0)) };
}

const datagram = (frame: Frame | undefined): Datagram => {
  const read = frame && readDatagram(frame);
  if (read === undefined) throw new Error("no datagram");
  return read;
};
/** The one's complement sum of bytes that have their checksum inside is 0xffff. */
const sum = (bytes: Buffer): number => {
  let total = 0;
  for (let at = 0; at < bytes.length; at += 2) total += bytes.readUInt16BE(at);
  return (total & 0xffff) + (total >>> 16);
};

describe("ARP", () => {
  test("for the gateway is answered where nothing else would", () => {
    const { say } = network({ leadsOut: false });
    expect(say(arpRequest(ADDRESS, { from: MACHINE, asker: "10.0.0.11" }))).toEqual([arpAnswer(macBytes(GATEWAY), ADDRESS, macBytes(MACHINE), addressBytes("10.0.0.11"))]);
    expect(say(arpRequest("10.0.0.12", { from: MACHINE }))).toEqual([]);
  });

  test("goes to the user network where there is one, which answers with the same MAC", () => {
    const { say, out, gateway, machine } = network();
    const asked = arpRequest(ADDRESS, { from: MACHINE });
    expect([say(asked), out]).toEqual([[], [asked]]);
    const answer = arpAnswer(macBytes(GATEWAY), ADDRESS, macBytes(MACHINE), addressBytes("10.0.0.11"));
    gateway.fromOutside(answer);
    expect(machine.got).toEqual([answer]);
  });

  test("answers from outside for addresses that are the lab's are dropped: the user network has a name server of its own", () => {
    const { gateway, machine } = network();
    gateway.fromOutside(arpAnswer(macBytes(GATEWAY), "10.0.0.3", macBytes(MACHINE), addressBytes("10.0.0.11")));
    expect(machine.got).toEqual([]);
  });
});

describe("echo", () => {
  const ping = (payload: Buffer, { fragment = 0, type = 8 } = {}): Frame => {
    const icmp = Buffer.concat([Buffer.from([type, 0, 0, 0, 0x12, 0x34, 0, 1]), payload]);
    const frame = ipv4({ to: GATEWAY, from: MACHINE, source: "10.0.0.11", destination: ADDRESS, protocol: 1, payload: icmp });
    frame.writeUInt16BE(fragment, 24);
    return frame;
  };

  test("of the gateway is answered with the same number and payload, and right checksums", () => {
    const { say, out } = network();
    const [answer] = say(ping(Buffer.from("abcdefgh")));
    if (answer === undefined) throw new Error("no answer");
    const [header, icmp] = [answer.subarray(18, 38), answer.subarray(38)];
    expect([icmp[0], icmp.subarray(4).toString("hex")]).toEqual([0, `12340001${Buffer.from("abcdefgh").toString("hex")}`]);
    expect([sum(header), sum(icmp)]).toEqual([0xffff, 0xffff]);
    expect([[...header.subarray(12, 16)].join("."), [...header.subarray(16, 20)].join(".")]).toEqual([ADDRESS, "10.0.0.11"]);
    expect(out).toEqual([]);
  });

  test("an odd payload has a right checksum too", () => {
    const [answer] = network().say(ping(Buffer.from([1, 2, 3])));
    expect(answer && sum(Buffer.concat([answer.subarray(38), Buffer.alloc(1)]))).toBe(0xffff);
  });

  test("that is a fragment, cut off, or an answer itself is dropped", () => {
    const { say, out } = network();
    const cut = ping(Buffer.alloc(8));
    expect([say(ping(Buffer.alloc(8), { fragment: 0x2000 })), say(ping(Buffer.alloc(8), { type: 0 })), say(frameOf(cut.subarray(4, cut.length - 4)))]).toEqual([[], [], []]);
    expect(out).toEqual([]);
  });
});

describe("the gateway's own address", () => {
  test("is as far as it goes: nothing that is sent to it comes to the host's loopback", () => {
    const { say, out } = network();
    for (const protocol of [6, 17, 132]) say(ipv4({ to: GATEWAY, from: MACHINE, destination: ADDRESS, protocol }));
    for (const port of [22, 53, 80, 67, 5353]) say(udp({ to: GATEWAY, from: MACHINE, destination: ADDRESS, port }));
    expect(out).toEqual([]);
  });

  test("answers questions for names, and no others", async () => {
    const { say, machine } = network();
    const question = encode({ type: "query", id: 99, questions: [{ type: "A", name: "web1" }] });
    const to = { to: GATEWAY, from: MACHINE, source: "10.0.0.11", sourcePort: 40000, destination: ADDRESS, payload: question };
    expect(say(udp({ ...to, port: 54 }))).toEqual([]);
    say(udp({ ...to, port: 53 }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(machine.got).toHaveLength(1);
    const answer = datagram(machine.got[0]);
    expect([answer.source, answer.sourcePort, answer.destination, answer.destinationPort]).toEqual([ADDRESS, 53, "10.0.0.11", 40000]);
    expect(decode(Buffer.from(answer.payload))).toMatchObject({ id: 99, answers: [{ data: "10.0.0.11" }] });
  });
});

describe("what leads out", () => {
  test("is what is sent to the gateway's MAC for elsewhere", () => {
    const { say, out } = network();
    const frames = [ipv4({ to: GATEWAY, from: MACHINE, destination: "192.0.2.7" }), udp({ to: GATEWAY, from: MACHINE, destination: "8.8.8.8", port: 53 })];
    frames.forEach(say);
    expect(out).toEqual(frames);
  });

  test("is not what was flooded since nobody knew its machine", () => {
    const { say, out } = network();
    say(ipv4({ to: OTHER, from: MACHINE, destination: "192.0.2.7" }));
    say(ethernet({ to: OTHER, from: MACHINE, type: 0x86dd, payload: ipv6("2001:db8::1") }));
    expect(out).toEqual([]);
  });

  test("is neither DHCP, nor other IPv4 to everyone", () => {
    for (const dhcp of [true, false]) {
      const { say, out } = network({ dhcp });
      say(udp({ from: MACHINE, source: "0.0.0.0", destination: "255.255.255.255", sourcePort: 68, port: 67, payload: dhcpQuestion({ type: DHCP.discover }) }));
      say(udp({ to: GATEWAY, from: MACHINE, destination: ADDRESS, sourcePort: 68, port: 67, payload: dhcpQuestion({ type: DHCP.request }) }));
      say(udp({ from: MACHINE, destination: "10.0.0.255", port: 137 }));
      expect(out).toEqual([]);
    }
  });

  test.each(["127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.99", "10.0.0.3", "224.0.0.251", "255.255.255.255"])("is nothing for %s, which to a user network is this host's loopback or everyone", (destination) => {
    const { say, out } = network();
    say(ipv4({ to: GATEWAY, from: MACHINE, destination }));
    say(udp({ to: GATEWAY, from: MACHINE, destination, port: 53 }));
    expect(out).toEqual([]);
  });

  test.each(["::1", "::", "::ffff:127.0.0.1", "fd00:1::1", "fd00:1::99", "fe80::2", "ff02::1"])("is no connection to %s, by whatever MAC", (destination) => {
    const { say, out } = network();
    for (const to of [GATEWAY, "33:33:00:00:00:01", "ff:ff:ff:ff:ff:ff"]) say(ethernet({ to, from: MACHINE, type: 0x86dd, payload: ipv6(destination) }));
    expect(out).toEqual([]);
  });

  test("is of IPv6 what is global, neighbour discovery, and questions to the name server that is announced", () => {
    const { say, out } = network();
    const frame = (to: string, payload: Buffer): Frame => ethernet({ to, from: MACHINE, type: 0x86dd, payload });
    const good = [
      frame(GATEWAY, ipv6("2001:db8::1")), frame(GATEWAY, ipv6("fd00:2::1")),
      frame("33:33:00:00:00:02", ipv6("ff02::2", 58)), frame(GATEWAY, ipv6("fe80::2", 58)), frame(GATEWAY, ipv6("fd00:1::1", 58)),
      frame(GATEWAY, ipv6("fd00:1::3", 17, Buffer.concat([word(4000), word(53)]))),
    ];
    const bad = [frame(GATEWAY, ipv6("::1", 58)), frame(GATEWAY, ipv6("fd00:1::3", 17, Buffer.concat([word(53), word(80)]))), frame(GATEWAY, ipv6("2001:db8::1").subarray(0, 39))];
    [...good, ...bad].forEach(say);
    expect(out).toEqual(good);
  });

  test("is nothing that is cut off, and nothing of other protocols", () => {
    const { say, out } = network();
    const whole = ipv4({ to: GATEWAY, from: MACHINE, destination: "192.0.2.7" });
    for (let length = 14; length < 34; length++) say(frameOf(whole.subarray(4, 4 + length)));
    say(ethernet({ to: GATEWAY, from: MACHINE }));
    say(ethernet({ to: GATEWAY, from: MACHINE, type: 0x8100, payload: Buffer.concat([word(5), word(0x0800), whole.subarray(18)]) }));
    expect(out).toEqual([]);
  });

  test("is nothing of a network that leads nowhere", () => {
    const { say, out } = network({ leadsOut: false });
    expect([say(ipv4({ to: GATEWAY, from: MACHINE, destination: "192.0.2.7" })), out]).toEqual([[], []]);
  });

  test("the user network's other MAC, which its IPv6 answers come from, is learned", () => {
    const { say, out, gateway } = network();
    const frame = ethernet({ to: "52:56:00:00:00:02", from: MACHINE, type: 0x86dd, payload: ipv6("2001:db8::1") });
    say(frame);
    expect(out).toEqual([]);
    gateway.fromOutside(ethernet({ from: "52:56:00:00:00:02", to: MACHINE, type: 0x86dd, payload: ipv6("fd00:1::b") }));
    say(frame);
    expect(out).toEqual([frame]);
  });
});

describe("DHCP", () => {
  const discover = (asking: Partial<Parameters<typeof dhcpQuestion>[0]> = {}, from = MACHINE): Frame =>
    udp({ from, source: "0.0.0.0", destination: "255.255.255.255", sourcePort: 68, port: 67, payload: dhcpQuestion({ type: DHCP.discover, mac: from, ...asking }) });

  test("is answered to the client's MAC and its new address, or to everyone where the client cannot take that yet", () => {
    const { say } = network();
    const one = datagram(say(discover())[0]);
    expect([one.destinationMac.toString("hex"), one.destination, one.sourcePort, one.destinationPort]).toEqual(["020000000001", "10.0.0.11", 67, 68]);
    expect(readAnswer(Buffer.from(one.payload))).toMatchObject({ type: "offer", your: "10.0.0.11" });
    const all = datagram(say(discover({ broadcast: true }))[0]);
    expect([all.destinationMac.toString("hex"), all.destination]).toEqual(["ffffffffffff", "255.255.255.255"]);
  });

  test("a no is told to everyone: who hears it has an address that is not its own", () => {
    const answer = datagram(network().say(discover({ type: DHCP.request, requested: "10.9.9.9" }))[0]);
    expect([readAnswer(Buffer.from(answer.payload))?.type, answer.destination]).toEqual(["nak", "255.255.255.255"]);
  });

  test("who renews is answered at the address it has", () => {
    const { say } = network();
    const frame = udp({ to: GATEWAY, from: MACHINE, source: "10.0.0.11", destination: ADDRESS, sourcePort: 68, port: 67, payload: dhcpQuestion({ type: DHCP.request, mac: MACHINE, client: "10.0.0.11" }) });
    const answer = datagram(say(frame)[0]);
    expect([readAnswer(Buffer.from(answer.payload))?.type, answer.destination]).toEqual(["ack", "10.0.0.11"]);
  });
});

/** An IPv6 packet. */
function ipv6(destination: string, protocol = 6, payload = Buffer.alloc(20)): Buffer {
  const [left = "", right = ""] = destination.replace("127.0.0.1", "7f00:1").split("::");
  const groups = (text: string): number[] => text.split(":").filter(Boolean).map((group) => Number.parseInt(group, 16));
  const [start, end] = [groups(left), groups(right)];
  const address = Buffer.concat([...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end].map(word));
  return Buffer.concat([Buffer.from([0x60, 0, 0, 0]), word(payload.length), Buffer.from([protocol, 64]), Buffer.alloc(16, 0xfd), address, payload]);
}
