import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ImageSpec } from "../../constructs/spec/lab-spec";

/** Where images are, for machines that start from them where they lie. */
export class ImageFiles {
  /** @param caches folders that are looked into, in this order; the last one is the user's own, which is written to */
  constructor(private readonly caches: readonly string[]) {}

  /** Where an image is, or will be once it is fetched. */
  pathOf(image: ImageSpec): string {
    if (isInPlace(image)) return image.url.slice("file://".length);
    const found = this.caches.map((cache) => join(cache, "images", image.fileName)).find((path) => existsSync(path) && existsSync(`${path}.digest`));
    return found ?? join(this.directory, image.fileName);
  }

  isThere(image: ImageSpec): boolean {
    return existsSync(this.pathOf(image));
  }

  /** What is fetched goes here. */
  get directory(): string {
    return join(this.caches.at(-1) ?? "", "images");
  }
}

/** A file of this machine that QEMU can read as it is. */
function isInPlace({ url, compression }: ImageSpec): boolean {
  return url.startsWith("file://") && compression === undefined;
}
