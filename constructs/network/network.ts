import { Construct } from "constructs";
import type { Network as LibvirtNetwork } from "@cdktf/provider-libvirt/lib/network";
import type { NetworkIps, NetworkIpsDhcpHosts } from "@cdktf/provider-libvirt/lib/network";
import type { Checker } from "../core/checker";
import { knownByMark } from "../core/known-by-mark";
import { contentHash, NAME_PATTERN } from "../core/naming";
import { placeIn } from "../core/placement";
import { rules } from "../core/rules";
import { Lab } from "../lab";
import type { NetworkKind, NetworkSpec, SubnetSpec, VlanSpec } from "../spec/lab-spec";
import { TerraformData } from "../terraform/terraform-data";
import { NetworkAttachment, type AttachOptions } from "./attachment";
import { Subnet } from "./subnet";
import type { PlacedCidr } from "./subnet-allocator";

/** Properties that every network has. */
export interface NetworkProps {
  /**
   * Maximum transmission unit in bytes, on the bridge and in the guests.
   * @default - 1500, the kernel's
   */
  readonly mtu?: number;
}

/** Properties of networks with addresses of their own. */
export interface SubnetProps {
  /**
   * IPv4 network, such as `10.20.4.0/24`.
   * @default - derived from the network's path within the lab's subnet base
   */
  readonly cidr?: string;
  /**
   * IPv6 network, or true for a derived unique local one (RFC 4193).
   * @default - no IPv6
   */
  readonly ipv6?: string | boolean;
}

/** What a network's machines are connected to: the part that libvirt, the LabSpec and the guests have to agree on. */
export abstract class Network extends Construct {
  readonly lab: Lab;
  readonly name: string;
  /** Name of the libvirt network. */
  readonly hostName: string;
  readonly mtu?: number;
  /** The addresses of the network itself; those of VLANs are with the VLAN. */
  readonly subnets: readonly Subnet[] = [];
  abstract readonly kind: NetworkKind;
  /** The libvirt resource, for overrides that labwright has no word for. */
  abstract readonly resource: LibvirtNetwork;
  /** Whether the KVM host itself has an address on it, so that machines can be reached over SSH. */
  readonly reachableFromHost: boolean = false;
  /** DNS domain of its machines. */
  readonly domain?: string;
  /** @internal */
  protected readonly check: Checker;
  private changes?: TerraformData;

  protected constructor(scope: Construct, id: string, props: NetworkProps, known: readonly string[]) {
    super(placeIn(scope, id), id);
    this.lab = Lab.of(this);
    this.check = this.lab.checker(this);
    this.check.known(props, ["mtu", ...known]);
    this.name = this.check.text("name", id, NAME_PATTERN, rules.name, "net");
    this.hostName = this.lab.hostName(this.name);
    this.mtu = props?.mtu === undefined ? undefined : this.check.integer("mtu", props.mtu, { min: 576, max: 65521, unit: { en: "bytes", zh: "字节" } }, 1500);
    this.lab.addNetwork(this);
  }

  /** Connects a machine with options: `networks: [mgmt.attach({ address: "10.20.4.11" })]`. */
  attach(options: AttachOptions = {}): NetworkAttachment {
    return new NetworkAttachment(this, options);
  }

  /** Subnets a NIC has addresses of, whether its own or those of the VLAN it is an access port of. */
  subnetsOf(_attachment: NetworkAttachment): readonly Subnet[] {
    return this.subnets;
  }

  /** VLANs of an OVS network. */
  get vlanSpecs(): readonly VlanSpec[] {
    return [];
  }

  /** What the guest's NIC is called, unless it is given a name. */
  nicName(_attachment: NetworkAttachment): string {
    return this.name;
  }

  /**
   * What machines are restarted by: libvirt cannot change a network in place, and a network made anew has lost its taps.
   * @internal
   */
  get changeTrigger(): string {
    this.changes ??= new TerraformData(this, "definition", () => {
      const definition = contentHash(JSON.stringify(this.definition()));
      const { foundation, reserved } = this;
      return { triggers_replace: foundation === undefined && reserved === undefined ? definition : { definition, foundation, reserved } };
    });
    return this.changes.address;
  }

  /** Expression of what it lies on and is made anew with. @internal */
  protected get foundation(): string | undefined {
    return undefined;
  }

  /** Hash of its DHCP reservations; apart from the definition, so that a plan can say what a new one costs. @internal */
  protected get reserved(): string | undefined {
    return undefined;
  }

  /** What of the network cannot be changed in place. @internal */
  protected abstract definition(): unknown;

  /** The bridge that its machines are plugged into. */
  abstract get bridge(): string | undefined;

  toSpec(): NetworkSpec {
    return {
      name: this.name,
      path: this.node.path,
      kind: this.kind,
      hostName: this.hostName,
      bridge: this.bridge,
      subnets: this.subnets.map(subnetSpec),
      vlans: this.vlanSpecs,
      domain: this.domain,
      mtu: this.mtu,
    };
  }
}

knownByMark(Network, "Network");

/** Makes the subnets of a network or VLAN: the given ones, or derived ones. @internal */
export function makeSubnets(
  check: Checker, lab: Lab, owner: string, props: SubnetProps,
  options: { gateway: boolean; dhcp: boolean; property?: string },
): Subnet[] {
  const prefix = options.property ? `${options.property}.` : "";
  const placed: (PlacedCidr | undefined)[] = [
    props.cidr === undefined ? lab.subnets.derived(check, owner) : lab.subnets.given(check, props.cidr, owner, { property: `${prefix}cidr`, family: 4 }),
  ];
  if (props.ipv6 === true) placed.push(lab.subnets.derivedV6(check, owner));
  else if (props.ipv6 !== undefined && props.ipv6 !== false) {
    placed.push(lab.subnets.given(check, props.ipv6, owner, { property: `${prefix}ipv6`, family: 6 }));
  }
  return placed
    .filter((network) => network !== undefined)
    .map(({ cidr, written }) => new Subnet(cidr, { gateway: options.gateway ? cidr.address(1) : undefined, dhcp: options.dhcp, derive: true, written }));
}

/** libvirt's `<ip>` elements of a network. @internal */
export function libvirtIps(subnets: readonly Subnet[], hosts: NetworkIpsDhcpHosts[] | undefined): NetworkIps[] {
  return subnets.flatMap((subnet) => {
    if (subnet.gateway === undefined) return [];
    const range = subnet.dhcpRange;
    const v6 = subnet.cidr.family === 6;
    const dhcp = range && { ranges: [{ start: range.start, end: range.end }], hosts: v6 ? undefined : hosts };
    return [{ family: v6 ? "ipv6" : "ipv4", address: subnet.gateway, prefix: subnet.cidr.prefix, dhcp }];
  });
}

/** @internal */
export function subnetSpec(subnet: Subnet): SubnetSpec {
  return { cidr: subnet.cidr.toString(), gateway: subnet.gateway, dhcp: subnet.dhcpRange };
}
