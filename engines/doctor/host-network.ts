import { networkOf } from "./libvirt-xml";
import { script, type CommandRunner } from "./runner";

/** A network that the host is on, or has a route to. */
export interface HostNetwork {
  readonly cidr: string;
  readonly device: string;
  /** Whether the host is on it itself: what has a more specific route inside of it is then out of reach. */
  readonly connected: boolean;
}

/** What of the host's network concerns a lab. */
export interface HostNetworking {
  readonly networks: readonly HostNetwork[];
  /** The interface of the default route, its addresses and its router: what a bridge to the LAN takes over. */
  readonly uplink?: { readonly device: string; readonly addresses: readonly string[]; readonly gateway?: string };
}

const ASK = `echo "@addresses"; ip -j address show || exit 1
echo; echo "@routes"; ip -j -4 route show
echo; echo "@routes"; ip -j -6 route show 2>/dev/null
exit 0`;

interface AddressJson {
  readonly ifname?: string;
  readonly addr_info?: readonly { readonly local?: string; readonly prefixlen?: number; readonly scope?: string }[];
}

interface RouteJson {
  readonly dst?: string;
  readonly dev?: string;
  readonly gateway?: string;
  readonly type?: string;
  readonly metric?: number;
}

/** The host's addresses and routes; undefined where they cannot be had (no iproute2). */
export async function readHostNetworking(run: CommandRunner): Promise<HostNetworking | undefined> {
  const { code, stdout } = await run.onHost(script(ASK));
  if (code !== 0) return undefined;
  const parts = stdout.split(/^@/m).slice(1).map((part) => ({ title: part.split("\n")[0], body: part.slice(part.indexOf("\n")) }));
  const of = <T>(title: string): T[] => parts.filter((part) => part.title === title).flatMap(({ body }) => parseList<T>(body));
  const addresses = of<AddressJson>("addresses");
  const routes = of<RouteJson>("routes");
  const networks = [
    ...addresses.flatMap(({ ifname = "", addr_info = [] }) => addr_info.flatMap(({ local, prefixlen, scope }) => {
      if (local === undefined || prefixlen === undefined || scope === "link" || scope === "host" || ifname === "lo") return [];
      return entry(local, prefixlen, ifname, true);
    })),
    ...routes.flatMap(({ dst = "", dev = "", gateway, type }) => {
      if (dst === "default" || dev === "lo" || dst.startsWith("fe80:") || dst.startsWith("ff00:") || type === "multicast") return [];
      const [address = "", prefix] = dst.split("/");
      return entry(address, prefix === undefined ? (address.includes(":") ? 128 : 32) : Number(prefix), dev, gateway === undefined);
    }),
  ];
  const [defaultRoute] = routes.filter(({ dst }) => dst === "default").sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0));
  const uplink = defaultRoute?.dev === undefined ? undefined : {
    device: defaultRoute.dev,
    addresses: addresses.filter(({ ifname }) => ifname === defaultRoute.dev).flatMap(({ addr_info = [] }) =>
      addr_info.flatMap(({ local, prefixlen, scope }) => (local && scope === "global" && !local.includes(":") ? [`${local}/${prefixlen ?? 24}`] : []))),
    gateway: defaultRoute.gateway,
  };
  return { networks: unique(networks), uplink };
}

function entry(address: string, prefix: number, device: string, connected: boolean): HostNetwork[] {
  const cidr = networkOf(address, prefix);
  return cidr === undefined || prefix === 0 ? [] : [{ cidr, device, connected }];
}

function unique(networks: readonly HostNetwork[]): HostNetwork[] {
  const seen = new Map<string, HostNetwork>();
  for (const network of networks) {
    const key = `${network.cidr} ${network.device}`;
    if (!seen.has(key) || network.connected) seen.set(key, network);
  }
  return [...seen.values()];
}

function parseList<T>(body: string): T[] {
  try {
    const parsed: unknown = JSON.parse(body.trim() || "[]");
    return Array.isArray(parsed) ? (parsed as T[]) : [];
  } catch {
    return [];
  }
}
