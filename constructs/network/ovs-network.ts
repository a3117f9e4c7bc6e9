import type { Construct } from "constructs";
import { Network as LibvirtNetwork, type NetworkPortGroups } from "@cdktf/provider-libvirt/lib/network";
import { knownByMark } from "../core/known-by-mark";
import { show } from "../core/lab-error";
import { inWords } from "../core/text";
import type { VlanSpec } from "../spec/lab-spec";
import { NetworkAttachment, type AttachOptions, type PortVlan } from "./attachment";
import { makeSubnets, Network, subnetSpec, type NetworkProps, type SubnetProps } from "./network";
import { OvsBridge } from "./ovs-bridge";
import type { Subnet } from "./subnet";

export interface VlanProps extends SubnetProps {
  /** 802.1Q tag, 1-4094. */
  readonly tag: number;
}

export interface OvsNetworkProps extends NetworkProps {
  /** VLANs by name: a tag, or a tag with the VLAN's addresses. */
  readonly vlans: Readonly<Record<string, number | VlanProps>>;
  /**
   * An OVS bridge declared in the lab, or the name of one that the host already has.
   * @default - a bridge of its own, created and removed with the lab
   */
  readonly bridge?: OvsBridge | string;
}

export interface TrunkOptions extends AttachOptions {
  /** VLAN whose frames are untagged; the NIC's own address is on it. @default - none: every frame is tagged */
  readonly native?: string;
  /**
   * Gives the guest an interface `<nic>.<tag>` for each tagged VLAN, with a derived address, or with those given by VLAN:
   * `{ web: 11, db: 11 }`.
   * @default false
   */
  readonly subinterfaces?: boolean | Readonly<Record<string, string | number>>;
}

/** A VLAN of an OVS network, with its addresses. */
export interface Vlan {
  readonly name: string;
  readonly tag: number;
  readonly subnets: readonly Subnet[];
}

/**
 * A network on an Open vSwitch bridge, divided by 802.1Q VLANs. Ports are made by `access()` and `trunk()`.
 * @see https://libvirt.org/formatnetwork.html#setting-vlan-tag-on-supported-network-types-only
 */
export class OvsNetwork extends Network {
  readonly kind = "ovs";
  override readonly resource: LibvirtNetwork;
  override readonly bridge: string;
  private readonly ownBridge?: OvsBridge;
  private readonly vlanMap = new Map<string, Vlan>();

  constructor(scope: Construct, id: string, props: OvsNetworkProps) {
    super(scope, id, props, ["vlans", "bridge"]);
    for (const [name, value] of Object.entries(this.givenVlans(props?.vlans))) this.addVlan(name, value);
    const bridge = this.chooseBridge(props?.bridge);
    this.bridge = typeof bridge === "string" ? bridge : bridge.hostName;
    this.ownBridge = typeof bridge === "string" || bridge.lab !== this.lab ? undefined : bridge;
    this.resource = new LibvirtNetwork(this, "network", {
      provider: this.lab.resources.provider,
      name: this.hostName,
      autostart: true,
      metadata: { xml: this.lab.resources.mark },
      forward: { mode: "bridge" },
      bridge: { name: this.bridge },
      // An empty element is what makes a port an OVS port.
      virtualPort: { params: { openVSwitch: {} } },
      portGroups: this.portGroups(),
      dependsOn: this.ownBridge && [this.ownBridge.resource],
      lifecycle: { replaceTriggeredBy: [this.changeTrigger] },
    });
  }

  get vlans(): readonly Vlan[] {
    return [...this.vlanMap.values()];
  }

  override get vlanSpecs(): readonly VlanSpec[] {
    return this.vlans.map(({ name, tag, subnets }) => ({ name, tag, subnets: subnets.map(subnetSpec) }));
  }

  /** An access port: the machine sends and receives untagged frames of one VLAN. */
  access(vlan: string, options: AttachOptions = {}): NetworkAttachment {
    return new NetworkAttachment(this, options, { mode: "access", vlans: [this.declared(vlan)] });
  }

  /** A trunk port: the machine sends and receives tagged frames of several VLANs. */
  trunk(vlans: readonly string[], options: TrunkOptions = {}): NetworkAttachment {
    const { native, subinterfaces, ...rest } = options ?? {};
    const tagged = this.check.list("vlans", vlans).map((vlan) => this.declared(vlan));
    const untagged = native === undefined ? undefined : tagged.find((name) => name === native) ?? this.declared(native);
    const carried = [...new Set(untagged === undefined ? tagged : [...tagged, untagged])];
    return new NetworkAttachment(this, rest, { mode: "trunk", vlans: carried, native: untagged, subinterfaces: this.checkSubinterfaces(subinterfaces) });
  }

