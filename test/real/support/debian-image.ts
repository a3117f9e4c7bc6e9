import { buildImage } from "./image/build";
import { cached, type CachedImage } from "./image/cache";
import { DEBIAN_DOCKER } from "./image/debian-docker";
import { DEBIAN_KVM_HOST } from "./image/debian-kvm-host";
import { DEBIAN_BASE } from "./image/debian-recipe";
import type { ImageRecipe } from "./image/recipe";

export type { CachedImage } from "./image/cache";

/** Raise when the way of building changes, so that cached images of the old way are left alone. */
const BUILD_VERSION = 3;

const RECIPES = { base: DEBIAN_BASE, "kvm-host": DEBIAN_KVM_HOST, docker: DEBIAN_DOCKER } satisfies Record<string, ImageRecipe>;

export type DebianFlavour = keyof typeof RECIPES;

export interface DebianImageOptions {
  /**
   * `kvm-host` has QEMU, libvirt and Open vSwitch in it, `docker` Docker and Open vSwitch.
   * @default "base"
   */
  readonly flavour?: DebianFlavour;
}

/** A bootable Debian 12 disk with cloud-init (BIOS, virtio, console on ttyS0): built once, then from the cache. */
export function debianImage(options: DebianImageOptions = {}): Promise<CachedImage> {
  const recipe = RECIPES[options.flavour ?? "base"];
  return cached(recipe.name, { version: BUILD_VERSION, ...recipe }, (dir) => buildImage(recipe, dir));
}

/** What machines of a flavour need not install. */
export function carriedPackages(flavour: DebianFlavour): readonly string[] {
  return RECIPES[flavour].packages;
}

export function isFlavour(name: string): name is DebianFlavour {
  return Object.hasOwn(RECIPES, name);
}
