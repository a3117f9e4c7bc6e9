import type { OnVlan } from "../../../engines/embedded/switch/vlan-port";
import type { Port } from "../../../engines/embedded/switch/fabric";
import { frameOf, type Frame } from "../../../engines/embedded/switch/frames";
import { addressBytes, datagramFrame, macBytes } from "../../../engines/embedded/switch/packets";

export const EVERYONE = "ff:ff:ff:ff:ff:ff";

export interface EthernetOptions {
  readonly to?: string;
  readonly from?: string;
  /** EtherType; what no protocol here knows unless said otherwise. */
  readonly type?: number;
  readonly payload?: Buffer;
}

export function ethernet({ to = EVERYONE, from = "02:00:00:00:00:01", type = 0x88b5, payload = Buffer.from("hello") }: EthernetOptions = {}): Frame {
  return frameOf(macBytes(to), macBytes(from), word(type), payload);
}

/** A frame with an 802.1Q header before what it is otherwise. */
export function tagged(tag: number, { type = 0x88b5, payload = Buffer.from("hello"), ...rest }: EthernetOptions = {}): Frame {
  return ethernet({ ...rest, type: 0x8100, payload: Buffer.concat([word(tag), word(type), payload]) });
}

/** The tag of a frame's 802.1Q header, if it has one. */
export function tagIn(frame: Frame): number | undefined {
  return frame.readUInt16BE(16) === 0x8100 ? frame.readUInt16BE(18) & 0xfff : undefined;
}

/** A port that keeps what leaves by it. */
export function collector(vlans: Pick<Port, "ingress" | "egress"> = { ingress: (frame: Frame): OnVlan => ({ vlan: 0, frame }), egress: ({ frame }) => frame }): Port & { readonly got: Frame[] } {
  const got: Frame[] = [];
  return { ingress: (frame) => vlans.ingress(frame), egress: (on) => vlans.egress(on), send: (frame) => void got.push(frame), got };
}

export interface UdpOptions {
  readonly to?: string;
  readonly from?: string;
  readonly source?: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly port: number;
  readonly payload?: Buffer;
}

export function udp({ to = EVERYONE, from = "02:00:00:00:00:01", source = "10.0.0.5", destination, sourcePort = 4000, port, payload = Buffer.from("hello") }: UdpOptions): Frame {
  return datagramFrame({ destinationMac: macBytes(to), sourceMac: macBytes(from), source, destination, sourcePort, destinationPort: port, payload });
}

export function arpRequest(wanted: string, { from = "02:00:00:00:00:01", asker = "10.0.0.5" } = {}): Frame {
  return ethernet({ from, type: 0x0806, payload: Buffer.concat([Buffer.from([0, 1, 8, 0, 6, 4, 0, 1]), macBytes(from), addressBytes(asker), Buffer.alloc(6), addressBytes(wanted)]) });
}

/** An IPv4 packet of a protocol, without a right header checksum: nothing here looks at it. */
export function ipv4({ to = EVERYONE, from = "02:00:00:00:00:01", source = "10.0.0.5", destination, protocol = 6, payload = Buffer.alloc(20) }: Omit<UdpOptions, "port"> & { readonly protocol?: number }): Frame {
  const header = Buffer.concat([Buffer.from([0x45, 0]), word(20 + payload.length), Buffer.from([0, 0, 0x40, 0, 64, protocol, 0, 0]), addressBytes(source), addressBytes(destination)]);
  return ethernet({ to, from, type: 0x0800, payload: Buffer.concat([header, payload]) });
}

export function word(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}
