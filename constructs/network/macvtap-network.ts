import type { Construct } from "constructs";
import { Network as LibvirtNetwork } from "@cdktf/provider-libvirt/lib/network";
import type { NetworkSpec } from "../spec/lab-spec";
import { lanSubnets, type LanProps } from "./lan";
import { Network, type NetworkProps } from "./network";
import type { Subnet } from "./subnet";

export interface MacvtapNetworkProps extends NetworkProps, LanProps {
  /** The host's NIC, such as `eth0`. */
  readonly device: string;
  /**
   * @default bridge
   * @see https://libvirt.org/formatnetwork.html#using-a-macvtap-direct-connection
   */
  readonly mode?: "bridge" | "private" | "vepa" | "passthrough";
}

/** Machines are on the host's LAN through a NIC of the host, without a bridge. The host itself cannot reach them. */
export class MacvtapNetwork extends Network {
  readonly kind = "macvtap";
  readonly device: string;
  readonly mode: "bridge" | "private" | "vepa" | "passthrough";
  override readonly bridge = undefined;
  override readonly resource: LibvirtNetwork;
  override readonly subnets: readonly Subnet[];

  constructor(scope: Construct, id: string, props: MacvtapNetworkProps) {
    super(scope, id, props, ["device", "mode", "cidr", "gateway"]);
    this.device = this.check.text("device", props?.device, INTERFACE, { en: "the name of a NIC of the host, at most 15 characters", zh: "宿主机网卡名称，最多 15 个字符" }, "eth0");
    this.mode = this.check.oneOf("mode", props?.mode ?? "bridge", ["bridge", "private", "vepa", "passthrough"], "bridge");
    this.subnets = lanSubnets(this.check, this.lab, this.node.path, props ?? {});
    this.resource = new LibvirtNetwork(this, "network", {
      provider: this.lab.resources.provider,
      name: this.hostName,
      autostart: true,
      metadata: { xml: this.lab.resources.mark },
      forward: { mode: this.mode, dev: this.device, interfaces: [{ dev: this.device }] },
      lifecycle: { replaceTriggeredBy: [this.changeTrigger] },
    });
  }

  protected override definition(): unknown {
    return [this.hostName, this.device, this.mode];
  }

  override toSpec(): NetworkSpec {
    return { ...super.toSpec(), device: this.device };
  }
}

const INTERFACE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;
