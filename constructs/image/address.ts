import { basename } from "node:path";

/** What a shell, a URL and a file name all take without quoting; without user and password, which would be written down. */
export const IMAGE_ADDRESS = /^(https?:\/\/[^\s/'"`$\\@]+\/[^\s'"`$\\]*|file:\/\/\/[^\s'"`$\\]+)$/;

export const ABSOLUTE_PATH = /^\/[^\s'"`$\\]+$/;

/** The file's name as it lies on a host: unpacked, and without what a URL carries behind it. */
export function plainName(url: string): string {
  return basename(url.replace(/[?#].*$/, "")).replace(/\.(bz2|xz)$/, "");
}

export function compressionOf(url: string): "bz2" | "xz" | undefined {
  const ending = /\.(bz2|xz)$/.exec(url.replace(/[?#].*$/, ""))?.[1];
  return ending === "bz2" || ending === "xz" ? ending : undefined;
}
