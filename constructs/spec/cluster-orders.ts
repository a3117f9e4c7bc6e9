import type { Arch } from "../core/arch";
import type { ClusterSpec } from "./cluster-spec";

/** What the runner is told of a cluster when Terraform calls it: plain data. */
export interface ClusterOrders {
  readonly apiVersion: "labwright/v1";
  readonly lab: string;
  readonly arch: Arch;
  /** libvirt's, to ask for addresses that only the host knows. */
  readonly uri: string;
  /** KVM host that connections go through. */
  readonly jump?: string;
  readonly machines: readonly OrderedMachine[];
  readonly cluster: ClusterSpec;
}

export interface OrderedMachine {
  readonly name: string;
  /** libvirt domain. */
  readonly domain: string;
  readonly user: string;
  readonly address?: string;
}
