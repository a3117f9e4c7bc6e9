import { addressBytes, addressText } from "./packets";

const FIXED = 236;
const COOKIE = 0x63825363;

export const DHCP = { discover: 1, offer: 2, request: 3, decline: 4, ack: 5, nak: 6, release: 7, inform: 8 } as const;
export const OPTION = { mask: 1, router: 3, dns: 6, hostname: 12, domain: 15, mtu: 26, requested: 50, leaseTime: 51, type: 53, server: 54, search: 119 } as const;

/** A DHCP message of RFC 2131, as far as a server looks at it. */
export interface DhcpMessage {
  readonly op: number;
  readonly type: number;
  readonly transaction: Buffer;
  readonly flags: number;
  /** Address the client has; 0.0.0.0 for none. */
  readonly client: string;
  readonly relay: string;
  readonly mac: string;
  readonly requested?: string;
  readonly server?: string;
}

export function readDhcp(payload: Buffer): DhcpMessage | undefined {
  if (payload.length < FIXED + 4 || payload.readUInt32BE(FIXED) !== COOKIE || payload[2] !== 6) return undefined;
  const options = readOptions(payload.subarray(FIXED + 4));
  const type = options.get(OPTION.type)?.[0];
  if (type === undefined) return undefined;
  const address = (code: number): string | undefined => {
    const bytes = options.get(code);
    return bytes?.length === 4 ? addressText(bytes) : undefined;
  };
  return {
    op: payload[0] ?? 0, type,
    transaction: payload.subarray(4, 8),
    flags: payload.readUInt16BE(10),
    client: addressText(payload.subarray(12, 16)),
    relay: addressText(payload.subarray(24, 28)),
    mac: payload.subarray(28, 34).toString("hex").replace(/(..)(?!$)/g, "$1:"),
    requested: address(OPTION.requested),
    server: address(OPTION.server),
  };
}

/** The answer to a message; options in the order given. */
export function dhcpAnswer(asked: DhcpMessage, your: string, server: string, options: readonly (readonly [number, Buffer])[]): Buffer {
  const fixed = Buffer.alloc(FIXED + 4);
  fixed.set([2, 1, 6, 0], 0);
  asked.transaction.copy(fixed, 4);
  fixed.writeUInt16BE(asked.flags, 10);
  addressBytes(asked.client).copy(fixed, 12);
  addressBytes(your).copy(fixed, 16);
  addressBytes(server).copy(fixed, 20);
  addressBytes(asked.relay).copy(fixed, 24);
  Buffer.from(asked.mac.replaceAll(":", ""), "hex").copy(fixed, 28);
  fixed.writeUInt32BE(COOKIE, FIXED);
  const rest = options.flatMap(([code, value]) => [Buffer.from([code, value.length]), value]);
  const message = Buffer.concat([fixed, ...rest, Buffer.from([255])]);
  // Some clients refuse less than BOOTP's 300 bytes.
  return message.length >= 300 ? message : Buffer.concat([message], 300);
}

function readOptions(bytes: Buffer): Map<number, Buffer> {
  const options = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at++] ?? 255;
    if (code === 255) break;
    if (code === 0) continue;
    const length = bytes[at++] ?? 0;
    options.set(code, bytes.subarray(at, at + length));
    at += length;
  }
  return options;
}
