import type { Construct } from "constructs";
import { ManagedNetwork, type ManagedNetworkProps } from "./managed-network";

export interface IsolatedNetworkProps extends ManagedNetworkProps {
  /**
   * Whether the host has an address on it (a host-only network). Without, there is no DHCP either.
   * @default true
   */
  readonly hostAccess?: boolean;
}

/** Machines reach one another and the host, nothing else. */
export class IsolatedNetwork extends ManagedNetwork {
  readonly kind = "isolated";
  override readonly reachableFromHost: boolean;

  constructor(scope: Construct, id: string, props: IsolatedNetworkProps = {}) {
    const hostAccess = props?.hostAccess !== false;
    super(scope, id, props, undefined, hostAccess, ["hostAccess"]);
    this.reachableFromHost = this.check.flag("hostAccess", props?.hostAccess, true);
  }
}
