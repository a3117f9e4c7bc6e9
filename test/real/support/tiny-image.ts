import { cached, type CachedImage } from "./image/cache";
import { buildTiny, TINY_RECIPE } from "./image/tiny";

/** Raise when the way of building changes, so that cached images of the old way are left alone. */
const BUILD_VERSION = 1;

/**
 * The smallest disk a domain boots: says "tiny ready" on the console and has a shell there, takes leases
 * on all interfaces, hears a polite shutdown. No SSH, no cloud-init. 128 MiB of memory suffice.
 */
export function tinyImage(): Promise<CachedImage> {
  return cached(TINY_RECIPE.name, { version: BUILD_VERSION, ...TINY_RECIPE }, buildTiny);
}
