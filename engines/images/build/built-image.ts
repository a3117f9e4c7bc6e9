import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Arch } from "../../../constructs/core/arch";
import { API_VERSION } from "../../../constructs/spec/lab-spec";
import { BUILT_IMAGE_FILE } from "../../embedded/kernel-files";
import { builtFolder } from "./cache-folders";

export const DISK_FILE = "disk.qcow2";
export const KERNEL_FILE = "vmlinuz";
export const INITRD_FILE = "initrd.img";

/** What `image.json` beside a built image says of it. */
export interface BuiltImageRecord {
  readonly apiVersion: typeof API_VERSION;
  /** As the catalogue calls what it stands for, such as `debian-12`. */
  readonly name: string;
  readonly arch: Arch;
  /** Account that gets the SSH key. */
  readonly user: string;
  /** `sha256:…` of the disk's file. */
  readonly checksum: string;
  /** Bytes of the disk that a machine sees. */
  readonly virtualSize: number;
  /** Every package that was asked for by its name. */
  readonly packages: readonly string[];
  /** Which bundle's Kubernetes is in it. @default - none */
  readonly bundle?: string;
  /** Boots the disk without firmware and boot loader; the files lie beside it. */
  readonly kernel: { readonly file: string; readonly initrd: string; readonly arguments: string };
}

/** An image that labwright built, as it lies in a cache. */
export interface BuiltImage extends BuiltImageRecord {
  /** Name of its folder: the image's name with the digest of its recipe. */
  readonly id: string;
  readonly folder: string;
  /** Its disk. */
  readonly path: string;
  /** Bytes of the disk's file. */
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly builtAt: number;
}

/** What a lab wants of an image. */
export interface ImageWish {
  readonly name: string;
  readonly arch: Arch;
  readonly packages?: readonly string[];
  readonly bundle?: string;
}

/** The images of some caches. One that is in several is told once, from the first. */
export function findBuiltImages(caches: readonly string[]): BuiltImage[] {
  const found = new Map<string, BuiltImage>();
  for (const folder of caches.map(builtFolder)) {
    for (const id of namesIn(folder)) {
      const image = found.has(id) ? undefined : readBuiltImage(join(folder, id));
      if (image) found.set(id, image);
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The image of a folder; undefined where there is none, or one of a newer labwright. */
export function readBuiltImage(folder: string): BuiltImage | undefined {
  try {
    const file = join(folder, BUILT_IMAGE_FILE);
    const record = JSON.parse(readFileSync(file, "utf8")) as BuiltImageRecord;
    if (record.apiVersion !== API_VERSION || !Array.isArray(record.packages)) return undefined;
    const path = join(folder, DISK_FILE);
    return { ...record, id: folder.slice(folder.lastIndexOf("/") + 1), folder, path, bytes: statSync(path).size, builtAt: statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

/** The smallest image that has all wanted packages; of two with the same ones the newer. */
export function chooseBuiltImage(images: readonly BuiltImage[], { name, arch, packages = [], bundle }: ImageWish): BuiltImage | undefined {
  const fitting = images.filter((image) => image.name === name && image.arch === arch && image.bundle === bundle && packages.every((wanted) => image.packages.includes(wanted)));
  const newest = new Map([...fitting].sort((a, b) => a.builtAt - b.builtAt).map((image) => [[...image.packages].sort().join(" "), image]));
  return [...newest.values()].sort((a, b) => a.bytes - b.bytes)[0];
}

function namesIn(folder: string): string[] {
  // What begins with a dot is being built.
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
}
