import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Mirrors } from "../../../constructs/core/context";
import { LabError } from "../../../constructs/core/lab-error";
import { API_VERSION } from "../../../constructs/spec/lab-spec";
import type { OnProgress } from "../../engine";
import type { Bundle } from "../../bundle/bundle";
import { bundleMark } from "../../cluster/bundle-install";
import { bakeBundle } from "./bake-bundle";
import { chooseArchives, debianSources } from "./apt-sources";
import { DISK_FILE, findBuiltImages, INITRD_FILE, KERNEL_FILE, type BuiltImage, type BuiltImageRecord } from "./built-image";
import type { BuildTools } from "./build-tools";
import { writableFolder } from "./cache-folders";
import { debianRecipe, USER, type DebianOptions } from "./debian-recipe";
import { compressDisk, diskSizeMiB, makeDisk } from "./disk";
import { keepImage } from "./image-store";
import { recipeDigest, type ImageRecipe } from "./recipe";
import { refuseIncapable, thisMachine, type Builder } from "./requirements";
import { bootstrap, customise } from "./tree";

/** Raise when the way of building changes, so that cached images of the old way are left alone. */
const BUILD_VERSION = 4;

export interface BuildDebianOptions extends DebianOptions {
  /** The folders that images are looked for in. A new one goes to the first that can be written. */
  readonly caches: readonly string[];
  readonly mirrors?: Mirrors;
  /** Kubernetes, put in as its nodes would install it. @default - none */
  readonly bundle?: Bundle;
  /** @default - the machine it runs on, looked at */
  readonly builder?: Builder;
}

/** The name an image has in every cache: its content decides it. @throws LabError LW4030, LW4031 */
export function debianImageId(options: DebianOptions): string {
  return idOf(debianRecipe(options));
}

/**
 * A Debian disk with cloud-init that boots by BIOS and by its kernel: built from packages once, then from the cache.
 * @throws LabError LW210x where it cannot be built here, LW303x where that failed, LW403x for what there is not
 */
export async function buildDebianImage(options: BuildDebianOptions, onProgress: OnProgress, signal?: AbortSignal): Promise<BuiltImage> {
  const recipe = debianRecipe(options);
  const id = idOf(recipe, options.bundle);
  const known = findBuiltImages(options.caches).find((image) => image.id === id);
  if (known) return known;
  if (signal?.aborted) throw LabError.of("LW3033");
  const builder = options.builder ?? thisMachine();
  await refuseIncapable(builder);
  const sources = debianSources(recipe.suite, chooseArchives(options.mirrors));
  return keepImage(writableFolder(options.caches), id, (tools, work, finished) => build(recipe, sources, { tools, work, finished, onProgress, grub: builder.grub, bundle: options.bundle }), {
    signal,
    onWait: () => onProgress({ type: "phase", phase: "wait" }),
  });
}

function idOf(recipe: ImageRecipe, bundle?: Bundle): string {
  return `${recipe.name}-${recipeDigest({ version: BUILD_VERSION, ...recipe, ...(bundle && { bundle: bundleMark(bundle) }) })}`;
}

interface BuildPlace {
  readonly tools: BuildTools;
  readonly work: string;
  readonly finished: string;
  readonly grub: string;
  readonly bundle?: Bundle;
  readonly onProgress: OnProgress;
}

async function build(recipe: ImageRecipe, sources: readonly string[], { tools, work, finished, grub, bundle, onProgress }: BuildPlace): Promise<BuiltImageRecord> {
  const [root, raw] = [join(work, "root"), join(work, "disk.raw")];
  const kernelArguments = `root=LABEL=root ${recipe.kernelArguments}`;
  onProgress({ type: "phase", phase: "packages" });
  await bootstrap(tools, recipe, sources, work, root);
  await customise(tools, recipe, root);
  if (bundle !== undefined) await bakeBundle(tools, bundle, root);
  onProgress({ type: "phase", phase: "disk" });
  const sizeMiB = await diskSizeMiB(tools, root);
  await makeDisk(tools, root, raw, { sizeMiB, kernel: { grub, image: "/vmlinuz", initrd: "/initrd.img", arguments: kernelArguments } });
  // Both are relative links to the one kernel there is.
  copyFileSync(join(root, "vmlinuz"), join(finished, KERNEL_FILE));
  copyFileSync(join(root, "initrd.img"), join(finished, INITRD_FILE));
  onProgress({ type: "phase", phase: "compress" });
  const digest = await compressDisk(tools, raw, join(finished, DISK_FILE));
  return {
    apiVersion: API_VERSION,
    name: recipe.name,
    arch: "x86_64",
    user: USER,
    checksum: `sha256:${digest}`,
    virtualSize: sizeMiB * 1024 * 1024,
    packages: recipe.packages,
    ...(bundle && { bundle: bundleMark(bundle) }),
    kernel: { file: KERNEL_FILE, initrd: INITRD_FILE, arguments: kernelArguments },
  };
}
