import { existsSync, readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import type { ImageSpec } from "../../constructs/spec/lab-spec";

/** A kernel that QEMU starts by itself, without firmware and boot loader. */
export interface KernelFiles {
  readonly kernel: string;
  readonly initrd: string;
  readonly arguments: string;
}

/** What `labwright image build` writes beside an image. */
interface BuiltImage {
  readonly kernel?: { readonly file: string; readonly initrd: string; readonly arguments: string };
}

export const BUILT_IMAGE_FILE = "image.json";

/** The kernel of an image that labwright built; others have theirs inside. */
export function kernelOf(image: Pick<ImageSpec, "url">): KernelFiles | undefined {
  if (!image.url.startsWith("file://")) return undefined;
  const folder = dirname(image.url.slice("file://".length));
  const file = join(folder, BUILT_IMAGE_FILE);
  if (!existsSync(file)) return undefined;
  const { kernel } = JSON.parse(readFileSync(file, "utf8")) as BuiltImage;
  return kernel && { kernel: join(folder, kernel.file), initrd: join(folder, kernel.initrd), arguments: kernel.arguments };
}
