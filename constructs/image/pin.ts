import type { Node } from "constructs";
import type { Checker } from "../core/checker";
import { contextKeys, contextValue } from "../core/context";
import { rules } from "../core/rules";
import { IMAGE_ADDRESS } from "./address";
import { Checksum } from "./checksum";

/** What labwright.lock or the user's configuration says of an image: it replaces the catalogue's address and digest. */
export interface ImagePin {
  readonly url: string;
  readonly checksum: string;
  /** Packages that the image already carries: machines do not install them again. */
  readonly packages?: readonly string[];
}

/** The pins of the context, by `name/arch`; what is no pin is reported and left out. */
export function readPins(check: Checker, node: Node): Readonly<Record<string, ImagePin>> {
  const given = check.mapping(contextKeys.images, check.attempt(() => contextValue<unknown>(node, contextKeys.images), undefined));
  const pins = Object.entries(given).flatMap(([name, value]): [string, ImagePin][] => {
    const at = `images.${name}`;
    const { url, checksum, packages } = check.mapping(at, value);
    const address = check.text(`${at}.url`, url, IMAGE_ADDRESS, rules.fileAddress, "");
    const digest = check.attempt(() => Checksum.parse(checksum), undefined);
    if (address === "" || digest === undefined) return [];
    const carried = check.list(`${at}.packages`, packages as readonly unknown[] | undefined);
    return [[name, { url: address, checksum: digest.toString(), packages: carried.map((item) => check.text(`${at}.packages`, item, /^\S+$/, { en: "package names", zh: "软件包名称" }, "-")) }]];
  });
  return Object.fromEntries(pins);
}
