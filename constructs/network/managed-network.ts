import type { Construct } from "constructs";
import { Network as LibvirtNetwork, type NetworkIpsDhcpHosts } from "@cdktf/provider-libvirt/lib/network";
import { knownByMark } from "../core/known-by-mark";
import { show } from "../core/lab-error";
import { contentHash } from "../core/naming";
import { libvirtIps, makeSubnets, Network, type NetworkProps, type SubnetProps } from "./network";
import type { Claim, Subnet } from "./subnet";

/** Properties of networks whose bridge, DHCP and DNS libvirt runs itself. */
export interface ManagedNetworkProps extends NetworkProps, SubnetProps {
  /**
   * DNS domain of the network's machines; the host's dnsmasq answers for it.
   * @default - `<lab>.lab.internal`
   */
  readonly domain?: string;
  /**
   * Whether a DHCP server hands out the upper half of the network.
   * @default true
   */
  readonly dhcp?: boolean;
}

const PROPS = ["cidr", "ipv6", "domain", "dhcp"];

/** A network whose bridge libvirt makes. @see https://libvirt.org/formatnetwork.html */
export abstract class ManagedNetwork extends Network {
  override readonly subnets: readonly Subnet[];
  override readonly domain: string;
  override readonly resource: LibvirtNetwork;
  override readonly bridge: string;
  override readonly reachableFromHost: boolean = true;
  private readonly reservations: { readonly mac: string; readonly address: Claim; readonly machine: string }[] = [];

  protected constructor(scope: Construct, id: string, props: ManagedNetworkProps, private readonly forwardMode: "nat" | "route" | undefined, withAddress: boolean, known: readonly string[] = []) {
    super(scope, id, props, [...PROPS, ...known]);
    const dhcp = this.check.flag("dhcp", props?.dhcp, true) && withAddress;
    this.domain = this.check.text("domain", props?.domain ?? `${this.lab.name}.lab.internal`, DOMAIN, { en: "a DNS domain such as lab.internal", zh: "DNS 域名，例如 lab.internal" }, "lab.internal");
    this.subnets = makeSubnets(this.check, this.lab, this.node.path, props ?? {}, { gateway: withAddress, dhcp });
    this.bridge = this.lab.interfaceName(this.node.path);
    const network = this;
    this.resource = new LibvirtNetwork(this, "network", {
      provider: this.lab.resources.provider,
      name: this.hostName,
      autostart: true,
      metadata: { xml: this.lab.resources.mark },
      bridge: { name: this.bridge, stp: "on", delay: "0" },
      forward: forwardMode && { mode: forwardMode, nat: this.forwardMode === "nat" && this.hasIpv6 ? { ipv6: "yes" } : undefined },
      domain: { name: this.domain, localOnly: "yes" },
      mtu: this.mtu === undefined ? undefined : { size: this.mtu },
      get ips() {
        const hosts = network.dhcpHosts;
        return libvirtIps(network.subnets, hosts.length > 0 ? hosts : undefined);
      },
      lifecycle: { replaceTriggeredBy: [this.changeTrigger] },
    });
  }

  /** Whether machines reach the outside, or are reached from it, through the host. */
  get routesOut(): boolean {
    return this.forwardMode !== undefined;
  }

  /** Keeps an address for a machine that asks the DHCP server. @internal */
  reserve(mac: string, address: Claim, machine: string): void {
    if (this.subnets.every((subnet) => subnet.dhcpRange === undefined)) {
      this.check.problem("LW1001", { property: "addressing", given: show("dhcp"), rule: { en: `another one for ${machine}: the network has \`dhcp: false\``, zh: `${machine} 须使用其他方式：该网络设置了 \`dhcp: false\`` } });
    }
    this.reservations.push({ mac, address, machine });
  }

  private get dhcpHosts(): NetworkIpsDhcpHosts[] {
    return this.reservations.flatMap(({ mac, address, machine }) => {
      const ip = address();
      return ip === undefined ? [] : [{ mac, ip, name: machine }];
    });
  }

  protected override get reserved(): string | undefined {
    return this.reservations.length === 0 ? undefined : contentHash(JSON.stringify(this.dhcpHosts));
  }

  protected override definition(): unknown {
    return [this.hostName, this.bridge, this.forwardMode, this.domain, this.mtu, this.subnets.map((subnet) => [subnet.cidr.toString(), subnet.gateway, subnet.dhcpRange])];
  }

  private get hasIpv6(): boolean {
    return this.subnets.some((subnet) => subnet.cidr.family === 6);
  }
}

knownByMark(ManagedNetwork, "ManagedNetwork");

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
