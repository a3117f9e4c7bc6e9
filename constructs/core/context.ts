import type { Node } from "constructs";

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
  /** Images given by the user or pinned in labwright.lock: name/arch -> ImagePin. */
  images: "labwright:images",
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
  /** Address prefixes of images and what replaces them. */
  readonly images?: Readonly<Record<string, string>>;
}

/** A context value, or undefined; cdktf hands over command-line context as JSON text. */
export function contextValue<T>(node: Node, key: string): T | undefined {
  const value: unknown = node.tryGetContext(key);
  if (typeof value === "string" && /^[[{]/.test(value)) return JSON.parse(value) as T;
  return value === "" ? undefined : (value as T | undefined);
}
