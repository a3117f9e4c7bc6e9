import { HEAD, frameOf, macNumber, type Frame } from "./frames";

export const ARP = 0x0806;
export const IPV4 = 0x0800;
const ICMP = 1;
const UDP = 17;
const IP_AT = HEAD + 14;

/** A UDP datagram of IPv4 with what is around it. Addresses are as they are in packets. */
export interface Datagram {
  readonly sourceMac: Buffer;
  readonly destinationMac: Buffer;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Buffer;
}

export function macBytes(mac: string): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(macNumber(mac), 0, 6);
  return bytes;
}

export function addressBytes(address: string): Buffer {
  return Buffer.from(address.split(".").map(Number));
}

export function addressText(bytes: Buffer): string {
  return [...bytes].join(".");
}

/** Destination of an IPv4 packet; undefined where the frame is none, or is cut off. */
export function ipv4Destination(frame: Frame): string | undefined {
  if (!isIpv4(frame)) return undefined;
  return addressText(frame.subarray(IP_AT + 16, IP_AT + 20));
}

export function readDatagram(frame: Frame): Datagram | undefined {
  if (!isIpv4(frame) || frame[IP_AT + 9] !== UDP) return undefined;
  // The rest of a fragmented packet has no ports.
  if ((frame.readUInt16BE(IP_AT + 6) & 0x3fff) !== 0) return undefined;
  const at = IP_AT + headerLength(frame);
  if (frame.length < at + 8) return undefined;
  const length = frame.readUInt16BE(at + 4);
  if (length < 8 || frame.length < at + length) return undefined;
  return {
    destinationMac: frame.subarray(HEAD, HEAD + 6),
    sourceMac: frame.subarray(HEAD + 6, HEAD + 12),
    source: addressText(frame.subarray(IP_AT + 12, IP_AT + 16)),
    destination: addressText(frame.subarray(IP_AT + 16, IP_AT + 20)),
    sourcePort: frame.readUInt16BE(at),
    destinationPort: frame.readUInt16BE(at + 2),
    payload: frame.subarray(at + 8, at + length),
  };
}

export function datagramFrame({ sourceMac, destinationMac, source, destination, sourcePort, destinationPort, payload }: Datagram): Frame {
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(sourcePort, 0);
  udp.writeUInt16BE(destinationPort, 2);
  udp.writeUInt16BE(8 + payload.length, 4);
  // A UDP checksum of 0 is none, which IPv4 allows.
  return frameOf(ethernet(destinationMac, sourceMac, IPV4), ipv4(UDP, source, destination, 8 + payload.length), udp, payload);
}

/** Who asks by ARP for an address; undefined where the frame is no such question. */
export function readArpRequest(frame: Frame): { readonly wanted: string; readonly askerMac: Buffer; readonly asker: Buffer } | undefined {
  const at = IP_AT;
  if (frame.length < at + 28 || frame.readUInt16BE(HEAD + 12) !== ARP || frame.readUInt16BE(at + 6) !== 1) return undefined;
  return { askerMac: frame.subarray(at + 8, at + 14), asker: frame.subarray(at + 14, at + 18), wanted: addressText(frame.subarray(at + 24, at + 28)) };
}

/** The sender's address of an ARP answer. */
export function arpAnswerOf(frame: Frame): string | undefined {
  const at = IP_AT;
  if (frame.length < at + 28 || frame.readUInt16BE(HEAD + 12) !== ARP || frame.readUInt16BE(at + 6) !== 2) return undefined;
  return addressText(frame.subarray(at + 14, at + 18));
}

export function arpAnswer(mac: Buffer, address: string, askerMac: Buffer, asker: Buffer): Frame {
  const head = Buffer.from([0, 1, 8, 0, 6, 4, 0, 2]);
  return frameOf(ethernet(askerMac, mac, ARP), head, mac, addressBytes(address), askerMac, asker);
}

/** The answer to an ICMP echo request that was sent to `mac`; undefined where the frame is none. */
export function echoAnswer(frame: Frame, mac: Buffer): Frame | undefined {
  if (!isIpv4(frame) || frame[IP_AT + 9] !== ICMP || (frame.readUInt16BE(IP_AT + 6) & 0x3fff) !== 0) return undefined;
  const at = IP_AT + headerLength(frame);
  const end = IP_AT + frame.readUInt16BE(IP_AT + 2);
  if (end > frame.length || end < at + 8 || frame[at] !== 8) return undefined;
  const icmp = Buffer.from(frame.subarray(at, end));
  icmp.writeUInt16BE(0, 0);
  icmp.writeUInt16BE(0, 2);
  icmp.writeUInt16BE(checksum(icmp), 2);
  const [from, to] = [addressText(frame.subarray(IP_AT + 16, IP_AT + 20)), addressText(frame.subarray(IP_AT + 12, IP_AT + 16))];
  return frameOf(ethernet(frame.subarray(HEAD + 6, HEAD + 12), mac, IPV4), ipv4(ICMP, from, to, icmp.length), icmp);
}

function isIpv4(frame: Frame): boolean {
  return frame.length >= IP_AT + 20 && frame.readUInt16BE(HEAD + 12) === IPV4 && (frame[IP_AT] ?? 0) >> 4 === 4;
}

function headerLength(frame: Frame): number {
  return ((frame[IP_AT] ?? 0) & 15) * 4;
}

function ethernet(to: Buffer, from: Buffer, type: number): Buffer {
  return Buffer.concat([to, from, Buffer.from([type >> 8, type & 255])]);
}

function ipv4(protocol: number, source: string, destination: string, payload: number): Buffer {
  const header = Buffer.from([0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, protocol, 0, 0, ...addressBytes(source), ...addressBytes(destination)]);
  header.writeUInt16BE(20 + payload, 2);
  header.writeUInt16BE(checksum(header), 10);
  return header;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}
