import type { Construct } from "constructs";
import { Network as LibvirtNetwork } from "@cdktf/provider-libvirt/lib/network";
import { Network, type NetworkProps } from "./network";
import { lanSubnets, type LanProps } from "./lan";
import type { Subnet } from "./subnet";

export interface BridgedNetworkProps extends NetworkProps, LanProps {
  /** The host's Linux bridge, such as `br0`. It is used, never created nor removed. */
  readonly bridge: string;
}

/** Machines are on the same LAN as the host, through a Linux bridge that the host already has. */
export class BridgedNetwork extends Network {
  readonly kind = "bridged";
  override readonly bridge: string;
  override readonly resource: LibvirtNetwork;
  override readonly subnets: readonly Subnet[];
  override readonly reachableFromHost = true;

  constructor(scope: Construct, id: string, props: BridgedNetworkProps) {
    super(scope, id, props, ["bridge", "cidr", "gateway"]);
    this.bridge = this.check.text("bridge", props?.bridge, INTERFACE, { en: "the name of a Linux bridge of the host, at most 15 characters", zh: "宿主机上 Linux 网桥的名称，最多 15 个字符" }, "br0");
    this.subnets = lanSubnets(this.check, this.lab, this.node.path, props ?? {});
    this.resource = new LibvirtNetwork(this, "network", {
      provider: this.lab.resources.provider,
      name: this.hostName,
      autostart: true,
      metadata: { xml: this.lab.resources.mark },
      forward: { mode: "bridge" },
      bridge: { name: this.bridge },
      lifecycle: { replaceTriggeredBy: [this.changeTrigger] },
    });
  }

  protected override definition(): unknown {
    return [this.hostName, this.bridge];
  }
}

const INTERFACE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;
