import { dirname } from "node:path";
import { findBuiltImages, type BuiltImage } from "../../../engines/images/build/built-image";
import { canWrite } from "../../../engines/images/build/cache-folders";
import type { Environment } from "../../environment";

/** A built image with what of this user's labs knows it. */
export interface KnownBuiltImage extends BuiltImage {
  /** Labs that are up and start from it. */
  readonly usedBy: readonly string[];
  /** Whether it lies where this user may remove it. */
  readonly isOwn: boolean;
}

export function findKnownBuilt(environment: Environment): KnownBuiltImage[] {
  const labs = environment.registry.list();
  return findBuiltImages(environment.caches).map((image) => ({
    ...image,
    usedBy: labs.filter(({ spec }) => spec.images.some(({ url }) => url === `file://${image.path}`)).map(({ target }) => target),
    isOwn: canWrite(dirname(image.folder)),
  }));
}
