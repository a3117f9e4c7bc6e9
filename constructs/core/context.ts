import type { Node } from "constructs";
import type { Checker } from "./checker";
import { LabError, show } from "./lab-error";
import { rules } from "./rules";

/**
 * Context keys: what is not part of a lab's description but is decided where it is synthesized. `bin/` sets them from
 * labwright.config.json and the command line; a cdktf user may set them in cdktf.json. Without any, synthesis is the
 * same on every machine.
 */
export const contextKeys = {
  /** Tells labs of the same name on one host apart; made once per project. */
  instance: "labwright:instance",
  /** CIDR that the lab's networks are moved to. */
  subnetBase: "labwright:subnet-base",
  /** Architecture of machines that do not set one. */
  arch: "labwright:arch",
  /** Architecture of the machine that synthesizes: of labs that run there, where nothing else is said. */
  localArch: "labwright:local-arch",
  /** Images given by the user or pinned in labwright.lock: name/arch -> ImagePin. */
  images: "labwright:images",
  /** The host's NIC that chapters put macvtap on: what it is called only the host knows. */
  uplink: "labwright:uplink",
  /** Mirrors by kind, see `Mirrors`. */
  mirrors: "labwright:mirrors",
  /** A Terraform backend: `{ "type": "s3", ... }`. */
  backend: "labwright:backend",
  /** Language of messages: en or zh. */
  language: "labwright:language",
} as const;

/** Where downloads go instead: every download passes through it. */
export interface Mirrors {
  /** Debian/Ubuntu package archive that guests use. */
  readonly apt?: string;
  /** Archive of the security updates. @default - guests: `apt`; a prepared Debian host: `apt` with -security behind it */
  readonly aptSecurity?: string;
  /** Address prefixes of images and what replaces them. */
  readonly images?: Readonly<Record<string, string>>;
  /** Container registries and what replaces them. */
  readonly registries?: Readonly<Record<string, string>>;
  /** Address prefixes of chart repositories, `https://` or `oci://`, and what replaces them. */
  readonly charts?: Readonly<Record<string, string>>;
}

/** Where a download goes: the first mirror whose prefix it has, or its own address. */
export function mirroredAddress(mirrors: Mirrors | undefined, address: string, kind: "images" | "charts" = "images"): string {
  const [prefix, replacement] = Object.entries(mirrors?.[kind] ?? {}).find(([one]) => address.startsWith(one)) ?? [];
  return prefix === undefined || replacement === undefined ? address : replacement + address.slice(prefix.length);
}

/**
 * A context value, or undefined; cdktf hands over command-line context as JSON text.
 * @throws LabError LW1001 when that text is no JSON
 */
export function contextValue<T>(node: Node, key: string): T | undefined {
  const value: unknown = node.tryGetContext(key);
  if (typeof value === "string" && /^[[{]/.test(value)) return parsed(value, key) as T;
  return value === "" || value === null ? undefined : (value as T | undefined);
}

/** The mirrors of the context. */
export function readMirrors(check: Checker, node: Node): Mirrors {
  const { apt, aptSecurity, images } = check.mapping(contextKeys.mirrors, check.attempt(() => contextValue<unknown>(node, contextKeys.mirrors), undefined));
  const address = (property: string, value: unknown): string => check.text(property, value, MIRROR, rules.fileAddress, "");
  const replacements = Object.entries(check.mapping("mirrors.images", images))
    .filter(([prefix]) => check.text("mirrors.images", prefix, WITHOUT_USERINFO, rules.fileAddress, "") === prefix)
    .map(([prefix, value]): [string, string] => [prefix, address(`mirrors.images.${prefix}`, value)])
    .filter(([, replacement]) => replacement !== "");
  const optional = (property: string, value: unknown): string | undefined => (value === undefined ? undefined : address(property, value) || undefined);
  return { apt: optional("mirrors.apt", apt), aptSecurity: optional("mirrors.aptSecurity", aptSecurity), images: Object.fromEntries(replacements) };
}

const WITHOUT_USERINFO = /^(?!\w+:\/\/[^/]*@)/;
const MIRROR = /^(https?|file):\/\/(?![^/]*@)[^\s'"`$\\]*$/;

function parsed(text: string, key: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw LabError.of("LW1001", { property: key, given: show(text), rule: { en: "valid JSON", zh: "有效的 JSON" } });
  }
}
