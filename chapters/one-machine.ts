import { Image } from "../constructs/image/image";
import { Machine, type MachineProps } from "../constructs/machine/machine";
import { NatNetwork } from "../constructs/network/nat-network";
import type { LabStack } from "../stacks/lab-stack";

export interface OneMachineProps extends Omit<MachineProps, "image" | "vcpus" | "networks"> {
  /** Of the network `mgmt`, in which the machine has the address with the host part 11. */
  readonly cidr: string;
}

/** The environment of a chapter that one machine is enough for: Debian, two CPUs, on a NAT network. */
export function declareOneMachine(lab: LabStack, name: string, { cidr, ...props }: OneMachineProps): Machine {
  const mgmt = new NatNetwork(lab, "mgmt", { cidr });
  return new Machine(lab, name, { image: Image.debian12(), vcpus: 2, networks: [mgmt.attach({ address: 11 })], ...props });
}
