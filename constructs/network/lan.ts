import type { Checker } from "../core/checker";
import type { Lab } from "../lab";
import { Subnet } from "./subnet";

/** What is known of a LAN that is not the lab's: addresses on it are given, never chosen. */
export interface LanProps {
  /**
   * IPv4 network of the LAN; needed for machines with a fixed address on it.
   * @default - machines ask the LAN's DHCP server
   */
  readonly cidr?: string;
  /**
   * Router of the LAN.
   * @default - none: no default route through it
   */
  readonly gateway?: string;
}

/** @internal */
export function lanSubnets(check: Checker, lab: Lab, owner: string, props: LanProps): Subnet[] {
  if (props.cidr === undefined) {
    if (props.gateway !== undefined) check.problem("LW1001", { property: "gateway", given: JSON.stringify(props.gateway), rule: "given together with `cidr`" });
    return [];
  }
  const cidr = lab.subnets.given(check, props.cidr, owner, "cidr");
  if (!cidr) return [];
  if (props.gateway !== undefined && cidr.offsetOf(props.gateway) === undefined) {
    check.problem("LW1001", { property: "gateway", given: JSON.stringify(props.gateway), rule: `an address of ${cidr}` });
  }
  return [new Subnet(cidr, { gateway: props.gateway, dhcp: false, derive: false })];
}
