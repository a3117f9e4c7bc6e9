import { randomBytes } from "node:crypto";
import type { Text } from "../constructs/core/text";

/** Why there is nothing to unlock. */
export const NO_DISPLAY: Text = { en: "the machine has no VNC display; declare it with `graphics: \"vnc\"`", zh: "该虚拟机没有 VNC 显示；请以 `graphics: \"vnc\"` 声明" };

// RFB passwords have at most eight characters; these cannot be mistaken for one another when read aloud.
const ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A password for one use. It is in the running QEMU only, and lost with it. */
export function vncPassword(): string {
  return [...randomBytes(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
