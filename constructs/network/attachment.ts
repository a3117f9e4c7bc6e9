import { knownByMark } from "../core/known-by-mark";
import type { Network } from "./network";

/** How a NIC gets its addresses: written into the guest, from the network's DHCP server, or not at all. */
export type Addressing = "static" | "dhcp" | "none";

export interface AttachOptions {
  /**
   * IPv4 address, or a number counted from the network's first address.
   * @default - derived from the machine's name where the network is the lab's own
   */
  readonly address?: string | number;
  /** IPv6 address. @default - derived where the network has IPv6 */
  readonly address6?: string;
  /**
   * @default - static where an address is known, else dhcp where there is a server, else none
   */
  readonly addressing?: Addressing;
  /** @default - derived from the construct path; locally administered */
  readonly mac?: string;
  /** Name of the NIC in the guest, at most 15 characters. @default - the network's */
  readonly name?: string;
}

/** 802.1Q membership of an OVS port. */
export interface PortVlan {
  readonly mode: "access" | "trunk";
  /** Names of the VLANs it carries, tagged (trunk) or as its only one (access). */
  readonly vlans: readonly string[];
  /** VLAN of untagged frames on a trunk. */
  readonly native?: string;
  /** Whether the guest gets an interface for each tagged VLAN. */
  readonly subinterfaces?: boolean | Readonly<Record<string, string | number>>;
}

/** A machine's place on a network: made by `network.attach()`, `fabric.access()` or `fabric.trunk()`. */
export class NetworkAttachment {
  constructor(
    readonly network: Network,
    readonly options: AttachOptions,
    readonly vlan?: PortVlan,
  ) {}
}

knownByMark(NetworkAttachment, "NetworkAttachment");
