import type { Checker } from "../core/checker";
import { show } from "../core/lab-error";
import type { Mirrors } from "../core/context";
import { SSH_PUBLIC_KEY } from "../spec/lab-spec";

/** A `#cloud-config` mapping. @see https://docs.cloud-init.io/en/latest/reference/modules.html */
export type CloudConfig = Readonly<Record<string, unknown>>;

export interface CloudInitUser {
  readonly name: string;
  /** Groups beside its own. */
  readonly groups?: readonly string[];
  /** Whether it may use sudo without a password. @default true */
  readonly sudo?: boolean;
  /** @default /bin/bash */
  readonly shell?: string;
}

export interface CloudInitFile {
  readonly path: string;
  readonly content: string;
  /** Octal, such as `0644`. @default 0644 */
  readonly permissions?: string;
  /** @default root:root */
  readonly owner?: string;
}

/** What a machine does at its first boot, in the words of cloud-init's modules. */
export interface CloudInitProps {
  /** Distribution packages to install. */
  readonly packages?: readonly string[];
  /** Users beside the image's own; each gets the lab's SSH key. */
  readonly users?: readonly CloudInitUser[];
  readonly files?: readonly CloudInitFile[];
  /** Shell commands, run as root at the end of the first boot. */
  readonly commands?: readonly string[];
  /** Any further cloud-config; several parts are merged, lists one after another. */
  readonly parts?: readonly CloudConfig[];
}

/** Collects the parts of a machine's cloud-init and puts them into one `#cloud-config`. */
export class CloudInit {
  private readonly parts: CloudConfig[] = [];

  constructor(private readonly check: Checker, private readonly machine: string) {}

  add(props: CloudInitProps): void {
    this.check.known(props, ["packages", "users", "files", "commands", "parts"]);
    const { packages, users, files, commands } = props;
    this.addPart({
      ...(packages?.length ? { packages: [...packages] } : {}),
      ...(users?.length ? { users: users.map(renderUser) } : {}),
      ...(files?.length ? { write_files: files.map(renderFile) } : {}),
      ...(commands?.length ? { runcmd: [...commands] } : {}),
    });
    for (const part of this.check.list("cloudInit.parts", props.parts)) this.addPart(part);
  }

  addPart(part: CloudConfig): void {
    const at = this.parts.length + 1;
    if (typeof part !== "object" || part === null || Array.isArray(part)) {
      this.check.problem("LW1060", { part: at, machine: this.machine, why: `it is ${show(part)}` });
      return;
    }
    const secret = findSecret(part);
    if (secret) this.check.problem("LW1061", { machine: this.machine, given: secret });
    this.parts.push(part);
  }

  /**
   * The user-data. It is JSON, which YAML contains: every value means exactly what it says. The lab's public key is a
   * placeholder that the engine fills.
   */
  render(hostname: string, domain: string | undefined, mirrors: Mirrors, carried: readonly string[] = []): string {
    const users = this.parts.some((part) => "users" in part) ? { users: ["default"] } : {};
    const apt = mirrors.apt ? { apt: { primary: [{ arches: ["default"], uri: mirrors.apt }], security: [{ arches: ["default"], uri: mirrors.apt }] } } : {};
    const base: CloudConfig = {
      hostname,
      fqdn: domain === undefined ? undefined : `${hostname}.${domain}`,
      prefer_fqdn_over_hostname: false,
      manage_etc_hosts: false,
      ssh_pwauth: false,
      disable_root: true,
      ssh_authorized_keys: [SSH_PUBLIC_KEY],
      ...users,
      ...apt,
    };
    const config = withoutPackages(this.parts.reduce(merge, base), carried);
    return `#cloud-config\n${JSON.stringify(config, undefined, 2)}\n`;
  }
}

/** Merges cloud-config as cloud-init's `list(append)+dict(recurse_list)` does: lists one after another, the last scalar wins. */
export function merge(first: CloudConfig, second: CloudConfig): CloudConfig {
  const merged: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = merged[key];
    if (Array.isArray(known) && Array.isArray(value)) merged[key] = [...(known as unknown[]), ...(value as unknown[])];
    else if (isMapping(known) && isMapping(value)) merged[key] = merge(known, value);
    else merged[key] = value;
  }
  return merged;
}

// Asked for packages it has, cloud-init would still refresh the package lists: offline, that is an error.
function withoutPackages(config: CloudConfig, carried: readonly string[]): CloudConfig {
  const { packages, ...rest } = config;
  if (!Array.isArray(packages)) return config;
  const missing = packages.filter((name) => !carried.includes(String(name)));
  return missing.length > 0 ? { ...rest, packages: missing } : rest;
}

function renderUser({ name, groups, sudo, shell }: CloudInitUser): CloudConfig {
  return {
    name,
    groups: groups && [...groups],
    shell: shell ?? "/bin/bash",
    sudo: sudo === false ? undefined : "ALL=(ALL) NOPASSWD:ALL",
    lock_passwd: true,
    ssh_authorized_keys: [SSH_PUBLIC_KEY],
  };
}

function renderFile({ path, content, permissions, owner }: CloudInitFile): CloudConfig {
  return { path, content, permissions: permissions ?? "0644", owner: owner ?? "root:root" };
}

const SECRET_KEYS = /^(password|passwd|hashed_passwd|plain_text_passwd|chpasswd|ssh_keys)$/;
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

function findSecret(value: unknown, at = ""): string | undefined {
  if (typeof value === "string") return PRIVATE_KEY.test(value) ? `a private key in \`${at || "text"}\`` : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = at ? `${at}.${key}` : key;
    if (SECRET_KEYS.test(key) && !Array.isArray(value)) return `\`${path}\``;
    const found = findSecret(inner, path);
    if (found) return found;
  }
  return undefined;
}

function isMapping(value: unknown): value is CloudConfig {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
