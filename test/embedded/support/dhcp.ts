import { DHCP, OPTION } from "../../../engines/embedded/switch/dhcp-message";
import { addressBytes, addressText, macBytes } from "../../../engines/embedded/switch/packets";

export interface Asking {
  readonly type: number;
  readonly mac?: string;
  readonly transaction?: number;
  /** Wants its answer by broadcast. */
  readonly broadcast?: boolean;
  readonly client?: string;
  readonly relay?: string;
  readonly requested?: string;
  readonly server?: string;
  readonly op?: number;
}

/** A client's message, by RFC 2131 and 2132. */
export function dhcpQuestion({ type, mac = "02:00:00:00:00:09", transaction = 0xabcd, broadcast = false, client = "0.0.0.0", relay = "0.0.0.0", requested, server, op = 1 }: Asking): Buffer {
  const fixed = Buffer.alloc(240);
  fixed.set([op, 1, 6, 0]);
  fixed.writeUInt32BE(transaction, 4);
  fixed.writeUInt16BE(broadcast ? 0x8000 : 0, 10);
  addressBytes(client).copy(fixed, 12);
  addressBytes(relay).copy(fixed, 24);
  macBytes(mac).copy(fixed, 28);
  fixed.writeUInt32BE(0x63825363, 236);
  const address = (code: number, value: string | undefined): Buffer[] => (value === undefined ? [] : [Buffer.from([code, 4]), addressBytes(value)]);
  // A pad before the first option, as some clients have it.
  return Buffer.concat([fixed, Buffer.from([0, OPTION.type, 1, type]), ...address(OPTION.requested, requested), ...address(OPTION.server, server), Buffer.from([255])]);
}

export interface Answered {
  readonly type: string;
  readonly transaction: number;
  readonly flags: number;
  /** Given to the client. */
  readonly your: string;
  readonly client: string;
  readonly relay: string;
  readonly mac: string;
  readonly options: ReadonlyMap<number, Buffer>;
  readonly length: number;
}

/** Reads a server's answer by a reader of the test's own. */
export function readAnswer(answer: Buffer | undefined): Answered | undefined {
  if (answer === undefined) return undefined;
  if (answer[0] !== 2 || answer.readUInt32BE(236) !== 0x63825363) throw new Error("no answer of a DHCP server");
  const options = new Map<number, Buffer>();
  for (let at = 240; answer[at] !== 255; at += 2 + (answer[at + 1] ?? 0)) options.set(answer[at] ?? 0, answer.subarray(at + 2, at + 2 + (answer[at + 1] ?? 0)));
  const [type = ""] = Object.entries(DHCP).find(([, number]) => number === options.get(OPTION.type)?.[0]) ?? [];
  const text = (at: number): string => addressText(answer.subarray(at, at + 4));
  return {
    type, options, transaction: answer.readUInt32BE(4), flags: answer.readUInt16BE(10), client: text(12), your: text(16), relay: text(24),
    mac: answer.subarray(28, 34).toString("hex").replace(/(..)(?!$)/g, "$1:"), length: answer.length,
  };
}
