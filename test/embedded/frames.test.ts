import fc from "fast-check";
import { FrameReader, frameOf, FramingError, isGroup, macNumber } from "../../engines/embedded/switch/frames";

const packets = fc.array(fc.uint8Array({ minLength: 14, maxLength: 200 }).map((bytes) => Buffer.from(bytes)), { maxLength: 20 });
const LONGEST = 4096 + 65536;

/** A stream cut at some places. */
function pieces(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return at.slice(1).map((end, index) => stream.subarray(at[index], end));
}

const head = (length: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

test("however a stream comes in pieces, the same frames come out, whole and in order", () => {
  fc.assert(fc.property(packets, fc.array(fc.nat(), { maxLength: 30 }), (sent, cuts) => {
    const frames = sent.map((packet) => frameOf(packet));
    const reader = new FrameReader();
    const got = pieces(Buffer.concat(frames), cuts).flatMap((piece) => reader.push(piece));
    expect(got.map((frame) => frame.toString("hex"))).toEqual(frames.map((frame) => frame.toString("hex")));
  }));
});

test("byte by byte a frame is there with its last byte, not before", () => {
  const reader = new FrameReader();
  const frame = frameOf(Buffer.alloc(60, 7));
  const counts = [...frame].map((byte) => reader.push(Buffer.from([byte])).length);
  expect(counts).toEqual([...Array<number>(63).fill(0), 1]);
});

test("what is too short for an Ethernet header is passed over, and the stream goes on behind it", () => {
  const reader = new FrameReader();
  const good = frameOf(Buffer.alloc(14, 1));
  expect(reader.push(Buffer.concat([head(0), head(13), Buffer.alloc(13), good]))).toEqual([good]);
});

test("the longest frame QEMU sends passes, one byte more is garbage", () => {
  const frame = frameOf(Buffer.alloc(LONGEST));
  expect(new FrameReader().push(frame)).toHaveLength(1);
  expect(() => new FrameReader().push(head(LONGEST + 1))).toThrow(FramingError);
});

test("garbage ends in a FramingError as soon as its length is read, and is not waited for", () => {
  fc.assert(fc.property(fc.integer({ min: LONGEST + 1, max: 0xffffffff }), fc.uint8Array(), packets, (length, rest, before) => {
    const reader = new FrameReader();
    expect(() => reader.push(Buffer.concat([...before.map((packet) => frameOf(packet)), head(length), rest]))).toThrow(FramingError);
  }));
});

test("group addresses are those with the lowest bit of their first byte", () => {
  const isGroupAddress = (mac: string): boolean => isGroup(macNumber(mac));
  expect(["ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "33:33:00:00:00:01"].map(isGroupAddress)).toEqual([true, true, true]);
  expect(["52:54:00:12:34:56", "fe:ff:ff:ff:ff:ff", "00:01:01:01:01:01"].map(isGroupAddress)).toEqual([false, false, false]);
});
