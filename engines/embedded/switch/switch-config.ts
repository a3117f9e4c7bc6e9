import type { DhcpSettings } from "./dhcp-server";
import type { NameSettings } from "./name-server";
import type { PortVlans } from "./vlan-port";

/** What the switch of a lab is told, as JSON. Sockets are QEMU's: it listens, the switch connects, again and again. */
export interface SwitchConfig {
  readonly fabrics: readonly FabricConfig[];
}

export interface FabricConfig {
  readonly name: string;
  readonly ports: readonly PortConfig[];
  readonly gateway?: GatewayConfig;
}

export interface PortConfig {
  readonly socket: string;
  /** Only of a port on an Open vSwitch bridge. */
  readonly vlans?: PortVlans;
}

export interface GatewayConfig {
  readonly address: string;
  /** CIDRs of the network. */
  readonly inside: readonly string[];
  /** Socket of the user network that leads out. */
  readonly outside?: string;
  readonly dhcp?: DhcpSettings;
  readonly names: NameSettings;
}
