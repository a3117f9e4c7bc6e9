/** Bytes of a sector of a CD-ROM. */
const SECTOR = 2048;
/** The first sectors are left to the system. */
const FIRST_DESCRIPTOR = 16;
const ROOT_RECORD = 34;
/** Two path tables, one for each byte order, and the folder. */
const SECTORS_OF_TREE = 3;

export interface IsoFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * A CD-ROM of files in its root folder: ISO 9660, with Joliet for names as they are. What it holds decides every byte.
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-119/
 */
export function isoImage(label: string, files: readonly IsoFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  // Descriptors, both trees, files.
  const firstTree = FIRST_DESCRIPTOR + 3;
  let next = firstTree + TREES.length * SECTORS_OF_TREE;
  const extents = sorted.map(({ name, content }) => {
    const extent = { name, content, sector: next };
    next += Math.max(1, Math.ceil(content.length / SECTOR));
    return extent;
  });
  const image = Buffer.alloc(next * SECTOR);
  TREES.forEach((encode, index) => {
    const at = firstTree + index * SECTORS_OF_TREE;
    const folder = folderOf(at + 2, extents, encode);
    descriptor({ type: index + 1, label, sectors: next, paths: at, folder: at + 2, size: SECTOR }).copy(image, (FIRST_DESCRIPTOR + index) * SECTOR);
    pathTable(at + 2, false).copy(image, at * SECTOR);
    pathTable(at + 2, true).copy(image, (at + 1) * SECTOR);
    folder.copy(image, (at + 2) * SECTOR);
  });
  Buffer.from("\xffCD001\x01", "latin1").copy(image, (FIRST_DESCRIPTOR + 2) * SECTOR);
  for (const { content, sector } of extents) content.copy(image, sector * SECTOR);
  return image;
}

const TREES = [primaryName, jolietName];

interface Extent extends IsoFile {
  readonly sector: number;
}

interface DescriptorValues {
  /** 1 is the primary one, 2 Joliet's. */
  readonly type: number;
  readonly label: string;
  readonly sectors: number;
  readonly paths: number;
  readonly folder: number;
  readonly size: number;
}

function descriptor({ type, label, sectors, paths, folder, size }: DescriptorValues): Buffer {
  const isJoliet = type === 2;
  const text = (value: string, length: number): Buffer => (isJoliet ? ucs2(value.padEnd(length / 2)) : Buffer.from(value.padEnd(length), "latin1"));
  const block = Buffer.alloc(SECTOR);
  block.set([type, ...Buffer.from("CD001"), 1]);
  text("", 32).copy(block, 8);
  text(label, 32).copy(block, 40);
  bothEndian32(sectors).copy(block, 80);
  // UCS-2 level 3.
  if (isJoliet) block.set([0x25, 0x2f, 0x45], 88);
  bothEndian16(1).copy(block, 120);
  bothEndian16(1).copy(block, 124);
  bothEndian16(SECTOR).copy(block, 128);
  bothEndian32(10).copy(block, 132);
  block.writeUInt32LE(paths, 140);
  block.writeUInt32BE(paths + 1, 148);
  record(Buffer.from([0]), folder, size, true).copy(block, 156);
  for (const [at, length] of [[190, 128], [318, 128], [446, 128], [574, 128], [702, 37], [739, 37], [776, 37]] as const) {
    text("", length - (length % 2)).copy(block, at);
  }
  // Dates: not given.
  for (const at of [813, 830, 847, 864]) block.fill("0", at, at + 16);
  block[881] = 1;
  return block;
}

function pathTable(folder: number, isBigEndian: boolean): Buffer {
  const table = Buffer.alloc(10);
  table[0] = 1;
  if (isBigEndian) table.writeUInt32BE(folder, 2);
  else table.writeUInt32LE(folder, 2);
  table.set(isBigEndian ? [0, 1] : [1, 0], 6);
  return table;
}

function folderOf(sector: number, extents: readonly Extent[], encode: (name: string) => Buffer): Buffer {
  const records = [
    record(Buffer.from([0]), sector, SECTOR, true),
    record(Buffer.from([1]), sector, SECTOR, true),
    ...extents.map(({ name, content, sector: at }) => record(encode(name), at, content.length, false)),
  ];
  const folder = Buffer.concat(records);
  if (folder.length > SECTOR) throw new RangeError(`${extents.length} files are more than a seed has`);
  return folder;
}

function record(name: Buffer, sector: number, size: number, isFolder: boolean): Buffer {
  const length = ROOT_RECORD - 1 + name.length;
  const entry = Buffer.alloc(length + (length % 2));
  entry[0] = entry.length;
  bothEndian32(sector).copy(entry, 2);
  bothEndian32(size).copy(entry, 10);
  // 2000-01-01: a date of its own would make each image another one.
  entry.set([100, 1, 1, 0, 0, 0, 0], 18);
  entry[25] = isFolder ? 2 : 0;
  bothEndian16(1).copy(entry, 28);
  entry[32] = name.length;
  name.copy(entry, 33);
  return entry;
}

function primaryName(name: string): Buffer {
  return Buffer.from(`${name.toUpperCase()};1`, "latin1");
}

function jolietName(name: string): Buffer {
  return ucs2(name);
}

function ucs2(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

function bothEndian16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(value, 0);
  bytes.writeUInt16BE(value, 2);
  return bytes;
}

function bothEndian32(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
}
