import { openNodes, type NodeFacts } from "../addon/cluster-facts";

/** Names of the drivers, as Rook's operator in its namespace looks for them. */
export const DRIVERS = { block: "rook-ceph.rbd.csi.ceph.com", file: "rook-ceph.cephfs.csi.ceph.com" } as const;

/** MiB that daemons ask for. */
export const MEMORY = { operator: 128, csiOperator: 64, monitor: 512, manager: 512, metadata: 512, gateway: 256, controllerPlugin: 150, nodePlugin: 80, toolbox: 128 } as const;

/** How Ceph is laid out over a cluster's nodes. */
export interface CephPlan {
  readonly copies: number;
  readonly monitors: number;
  /** Whether daemons of which one would do are there twice. */
  readonly several: boolean;
  /** Whether a node may have several monitors. */
  readonly crowded: boolean;
  readonly osdMemoryMiB: number;
  /** What copies are kept apart by. */
  readonly failureDomain: "host" | "osd";
  /** Raw disks by node: those of the nodes that Pods run on. */
  readonly disks: readonly { readonly node: string; readonly devices: readonly string[] }[];
  readonly memoryMiB: number;
  readonly memoryPerNodeMiB: number;
}

interface Wanted {
  readonly block?: boolean;
  readonly file?: boolean;
  readonly object?: boolean;
  readonly copies?: number;
  readonly monitors?: number;
  readonly osdMemoryMiB?: number;
}

export function cephPlan(nodes: readonly NodeFacts[], { block = true, file = false, object = false, copies = 1, monitors = 1, osdMemoryMiB = 1024 }: Wanted): CephPlan {
  const open = openNodes(nodes);
  const disks = open.filter(({ rawDisks }) => rawDisks.length > 0).map(({ name, rawDisks }) => ({ node: name, devices: rawDisks }));
  const osds = disks.reduce((sum, { devices }) => sum + devices.length, 0);
  const several = monitors > 1;
  const pair = several ? 2 : 1;
  const drivers = Number(block) + Number(file);
  return {
    copies,
    monitors,
    several,
    crowded: monitors > open.length,
    osdMemoryMiB,
    failureDomain: disks.length >= copies ? "host" : "osd",
    disks,
    memoryMiB: MEMORY.operator + MEMORY.csiOperator + monitors * MEMORY.monitor + osds * osdMemoryMiB + pair * (MEMORY.manager + drivers * MEMORY.controllerPlugin + (file ? MEMORY.metadata : 0) + (object ? MEMORY.gateway : 0)),
    memoryPerNodeMiB: drivers * MEMORY.nodePlugin,
  };
}
