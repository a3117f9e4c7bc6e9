import type { Construct } from "constructs";
import { ManagedNetwork, type ManagedNetworkProps } from "./managed-network";

export type RoutedNetworkProps = ManagedNetworkProps;

/** Machines keep their own addresses outside: the network around the host needs a route to them. */
export class RoutedNetwork extends ManagedNetwork {
  readonly kind = "routed";

  constructor(scope: Construct, id: string, props: RoutedNetworkProps = {}) {
    super(scope, id, props, "route", true);
  }
}
