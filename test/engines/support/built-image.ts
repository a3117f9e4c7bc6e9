import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IMAGE_FILE } from "../../../engines/embedded/kernel-files";

/** Puts an image into a cache as `image build` leaves it. @returns its folder */
export function putBuiltImage(cache: string, id: string, record: Readonly<Record<string, unknown>> = {}, bytes = 100): string {
  const folder = join(cache, "images", "built", id);
  mkdirSync(folder, { recursive: true });
  for (const file of ["vmlinuz", "initrd.img"]) writeFileSync(join(folder, file), file);
  writeFileSync(join(folder, "disk.qcow2"), Buffer.alloc(bytes));
  writeFileSync(join(folder, BUILT_IMAGE_FILE), JSON.stringify({
    apiVersion: "labwright/v1", name: "debian-12", arch: "x86_64", user: "debian", checksum: `sha256:${"0".repeat(64)}`, virtualSize: 3 * 2 ** 30, packages: [],
    kernel: { file: "vmlinuz", initrd: "initrd.img", arguments: "root=LABEL=root rw" }, ...record,
  }));
  return folder;
}
