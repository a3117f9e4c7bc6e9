import { findBuiltImages } from "../../../engines/images/build/built-image";
import { buildDebianImage, debianImageId } from "../../../engines/images/build/debian-image";
import { debianRecipe, type DebianOptions } from "../../../engines/images/build/debian-recipe";
import { findMissing, thisMachine } from "../../../engines/images/build/requirements";
import { cacheDir, type CachedImage } from "./image/cache";

export type { CachedImage } from "./image/cache";

const FLAVOURS = {
  base: {},
  "kvm-host": { sets: ["kvm"] },
  docker: { sets: ["docker"], packages: ["openvswitch-switch", "iputils-arping", "bridge-utils"] },
} satisfies Record<string, DebianOptions>;

export type DebianFlavour = keyof typeof FLAVOURS;

export interface DebianImageOptions {
  /**
   * `kvm-host` has QEMU, libvirt and Open vSwitch in it, `docker` Docker and Open vSwitch.
   * @default "base"
   */
  readonly flavour?: DebianFlavour;
}

/** A bootable Debian 12 disk as `labwright image build` makes it: built once, then from the tests' own cache. */
export async function debianImage({ flavour = "base" }: DebianImageOptions = {}): Promise<CachedImage> {
  const { path, checksum, bytes } = await buildDebianImage({ ...FLAVOURS[flavour], caches: [cacheDir()] }, () => undefined);
  return { path, sha256: checksum.replace("sha256:", ""), sizeBytes: bytes };
}

/** What machines of a flavour need not install. */
export function carriedPackages(flavour: DebianFlavour): readonly string[] {
  return debianRecipe(FLAVOURS[flavour]).packages;
}

export function isFlavour(name: string): name is DebianFlavour {
  return Object.hasOwn(FLAVOURS, name);
}

/** Whether such an image was built before. */
export function isBuilt({ flavour = "base" }: DebianImageOptions = {}): boolean {
  const id = debianImageId(FLAVOURS[flavour]);
  return findBuiltImages([cacheDir()]).some((image) => image.id === id);
}

/** What this machine lacks to build a Debian image, in words. */
export async function missingForImage(): Promise<string[]> {
  return [...(await findMissing(thisMachine())).keys()];
}
