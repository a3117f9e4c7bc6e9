import { createHash } from "node:crypto";
import type { Rig } from "./rig";

/** What a host holds, as sorted lines: two of them compare with `toEqual`. */
export interface HostInventory {
  /** `<name> <state> <uuid> <digest of the inactive XML>` */
  readonly domains: readonly string[];
  /** `<name> <active|inactive> <uuid> <digest of the inactive XML>` */
  readonly networks: readonly string[];
  /** `<name> <active|inactive> <uuid>` */
  readonly pools: readonly string[];
  /** `<pool>/<volume>`, of active pools. */
  readonly volumes: readonly string[];
  /** `<bridge>: <ports>` */
  readonly bridges: readonly string[];
  /** `<name> <kind>` of each network interface. */
  readonly links: readonly string[];
  /** The command line of each dnsmasq. */
  readonly dnsmasq: readonly string[];
}

interface Link {
  readonly ifname: string;
  readonly linkinfo?: { readonly info_kind?: string };
}

export async function takeInventory(rig: Rig): Promise<HostInventory> {
  const [domains, networks, pools, volumes, bridges, links, dnsmasq] = await Promise.all([
    listDomains(rig), listNetworks(rig), listPools(rig), listVolumes(rig), listBridges(rig), listLinks(rig), listDnsmasq(rig),
  ]);
  return { domains, networks, pools, volumes, bridges, links, dnsmasq };
}

async function listDomains(rig: Rig): Promise<string[]> {
  return describe(await names(rig, "list", "--all", "--name"), async (name) => {
    const [state, uuid, xml] = await Promise.all([
      rig.virsh("domstate", name), rig.virsh("domuuid", name), rig.virsh("dumpxml", "--inactive", name),
    ]);
    return `${name} ${state.trim()} ${uuid.trim()} ${digest(xml)}`;
  });
}

async function listNetworks(rig: Rig): Promise<string[]> {
  const active = new Set(await names(rig, "net-list", "--name"));
  return describe(await names(rig, "net-list", "--all", "--name"), async (name) => {
    const [uuid, xml] = await Promise.all([rig.virsh("net-uuid", name), rig.virsh("net-dumpxml", "--inactive", name)]);
    return `${name} ${activity(active, name)} ${uuid.trim()} ${digest(xml)}`;
  });
}

async function listPools(rig: Rig): Promise<string[]> {
  const active = new Set(await names(rig, "pool-list", "--name"));
  return describe(await names(rig, "pool-list", "--all", "--name"), async (name) =>
    `${name} ${activity(active, name)} ${(await rig.virsh("pool-uuid", name)).trim()}`);
}

async function listVolumes(rig: Rig): Promise<string[]> {
  const perPool = await Promise.all((await names(rig, "pool-list", "--name")).map(async (pool) => {
    // Two header lines, then `<name>  <path>`.
    const table = lines(await rig.virsh("vol-list", pool)).slice(2);
    return table.map((row) => `${pool}/${row.split(/\s{2,}/)[0] ?? row}`);
  }));
  return perPool.flat().sort();
}

async function listBridges(rig: Rig): Promise<string[]> {
  return describe(await output(rig, ["ovs-vsctl", "list-br"]), async (bridge) =>
    `${bridge}: ${(await output(rig, ["ovs-vsctl", "list-ports", bridge])).sort().join(" ")}`);
}

async function listLinks(rig: Rig): Promise<string[]> {
  const { stdout } = await rig.exec(["ip", "-json", "-details", "link"], { check: true });
  return (JSON.parse(stdout) as Link[]).map((link) => `${link.ifname} ${link.linkinfo?.info_kind ?? "physical"}`).sort();
}

async function listDnsmasq(rig: Rig): Promise<string[]> {
  // ps answers 1 when there is none.
  const { stdout } = await rig.exec(["ps", "-C", "dnsmasq", "-o", "args="]);
  return lines(stdout).sort();
}

function activity(active: ReadonlySet<string>, name: string): string {
  return active.has(name) ? "active" : "inactive";
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

async function names(rig: Rig, ...args: string[]): Promise<string[]> {
  return lines(await rig.virsh(...args));
}

async function output(rig: Rig, argv: string[]): Promise<string[]> {
  return lines((await rig.exec(argv, { check: true })).stdout);
}

async function describe(items: readonly string[], line: (item: string) => Promise<string>): Promise<string[]> {
  return (await Promise.all(items.map(line))).sort();
}
