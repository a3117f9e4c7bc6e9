import type { Construct } from "constructs";
import { ManagedNetwork, type ManagedNetworkProps } from "./managed-network";

export type NatNetworkProps = ManagedNetworkProps;

/** Machines reach the outside under the host's address; the outside does not reach them. */
export class NatNetwork extends ManagedNetwork {
  readonly kind = "nat";

  constructor(scope: Construct, id: string, props: NatNetworkProps = {}) {
    super(scope, id, props, "nat", true);
  }
}
