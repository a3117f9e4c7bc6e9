import type { Rig } from "./rig";

export interface Neighbour {
  /** Of its network namespace. */
  readonly name: string;
  readonly address: string;
  /** The host's end of the cable. */
  readonly hostNic: string;
  /** A bridge of the host that this end is a port of. */
  readonly bridge?: string;
  /** The host's own address on this end. */
  readonly hostAddress?: string;
  /** Commands of `ip` in the neighbour. */
  readonly routes?: readonly string[];
}

/** Another computer, on a cable to the host: for who is on a LAN, or outside. */
export async function addNeighbour(rig: Rig, { name, address, hostNic, bridge, hostAddress, routes = [] }: Neighbour): Promise<void> {
  await rig.exec(["sh", "-ec", [
    `ip netns add ${name}`,
    `ip link add ${hostNic} type veth peer name nic netns ${name}`,
    `ip -n ${name} link set lo up`,
    `ip -n ${name} link set nic up`,
    `ip -n ${name} address add ${address} dev nic`,
    ...(bridge ? [`ip link set ${hostNic} master ${bridge}`] : []),
    ...(hostAddress ? [`ip address add ${hostAddress} dev ${hostNic}`] : []),
    `ip link set ${hostNic} up`,
    ...routes.map((route) => `ip -n ${name} ${route}`),
  ].join("\n")], { check: true });
}

/** What the chapters' notes say a reader should do when there is no br0: an empty one will do. */
export async function addBridge(rig: Rig): Promise<void> {
  await rig.exec(["sh", "-ec", "ip link add br0 type bridge && ip link set br0 up"], { check: true });
}

/** Whether a machine's SSH answers the host, or a neighbour of it. */
export async function hostReaches(rig: Rig, address: string, from?: string): Promise<boolean> {
  const connect = ["timeout", "15", "bash", "-c", "exec 3<>/dev/tcp/$0/22 && read -t 10 -r banner <&3 && [[ $banner = SSH-* ]]", address];
  const { code, stderr } = await rig.exec(from === undefined ? connect : ["nsenter", `--net=/run/netns/${from}`, ...connect]);
  // Refused, or no answer in time; anything else is no answer to the question.
  if (code !== 0 && code !== 1 && code !== 124) throw new Error(`${address}: ${stderr}`);
  return code === 0;
}
