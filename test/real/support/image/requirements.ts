import { existsSync } from "node:fs";
import { hasTool } from "../rig/requirements";

const TOOLS = ["mmdebstrap", "mke2fs", "sfdisk", "grub-mkimage", "qemu-img", "unshare", "chroot"];
const FILES = ["/usr/lib/grub/i386-pc/boot.img", "/usr/share/keyrings/debian-archive-keyring.gpg"];

/** What this machine lacks to build a Debian image, in words. */
export function missingForImage(): string[] {
  const missing = TOOLS.filter((tool) => !hasTool(tool)).map((tool) => `command ${tool}`);
  missing.push(...FILES.filter((file) => !existsSync(file)).map((file) => `file ${file}`));
  if (process.getuid?.() !== 0) missing.push("root");
  return missing;
}
