import { XMLParser } from "fast-xml-parser";
import { Address4, Address6 } from "ip-address";
import { MARK_NAMESPACE } from "../../constructs/terraform/lab-resources";

export interface LibvirtNetwork {
  readonly name: string;
  readonly active: boolean;
  readonly bridge?: string;
  /** Networks that the host has an address on, or a route to, in CIDR notation. */
  readonly subnets: readonly string[];
  readonly labId?: string;
  /** Name of the lab that it belongs to, for a person to know it by. */
  readonly labName?: string;
}

export interface LibvirtPool {
  readonly name: string;
  readonly type: string;
  readonly path: string;
}

/** The lists of one virsh call, each behind its name between two `@`. */
export function stateOfLists(output: string): Record<"active" | "networks" | "running" | "domains" | "pools", string[]> {
  const lists: Record<"active" | "networks" | "running" | "domains" | "pools", string[]> = { active: [], networks: [], running: [], domains: [], pools: [] };
  const parts = output.split(/@(active|networks|running|domains|pools)@/).slice(1);
  for (let index = 0; index < parts.length; index += 2) {
    lists[parts[index] as keyof typeof lists] = (parts[index + 1] ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  }
  return lists;
}

/** Id of the lab that an object's metadata says it belongs to, whatever prefix its namespace has. */
export function markOf(xml: string): string | undefined {
  return markElement(xml, "id");
}

/** A network's XML as `virsh net-dumpxml` prints it; undefined when it is none. */
export function parseNetwork(xml: string, active: boolean): LibvirtNetwork | undefined {
  const network = parse(xml)["network"];
  const name = string(child(network, "name"));
  if (!name) return undefined;
  return {
    name,
    active,
    bridge: string(attribute(child(network, "bridge"), "name")) || undefined,
    subnets: [...list(child(network, "ip")), ...list(child(network, "route"))].flatMap((element) => cidrOf(element) ?? []),
    labId: markOf(xml),
    labName: markElement(xml, "name"),
  };
}

export function parsePool(xml: string): LibvirtPool | undefined {
  const pool = parse(xml)["pool"];
  const name = string(child(pool, "name"));
  if (!name) return undefined;
  return { name, type: string(attribute(pool, "type")), path: string(child(child(pool, "target"), "path")) };
}

/** The network that an address lies in: `10.0.3.7`, 24 -> `10.0.3.0/24`. Undefined for what is no address. */
export function networkOf(address: string, prefix: number): string | undefined {
  try {
    const parsed = address.includes(":") ? new Address6(`${address}/${prefix}`) : new Address4(`${address}/${prefix}`);
    return `${parsed.startAddress().correctForm()}/${prefix}`;
  } catch {
    return undefined;
  }
}

function cidrOf(element: unknown): string | undefined {
  const address = string(attribute(element, "address"));
  const netmask = string(attribute(element, "netmask"));
  const given = string(attribute(element, "prefix"));
  const whole = address.includes(":") ? 128 : 32;
  const prefix = given ? Number(given) : netmask ? prefixOf(netmask) : classPrefix(address) ?? whole;
  return networkOf(address, prefix);
}

function prefixOf(netmask: string): number {
  return netmask.split(".").reduce((bits, octet) => bits + (Number(octet).toString(2).match(/1/g)?.length ?? 0), 0);
}

// libvirt falls back on the address's class where neither netmask nor prefix is given.
function classPrefix(address: string): number | undefined {
  const first = Number(/^(\d+)\./.exec(address)?.[1]);
  if (Number.isNaN(first)) return undefined;
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

function markElement(xml: string, name: "id" | "name"): string | undefined {
  for (const [element, prefix] of xml.matchAll(/<([\w.-]+):lab\b[^>]*>/g)) {
    if (!new RegExp(`xmlns:${prefix}=["']${MARK_NAMESPACE}["']`).test(element)) continue;
    const value = new RegExp(`\\s${name}=["']([^"']*)["']`).exec(element)?.[1];
    if (value) return value;
  }
  return undefined;
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false, parseAttributeValue: false });

function parse(xml: string): Record<string, unknown> {
  try {
    return xml.trim() ? (parser.parse(xml) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function child(element: unknown, name: string): unknown {
  return typeof element === "object" && element !== null ? (element as Record<string, unknown>)[name] : undefined;
}

function attribute(element: unknown, name: string): unknown {
  return child(element, `@${name}`);
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}
