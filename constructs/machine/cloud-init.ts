import type { Checker } from "../core/checker";
import { show } from "../core/lab-error";
import { rules } from "../core/rules";
import type { Mirrors } from "../core/context";
import { notPlainJson } from "../core/plain-json";
import { inWords, TEXT, type Text } from "../core/text";
import { SSH_PUBLIC_KEY } from "../spec/lab-spec";
import { findSecret } from "./secrets";

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

  /** Whether anything was asked for beyond what every machine has. */
  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  add(props: CloudInitProps): void {
    const { check } = this;
    const given: CloudInitProps = check.mapping("cloudInit", props);
    check.known(given, ["packages", "users", "files", "commands", "parts"]);
    const { packages, users, files, commands, parts } = given;
    const texts = (name: string, list: readonly string[] | undefined, pattern: RegExp, rule: Text): string[] =>
      check.list(`cloudInit.${name}`, list).map((item, index) => check.text(`cloudInit.${name}[${index}]`, item, pattern, rule, "-"));
    const config: CloudConfig = {
      packages: texts("packages", packages, /^\S+$/, rules.package),
      users: check.list("cloudInit.users", users).map((user, index) => this.renderUser(`cloudInit.users[${index}]`, user)),
      write_files: check.list("cloudInit.files", files).map((file, index) => this.renderFile(`cloudInit.files[${index}]`, file)),
      runcmd: texts("commands", commands, TEXT, rules.text),
    };
    const asked = Object.entries(config).filter(([, list]) => (list as unknown[]).length > 0);
    if (asked.length > 0) this.addPart(Object.fromEntries(asked));
    for (const part of check.list("cloudInit.parts", parts)) this.addPart(part);
  }

  addPart(part: CloudConfig): void {
    const at = this.parts.length + 1;
    const why = isMapping(part) ? notPlainJson(part) : noMapping(part);
    if (why !== undefined) {
      this.check.problem("LW1060", { part: at, machine: this.machine, why });
      return;
    }
    const secret = findSecret(part);
    if (secret) this.check.problem("LW1061", { machine: this.machine, given: secret });
    // A copy: what the caller does with its own afterwards changes no machine.
    this.parts.push(JSON.parse(JSON.stringify(part)) as CloudConfig);
  }

  /**
   * The user-data. It is JSON, which YAML contains: every value means exactly what it says. The lab's public key is a
   * placeholder that the engine fills.
   */
  render(hostname: string, domain: string | undefined, mirrors: Mirrors, carried: readonly string[] = []): string {
    const users = this.parts.some((part) => "users" in part) ? { users: ["default"] } : {};
    const security = mirrors.aptSecurity ?? mirrors.apt;
    const archive = (uri: string | undefined): readonly object[] | undefined => (uri === undefined ? undefined : [{ arches: ["default"], uri }]);
    const apt = security === undefined ? {} : { apt: { primary: archive(mirrors.apt), security: archive(security) } };
    const base: CloudConfig = {
      hostname,
      fqdn: domain === undefined ? undefined : `${hostname}.${domain}`,
      prefer_fqdn_over_hostname: false,
      manage_etc_hosts: false,
      ssh_pwauth: false,
      disable_root: true,
      ssh_authorized_keys: [SSH_PUBLIC_KEY],
      write_files: [NETWORK_AT_EVERY_BOOT],
      ...users,
      ...apt,
    };
    const config = withoutPackages(this.parts.reduce(merge, base), carried);
    return `#cloud-config\n${JSON.stringify(config, undefined, 2)}\n`;
  }

  private renderUser(at: string, given: CloudInitUser): CloudConfig {
    const { check } = this;
    const user = check.mapping(at, given);
    check.known(user, ["name", "groups", "sudo", "shell"]);
    const { name, groups, sudo, shell } = user;
    const account = (property: string, value: unknown): string => check.text(property, value, ACCOUNT, { en: "a Linux account or group name", zh: "Linux 账号或组名" }, "nobody");
    return {
      name: account(`${at}.name`, name),
      groups: groups === undefined ? undefined : check.list(`${at}.groups`, groups as readonly unknown[]).map((group) => account(`${at}.groups`, group)),
      shell: check.text(`${at}.shell`, shell ?? "/bin/bash", PATH, rules.absolutePath, "/bin/sh"),
      sudo: check.flag(`${at}.sudo`, sudo, true) ? "ALL=(ALL) NOPASSWD:ALL" : undefined,
      lock_passwd: true,
      ssh_authorized_keys: [SSH_PUBLIC_KEY],
    };
  }

  private renderFile(at: string, given: CloudInitFile): CloudConfig {
    const { check } = this;
    const file = check.mapping(at, given);
    check.known(file, ["path", "content", "permissions", "owner"]);
    const { path, content, permissions, owner } = file;
    return {
      path: check.text(`${at}.path`, path, PATH, rules.absolutePath, "/dev/null"),
      content: check.text(`${at}.content`, content, TEXT, rules.text, ""),
      permissions: check.text(`${at}.permissions`, permissions ?? "0644", /^[0-7]{3,4}$/, { en: "octal permissions such as 0644", zh: "八进制权限，例如 0644" }, "0644"),
      owner: check.text(`${at}.owner`, owner ?? "root:root", /^[\w.-]+(:[\w.-]+)?$/, { en: "a user, or user:group", zh: "用户，或 用户:组" }, "root:root"),
    };
  }
}

const ACCOUNT = /^[a-z_][a-z0-9_-]{0,31}$/;
const PATH = /^\/[^\0\n]*$/;

// cloud-init applies its network configuration at the first boot only, unless it is told otherwise: with this, a machine
// that gets another NIC or address needs a boot and not a new disk.
const NETWORK_AT_EVERY_BOOT: CloudConfig = {
  path: "/etc/cloud/cloud.cfg.d/95-labwright-network.cfg",
  content: "updates:\n  network:\n    when: [boot-new-instance, boot]\n",
};

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
  const missing = packages.filter((name) => typeof name !== "string" || !carried.includes(name));
  return missing.length > 0 ? { ...rest, packages: missing } : rest;
}

function noMapping(part: unknown): Text {
  const given = typeof part === "string" ? { en: "a text", zh: "文本" } : show(part);
  return { en: `it is ${inWords(given, "en")}`, zh: `它是 ${inWords(given, "zh")}` };
}

function isMapping(value: unknown): value is CloudConfig {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
