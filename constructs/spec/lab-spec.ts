import type { Arch } from "../core/arch";
import type { Text } from "../core/text";
import type { ClusterSpec } from "./cluster-spec";

/** Version of the LabSpec format. A newer one is refused, never guessed at. */
export const API_VERSION = "labwright/v1";

/** Stands for the lab's public SSH key in a seed: the engine puts the key in. */
export const SSH_PUBLIC_KEY = "{{labwright.sshPublicKey}}";

/** A lab as plain JSON: all that an engine needs to run it, whoever described it. Its JSON Schema is beside this file. */
export interface LabSpec {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: "Lab";
  /** 65 bits in base32: what the lab's objects on a host are named and marked by. */
  readonly id: string;
  readonly name: string;
  readonly title?: Text;
  readonly arch: Arch;
  readonly host: HostSpec;
  readonly bridges: readonly BridgeSpec[];
  readonly networks: readonly NetworkSpec[];
  readonly images: readonly ImageSpec[];
  readonly machines: readonly MachineSpec[];
  /** Kubernetes clusters of its machines. @default - none */
  readonly clusters?: readonly ClusterSpec[];
}

export interface HostSpec {
  readonly name: string;
  readonly uri: string;
  readonly ssh?: string;
  readonly storagePath: string;
  readonly accelerator?: "kvm" | "tcg";
}

/** An OVS bridge that is created and removed with the lab. */
export interface BridgeSpec {
  readonly name: string;
  readonly path: string;
  readonly hostName: string;
  readonly datapath?: "system" | "netdev";
}

export type NetworkKind = "nat" | "routed" | "isolated" | "bridged" | "macvtap" | "ovs";

export interface SubnetSpec {
  readonly cidr: string;
  readonly gateway?: string;
  readonly dhcp?: { readonly start: string; readonly end: string };
}

export interface VlanSpec {
  readonly name: string;
  /** 802.1Q tag, 1-4094. */
  readonly tag: number;
  readonly subnets: readonly SubnetSpec[];
}

export interface NetworkSpec {
  readonly name: string;
  readonly path: string;
  readonly kind: NetworkKind;
  /** Name of the libvirt network. */
  readonly hostName: string;
  /** The bridge its machines are plugged into: made by libvirt, or already there. */
  readonly bridge?: string;
  /** The host's NIC below a macvtap network. */
  readonly device?: string;
  readonly subnets: readonly SubnetSpec[];
  readonly vlans: readonly VlanSpec[];
  readonly domain?: string;
  /** Bytes. */
  readonly mtu?: number;
}

export interface ImageSpec {
  readonly name: string;
  readonly arch: Arch;
  readonly url: string;
  readonly checksum?: string;
  readonly fileName: string;
  readonly format: "qcow2" | "raw";
  readonly compression?: "bz2" | "xz";
}

export interface DiskSpec {
  readonly name: string;
  readonly bytes: number;
  readonly bus: "virtio" | "scsi" | "sata";
  /** File name of the image it lies on, for the root disk. */
  readonly image?: string;
  readonly serial?: string;
}

export interface NicVlanSpec {
  readonly mode: "access" | "trunk";
  readonly vlans: readonly string[];
  readonly native?: string;
}

/** A tagged VLAN interface of the guest on a trunk NIC. */
export interface VlanInterfaceSpec {
  readonly name: string;
  readonly vlan: string;
  /** 802.1Q tag. */
  readonly tag: number;
  /** With prefix. */
  readonly addresses: readonly string[];
}

export interface NicSpec {
  /** Its name inside the guest. */
  readonly name: string;
  readonly network: string;
  readonly mac: string;
  readonly addressing: "static" | "dhcp" | "none";
  /** With prefix: `10.20.4.11/24`. */
  readonly addresses: readonly string[];
  readonly vlan?: NicVlanSpec;
  readonly vlanInterfaces?: readonly VlanInterfaceSpec[];
}

/** What a machine reads at first boot. */
export interface SeedSpec {
  readonly format: "cloud-init" | "ignition";
  readonly userData: string;
  readonly metaData?: string;
  readonly networkConfig?: string;
}

export interface SshSpec {
  readonly user: string;
  /** Absent where the address is only known at run time (DHCP on a network that is not ours). */
  readonly address?: string;
}

export interface MachineSpec {
  readonly name: string;
  readonly path: string;
  /** Name of the libvirt domain. */
  readonly hostName: string;
  readonly arch: Arch;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly firmware: "bios" | "uefi";
  readonly nestedVirtualization: boolean;
  readonly autostart: boolean;
  readonly graphics?: "vnc";
  readonly disks: readonly DiskSpec[];
  readonly installer?: string;
  readonly nics: readonly NicSpec[];
  readonly seed?: SeedSpec;
  readonly ssh?: SshSpec;
}
