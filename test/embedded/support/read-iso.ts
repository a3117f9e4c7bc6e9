const SECTOR = 2048;

export interface IsoTree {
  readonly label: string;
  readonly sectors: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Reads both trees of a CD-ROM by ECMA-119 and Joliet, on its own: each value that is there twice has to agree. */
export function readIso(image: Buffer): { readonly primary: IsoTree; readonly joliet: IsoTree } {
  const descriptors = new Map<number, Buffer>();
  for (let at = 16; ; at++) {
    const block = image.subarray(at * SECTOR, (at + 1) * SECTOR);
    if (block.toString("latin1", 1, 6) !== "CD001") throw new Error(`no descriptor in sector ${at}`);
    if (block[0] === 255) break;
    descriptors.set(block[0] ?? 0, block);
  }
  const [primary, joliet] = [descriptors.get(1), descriptors.get(2)];
  if (primary === undefined || joliet === undefined) throw new Error("a tree is missing");
  if (joliet.toString("latin1", 88, 91) !== "%/E") throw new Error("the second tree is not Joliet's");
  return { primary: readTree(image, primary, latin), joliet: readTree(image, joliet, ucs2) };
}

function readTree(image: Buffer, descriptor: Buffer, decode: (bytes: Buffer) => string): IsoTree {
  const root = record(descriptor.subarray(156));
  // Both path tables lead to the root folder.
  const [little, big] = [descriptor.readUInt32LE(140) * SECTOR, descriptor.readUInt32BE(148) * SECTOR];
  if (image.readUInt32LE(little + 2) !== root.sector || image.readUInt32BE(big + 2) !== root.sector) throw new Error("the path tables lead elsewhere");
  const files: Record<string, string> = {};
  const folder = image.subarray(root.sector * SECTOR, root.sector * SECTOR + root.size);
  for (let at = 0; (folder[at] ?? 0) > 0; at += folder[at] ?? 0) {
    const { sector, size, name, isFolder } = record(folder.subarray(at));
    if (isFolder !== (name.length === 1 && (name[0] ?? 9) < 2)) throw new Error("only the folder itself and its parent are folders");
    if (!isFolder) files[decode(name)] = image.toString("utf8", sector * SECTOR, sector * SECTOR + size);
  }
  return { label: decode(descriptor.subarray(40, 72)).trimEnd(), sectors: both32(descriptor, 80), files };
}

function record(bytes: Buffer): { sector: number; size: number; name: Buffer; isFolder: boolean } {
  if ((bytes[0] ?? 1) % 2 !== 0) throw new Error("a record of an odd length");
  return { sector: both32(bytes, 2), size: both32(bytes, 10), isFolder: ((bytes[25] ?? 0) & 2) !== 0, name: bytes.subarray(33, 33 + (bytes[32] ?? 0)) };
}

function both32(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32LE(at);
  if (bytes.readUInt32BE(at + 4) !== value) throw new Error(`two numbers at ${at} differ`);
  return value;
}

const latin = (bytes: Buffer): string => bytes.toString("latin1");
const ucs2 = (bytes: Buffer): string => Buffer.from(bytes).swap16().toString("utf16le");
