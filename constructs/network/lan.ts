import type { Checker } from "../core/checker";
import { show } from "../core/lab-error";
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
    if (props.gateway !== undefined) check.problem("LW1001", { property: "gateway", given: show(props.gateway), rule: { en: "given together with `cidr`", zh: "须与 `cidr` 一同给出" } });
    return [];
  }
  const placed = lab.subnets.given(check, props.cidr, owner, { property: "cidr", family: 4, fixed: true });
  if (!placed) return [];
  const { cidr } = placed;
  const offset = cidr.offsetOf(props.gateway);
  if (props.gateway !== undefined && offset === undefined) {
    check.problem("LW1001", { property: "gateway", given: show(props.gateway), rule: { en: `an address of ${cidr}`, zh: `${cidr} 中的地址` } });
  }
  return [new Subnet(cidr, { gateway: offset === undefined ? undefined : cidr.address(offset), dhcp: false, derive: false })];
}
