import { join } from "node:path";
import type { CachedImage } from "./cache";
import { finish, makeDisk } from "./disk";
import type { ImageRecipe } from "./recipe";
import { bootstrap, customise } from "./tree";

/** Builds a bootable qcow2 in `dir`: no loop device, and no mount outside mmdebstrap's own namespace. */
export async function buildImage(recipe: ImageRecipe, dir: string): Promise<CachedImage> {
  const root = join(dir, "root");
  const raw = join(dir, "disk.raw");
  await bootstrap(recipe, dir, root);
  await customise(recipe, root);
  const kernel = { image: "/vmlinuz", initrd: "/initrd.img", arguments: `root=LABEL=root ${recipe.kernelArguments}` };
  await makeDisk(root, raw, { sizeMiB: recipe.virtualSizeMiB, kernel });
  return finish(raw, join(dir, "disk.qcow2"));
}