  /** A port without VLAN: only frames that carry no tag. */
  override attach(options: AttachOptions = {}): NetworkAttachment {
    return super.attach(options);
  }

  vlan(name: string): Vlan | undefined {
    return this.vlanMap.get(name);
  }

  override subnetsOf({ vlan }: NetworkAttachment): readonly Subnet[] {
    const untagged = vlan?.mode === "access" ? vlan.vlans[0] : vlan?.native;
    return (untagged === undefined ? undefined : this.vlanMap.get(untagged)?.subnets) ?? [];
  }

  override nicName({ vlan }: NetworkAttachment): string {
    return vlan?.mode === "access" ? (vlan.vlans[0] ?? this.name) : this.name;
  }

  protected override get foundation(): string | undefined {
    return this.ownBridge && `\${terraform_data.${this.ownBridge.resource.friendlyUniqueId}.id}`;
  }

  protected override definition(): unknown {
    return [this.hostName, this.bridge, this.vlans.map(({ name, tag }) => [name, tag])];
  }

  private checkSubinterfaces(given: unknown): PortVlan["subinterfaces"] {
    if (given === undefined || typeof given === "boolean") return given;
    const addresses = typeof given === "object" && given !== null ? Object.entries(given) : undefined;
    if (addresses?.every(([, address]) => typeof address === "string" || typeof address === "number")) return Object.fromEntries(addresses);
    this.check.problem("LW1001", { property: "subinterfaces", given: show(given), rule: { en: "true, false, or addresses by VLAN such as { web: 11 }", zh: "true、false，或按 VLAN 给出的地址，例如 { web: 11 }" } });
    return false;
  }

  private givenVlans(vlans: unknown): Record<string, number | VlanProps> {
    if (typeof vlans === "object" && vlans !== null && !Array.isArray(vlans)) return vlans as Record<string, number | VlanProps>;
    this.check.problem("LW1001", { property: "vlans", given: show(vlans), rule: { en: "a mapping of names to 802.1Q tags", zh: "名称到 802.1Q 标签的映射" } });
    return {};
  }

  private addVlan(name: string, value: number | VlanProps): void {
    const props = typeof value === "object" && value !== null ? value : { tag: value };
    this.check.known(props, ["tag", "cidr", "ipv6"], `vlans.${name}`);
    this.check.text("vlans", name, /^[a-z0-9][a-z0-9-]{0,14}$/, { en: "names of at most 15 lower-case letters, digits and dashes", zh: "名称最多 15 个小写字母、数字与短横线" }, "vlan");
    const { tag } = props;
    if (!Number.isInteger(tag) || tag < 1 || tag > 4094) {
      this.check.problem("LW1032", { vlan: name, tag: show(tag) });
      return;
    }
    for (const other of this.vlanMap.values()) {
      if (other.tag === tag) this.check.problem("LW1031", { first: other.name, second: name, tag });
    }
    const owner = `${this.node.path}/${name}`;
    const subnets = makeSubnets(this.check, this.lab, owner, props, { gateway: false, dhcp: false, property: `vlans.${name}` });
    this.vlanMap.set(name, { name, tag, subnets });
  }

  private declared(vlan: string): string {
    if (this.vlanMap.has(vlan)) return vlan;
    const known = [...this.vlanMap.keys()].join(", ") || { en: "none", zh: "无" };
    this.check.problem("LW1030", { vlan: typeof vlan === "string" ? vlan : show(vlan), network: this.name, known });
    return typeof vlan === "string" ? vlan : inWords(show(vlan), "en");
  }

  private chooseBridge(bridge: OvsBridge | string | undefined): OvsBridge | string {
    if (bridge === undefined) return new OvsBridge(this, "bridge");
    if (bridge instanceof OvsBridge) {
      if (bridge.lab !== this.lab) this.check.problem("LW1004", { property: "bridge", given: bridge.node.path });
      return bridge;
    }
    return this.check.text("bridge", bridge, /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/, { en: "an OvsBridge, or the name of an OVS bridge of the host, at most 15 characters", zh: "OvsBridge，或宿主机上 OVS 网桥的名称（最多 15 个字符）" }, "ovs0");
  }

  private portGroups(): NetworkPortGroups[] {
    return this.vlans.map(({ name, tag }) => ({ name, vlan: { tags: [{ id: tag }] } }));
  }
}

knownByMark(OvsNetwork, "OvsNetwork");
