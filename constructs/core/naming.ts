import { hash } from "node:crypto";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Characters of a host name's hash: 13 x 5 = 65 bits, so that 10,000 labs do not meet by chance. */
const HASH_LENGTH = 13;

/**
 * A short, stable name for a list of words: 65 bits of their SHA-256 in lower-case base32. With the prefix `lw` it
 * fits exactly into the 15 characters the kernel allows for an interface.
 */
export function shortHash(...words: string[]): string {
  const digest = digestOf(words);
  let text = "";
  let value = 0;
  let bits = 0;
  for (const byte of digest) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < HASH_LENGTH) {
      bits -= 5;
      text += BASE32[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
    if (text.length === HASH_LENGTH) break;
  }
  return text;
}

/** A whole number in [0, bound) derived from words; bound up to 2^48. */
export function hashNumber(bound: number, ...words: string[]): number {
  return digestOf(words).readUIntBE(0, 6) % bound;
}

/**
 * A MAC address derived from words: locally administered, unicast, 46 free bits. The first octet 0xfe is left out:
 * libvirt gives it to the host's side of the tap.
 */
export function derivedMac(...words: string[]): string {
  for (let round = 0; ; round++) {
    const digest = digestOf(round === 0 ? words : [...words, String(round)]);
    const first = ((digest[0] ?? 0) & 0xfc) | 0x02;
    if (first !== 0xfe) {
      const octets = [first, ...digest.subarray(1, 6)];
      return octets.map((octet) => octet.toString(16).padStart(2, "0")).join(":");
    }
  }
}

/** SHA-256 of a text, hexadecimal: what a rebuild is triggered by. */
export function contentHash(text: string): string {
  return hash("sha256", text, "hex");
}

// The length before each word keeps ("ab", "c") and ("a", "bc") apart.
function digestOf(words: readonly string[]): Buffer {
  return hash("sha256", words.map((word) => `${Buffer.byteLength(word)}:${word}`).join(""), "buffer");
}

/** Names of host objects: RFC 1123 labels, as libvirt, the guest's hostname and DNS all accept them. */
export const NAME_PATTERN = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
