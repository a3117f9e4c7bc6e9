import { isIPv6 } from "node:net";
import { Address6 } from "ip-address";
import { etherType, HEAD, type Frame } from "./frames";
import { addressBytes, ARP, IPV4, ipv4Destination } from "./packets";

const IPV6 = 0x86dd;
const UDP = 17;
const ICMPV6 = 58;
const IP_AT = HEAD + 14;

/**
 * What a user network may be given. To it, its own range, the unspecified addresses and those of the loopback all are this
 * host's loopback, whatever MAC a frame is sent to: nothing for them goes out.
 */
export class WayOut {
  private readonly inside4: readonly Range[];
  private readonly inside6: readonly Range[];

  /** @param inside CIDRs of the network */
  constructor(inside: readonly string[]) {
    this.inside4 = inside.filter((cidr) => !cidr.includes(":")).map(rangeOf);
    this.inside6 = inside.filter((cidr) => cidr.includes(":")).map(rangeOf);
  }

  lets(frame: Frame): boolean {
    switch (etherType(frame)) {
      case ARP: return true;
      case IPV4: return this.lets4(frame);
      case IPV6: return this.lets6(frame);
      default: return false;
    }
  }

  private lets4(frame: Frame): boolean {
    const text = ipv4Destination(frame);
    if (text === undefined) return false;
    const address = addressBytes(text);
    const [first = 0] = address;
    return first > 0 && first !== 127 && first < 224 && !isIn(address, this.inside4);
  }

  private lets6(frame: Frame): boolean {
    if (frame.length < IP_AT + 40) return false;
    const protocol = frame[IP_AT + 6];
    const address = frame.subarray(IP_AT + 24, IP_AT + 40);
    const [first = 0, second = 0] = address;
    const isInside = isIn(address, this.inside6);
    // Neighbour discovery is between the machines and the user network itself.
    if (protocol === ICMPV6 && (isInside || first === 0xff || (first === 0xfe && (second & 0xc0) === 0x80))) return true;
    // It announces a name server of its own range, and passes questions on to this host's.
    if (isInside) return protocol === UDP && frame.length >= IP_AT + 44 && frame.readUInt16BE(IP_AT + 42) === 53;
    // Global and unique local addresses.
    return first >> 5 === 1 || first >> 1 === 0x7e;
  }
}

interface Range {
  readonly address: Buffer;
  /** Bits. */
  readonly prefix: number;
}

function rangeOf(cidr: string): Range {
  const [address = "", prefix = ""] = cidr.split("/");
  return { address: isIPv6(address) ? Buffer.from(new Address6(address).toUnsignedByteArray()) : addressBytes(address), prefix: Number(prefix) };
}

function isIn(address: Buffer, ranges: readonly Range[]): boolean {
  return ranges.some(({ address: start, prefix }) => {
    const whole = prefix >> 3;
    const mask = (0xff00 >> (prefix & 7)) & 0xff;
    return address.compare(start, 0, whole, 0, whole) === 0 && ((address[whole] ?? 0) & mask) === ((start[whole] ?? 0) & mask);
  });
}
