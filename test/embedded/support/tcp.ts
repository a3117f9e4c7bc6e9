import type { Frame } from "../../../engines/embedded/switch/frames";
import { addressBytes } from "../../../engines/embedded/switch/packets";
import { ethernet, word } from "./frames";

export interface Syn {
  readonly to: string;
  readonly from: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
}

let last = 20_000;

/** The first packet of a TCP connection, with right checksums, of IPv4 or IPv6; each from a port of its own. */
export function tcpSyn({ to, from, source, destination, port }: Syn): Frame {
  const isIpv6 = destination.includes(":");
  const [a, b] = [source, destination].map(isIpv6 ? address6 : addressBytes) as [Buffer, Buffer];
  const tcp = Buffer.concat([word(++last), word(port), Buffer.from([0, 0, 3, 232, 0, 0, 0, 0, 0x50, 2]), word(65000), word(0), word(0)]);
  tcp.writeUInt16BE(checksum(Buffer.concat([a, b, word(0), word(tcp.length), word(0), word(6), tcp])), 16);
  if (isIpv6) return ethernet({ to, from, type: 0x86dd, payload: Buffer.concat([Buffer.from([0x60, 0, 0, 0]), word(tcp.length), Buffer.from([6, 64]), a, b, tcp]) });
  const header = Buffer.concat([Buffer.from([0x45, 0]), word(20 + tcp.length), Buffer.from([0, 0, 0x40, 0, 64, 6, 0, 0]), a, b]);
  header.writeUInt16BE(checksum(header), 10);
  return ethernet({ to, from, type: 0x0800, payload: Buffer.concat([header, tcp]) });
}

export function address6(address: string): Buffer {
  const [left = "", right = ""] = address.split("::");
  const groups = (text: string): number[] => text.split(":").filter(Boolean).map((group) => Number.parseInt(group, 16));
  const [start, end] = [groups(left), groups(right)];
  return Buffer.concat([...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end].map(word));
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
