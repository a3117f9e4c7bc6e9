import type { NetworkKind } from "../../../constructs/spec/lab-spec";
import type { Text } from "../../../constructs/core/text";

/**
 * What a drawing of a lab shows, before anyone decides how it looks. Every text in it is one clean line (see
 * `plainText`), but not escaped: each renderer escapes for its own syntax.
 */
export interface TopologyGraph {
  readonly labId: string;
  readonly name: string;
  readonly title?: Text;
  /** Of the lab itself, also where a summary draws less. */
  readonly counts: { readonly machines: number; readonly networks: number };
  readonly host: HostNode;
  readonly outsides: readonly OutsideNode[];
  readonly bridges: readonly BridgeNode[];
  readonly networks: readonly NetworkNode[];
  readonly machines: readonly MachineNode[];
  readonly nics: readonly NicEdge[];
  readonly uplinks: readonly UplinkEdge[];
  /** Set when the lab is too large to draw each machine. */
  readonly omitted?: { readonly machines: number; readonly networks: number };
}

export interface HostNode {
  readonly kind: "host";
  readonly name: string;
  readonly uri: string;
  readonly arch: string;
}

/** What lies beyond the host: the Internet behind its NAT, or the LAN it is on itself. */
export interface OutsideNode {
  readonly kind: "outside";
  readonly id: "internet" | "lan";
}

/** An Open vSwitch bridge. Several networks may be on one. */
export interface BridgeNode {
  readonly kind: "bridge";
  readonly id: string;
  /** Its name in the lab, or on the host where the lab does not make it. */
  readonly name: string;
  readonly hostName?: string;
  readonly datapath?: "system" | "netdev";
}

export interface NetworkNode {
  readonly kind: "network";
  readonly id: string;
  readonly name: string;
  readonly networkKind: NetworkKind;
  /** Linux bridge or NIC of the host that it is on, where a reader would look for it there. */
  readonly through?: string;
  /** Id of its OVS bridge. */
  readonly bridge?: string;
  readonly cidrs: readonly string[];
  /** Its broadcast domains: one, or one for each VLAN. */
  readonly segments: readonly SegmentNode[];
}

/** A broadcast domain: who is on the same one hears each other. */
export interface SegmentNode {
  readonly kind: "segment";
  readonly id: string;
  readonly network: string;
  readonly name: string;
  readonly cidrs: readonly string[];
  /** 802.1Q tag; absent on networks without VLANs, and for an OVS bridge's frames without a tag. */
  readonly tag?: number;
}

/** A machine, or a group of machines that are on the same networks. */
export interface MachineNode {
  readonly kind: "machine";
  readonly id: string;
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Bytes of each disk, the root disk first. */
  readonly disks: readonly number[];
  readonly image?: string;
  readonly nested: boolean;
  /** Names of the members of a group, the first few; its resources are then sums, its disks a single one. */
  readonly members?: { readonly count: number; readonly names: readonly string[] };
}

export interface NicEdge {
  readonly kind: "nic";
  readonly machine: string;
  readonly network: string;
  /** The interface's name in the guest; absent where members of a group differ. */
  readonly interfaceName?: string;
  readonly addressing: "static" | "dhcp" | "none";
  /** Without prefix, which the segment shows. */
  readonly addresses: readonly string[];
  /** Interfaces in the guest of a trunk's VLANs. */
  readonly vlanInterfaces: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly vlan?: NicVlan;
  /** Segments that it is on; a trunk is on several. */
  readonly links: readonly { readonly segment: string; readonly tagged: boolean }[];
}

export interface NicVlan {
  readonly mode: "access" | "trunk";
  readonly tags: readonly number[];
  readonly native?: number;
}

export interface UplinkEdge {
  readonly kind: "uplink";
  readonly segment: string;
  readonly outside: OutsideNode["id"];
}
