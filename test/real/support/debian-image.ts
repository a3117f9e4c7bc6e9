import { Testing } from "cdktf";
import { findBuiltImages } from "../../../engines/images/build/built-image";
import { buildDebianImage, debianImageId } from "../../../engines/images/build/debian-image";
import { debianRecipe, type DebianOptions } from "../../../engines/images/build/debian-recipe";
import { findMissing, thisMachine } from "../../../engines/images/build/requirements";
import { wantedPackages } from "../../../engines/images/wanted-packages";
import { ChapterStack } from "../../../stacks/chapter-stack";
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
export function debianImage({ flavour = "base" }: DebianImageOptions = {}): Promise<CachedImage> {
  return cached(FLAVOURS[flavour]);
}

/** What the machines of some chapters, such as `pinnacle/14:small`, would install. */
export function packagesOfLabs(labs: readonly string[]): string[] {
  const wanted = labs.flatMap((lab) => {
    const [id = "", variant] = lab.split(":");
    const spec = new ChapterStack(Testing.app(), id, { variant }).spec();
    return spec.images.flatMap((image) => wantedPackages(spec, image));
  });
  return [...new Set(wanted)].sort();
}

/** A Debian 12 disk with some packages, from the tests' own cache. */
export function debianImageFor(packages: readonly string[]): Promise<CachedImage> {
  return cached({ packages });
}

/** What machines of a flavour need not install. */
export function carriedPackages(flavour: DebianFlavour): readonly string[] {
  return debianRecipe(FLAVOURS[flavour]).packages;
}

export function isFlavour(name: string): name is DebianFlavour {
  return Object.hasOwn(FLAVOURS, name);
}

/** Whether an image with some packages was built before. */
export function isBuilt(packages: readonly string[]): boolean {
  const id = debianImageId({ packages });
  return findBuiltImages([cacheDir()]).some((image) => image.id === id);
}

/** What this machine lacks to build a Debian image, in words. */
export async function missingForImage(): Promise<string[]> {
  return [...(await findMissing(thisMachine())).keys()];
}

async function cached(options: DebianOptions): Promise<CachedImage> {
  const { path, checksum, bytes } = await buildDebianImage({ ...options, caches: [cacheDir()] }, () => undefined);
  return { path, sha256: checksum.replace("sha256:", ""), sizeBytes: bytes };
}
