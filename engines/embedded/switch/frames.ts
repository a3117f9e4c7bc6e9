/**
 * An Ethernet frame as QEMU's stream netdev sends it: its length in four bytes, then the frame. It is passed on in one piece,
 * so the length stays before it. @see https://www.qemu.org/docs/master/system/invocation.html, `-netdev stream`
 */
export type Frame = Buffer;

/** Where the Ethernet header begins. */
export const HEAD = 4;
/** QEMU's own limit: 64 KiB of segmentation offload and what is around it. */
const LONGEST = 4096 + 65536;
const SHORTEST = 14;

export class FramingError extends Error {}

/** Cuts a stream into frames. */
export class FrameReader {
  private rest: Buffer | undefined;

  /** @throws FramingError where the stream is none of frames: nothing after it can be understood */
  push(chunk: Buffer): Frame[] {
    const data = this.rest === undefined ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    let at = 0;
    while (data.length - at >= HEAD) {
      const length = data.readUInt32BE(at);
      if (length > LONGEST) throw new FramingError(`a frame of ${length} bytes`);
      const end = at + HEAD + length;
      if (end > data.length) break;
      if (length >= SHORTEST) frames.push(data.subarray(at, end));
      at = end;
    }
    this.rest = at === data.length ? undefined : data.subarray(at);
    return frames;
  }
}

/** A frame of an Ethernet packet. */
export function frameOf(...parts: readonly Buffer[]): Frame {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(length);
  return Buffer.concat([head, ...parts], HEAD + length);
}

export function destination(frame: Frame): number {
  return frame.readUIntBE(HEAD, 6);
}

export function source(frame: Frame): number {
  return frame.readUIntBE(HEAD + 6, 6);
}

export function etherType(frame: Frame): number {
  return frame.readUInt16BE(HEAD + 12);
}

/** Broadcast and multicast addresses have the lowest bit of their first byte set. */
export function isGroup(mac: number): boolean {
  return (Math.floor(mac / 2 ** 40) & 1) === 1;
}

export function macNumber(mac: string): number {
  return Number.parseInt(mac.replaceAll(":", ""), 16);
}
