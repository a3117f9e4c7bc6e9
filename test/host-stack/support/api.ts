export { KvmHost } from "../../../constructs/host/kvm-host";
export { Image } from "../../../constructs/image/image";
export { Machine } from "../../../constructs/machine/machine";
export { NatNetwork } from "../../../constructs/network/nat-network";
export { Size } from "../../../constructs/core/size";
export { LabStack } from "../../../stacks/lab-stack";
export { HostStack } from "../../../stacks/host-stack";
export { BridgedNetwork } from "../../../constructs/network/bridged-network";
