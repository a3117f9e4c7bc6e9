import type { Text } from "../../constructs/core/text";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { InterfaceFacts } from "./facts/machine-facts";
import { poolName, type LibvirtInventory } from "./libvirt";
import type { OvsBridgeFound } from "./ovs";

/** Kinds of things that have names on a host. */
export const takenKinds = {
  domain: { en: "domain", zh: "虚拟机" },
  network: { en: "network", zh: "网络" },
  "storage pool": { en: "storage pool", zh: "存储池" },
  interface: { en: "interface", zh: "网络接口" },
  "OVS bridge": { en: "OVS bridge", zh: "OVS 网桥" },
} as const satisfies Readonly<Record<string, Text>>;

/** A name that the lab wants, and that something has which is not the lab's. */
export interface TakenName {
  readonly kind: keyof typeof takenKinds;
  readonly name: string;
  /** Path of the construct that wants it. */
  readonly path?: string;
  /** Id of the lab that has it; undefined when it is nobody's that labwright knows. */
  readonly labId?: string;
}

export interface NameSituation {
  readonly libvirt: LibvirtInventory;
  readonly interfaces: readonly Pick<InterfaceFacts, "name">[];
  /** Absent where Open vSwitch cannot be asked. */
  readonly ovsBridges?: readonly OvsBridgeFound[];
}

/** Names of the lab that others have: they are never touched, so the lab cannot be brought up. */
export function findTakenNames(lab: LabSpec, situation: NameSituation): TakenName[] {
  const { libvirt, interfaces, ovsBridges } = situation;
  const taken: TakenName[] = [];
  for (const { name, labId } of libvirt.domains) {
    const machine = lab.machines.find(({ hostName }) => hostName === name);
    if (machine && labId !== lab.id) taken.push({ kind: "domain", name, path: machine.path, labId });
  }
  const ownBridges = new Set(libvirt.networks.filter(({ labId }) => labId === lab.id).map(({ bridge }) => bridge));
  for (const network of lab.networks) {
    const same = libvirt.networks.find(({ name }) => name === network.hostName);
    if (same && same.labId !== lab.id) taken.push({ kind: "network", name: same.name, path: network.path, labId: same.labId });
    const { bridge } = network;
    const made = network.kind === "nat" || network.kind === "routed" || network.kind === "isolated";
    if (!made || bridge === undefined || ownBridges.has(bridge)) continue;
    if (interfaces.some(({ name }) => name === bridge)) taken.push({ kind: "interface", name: bridge, path: network.path });
  }
  // Without Open vSwitch's word an interface of that name may well be the lab's own bridge.
  for (const bridge of ovsBridges === undefined ? [] : lab.bridges) {
    const same = ovsBridges?.find(({ name }) => name === bridge.hostName);
    if (same && same.labId !== lab.id) taken.push({ kind: "OVS bridge", name: same.name, path: bridge.path, labId: same.labId });
    else if (!same && interfaces.some(({ name }) => name === bridge.hostName)) taken.push({ kind: "interface", name: bridge.hostName, path: bridge.path });
  }
  const wanted = `${lab.host.storagePath.replace(/\/$/, "")}/${poolName(lab)}`;
  for (const { name, type, path } of libvirt.pools) {
    if (name === poolName(lab) && (type !== "dir" || path !== wanted)) taken.push({ kind: "storage pool", name });
  }
  return taken;
}
