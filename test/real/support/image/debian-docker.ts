import { DEBIAN_BASE } from "./debian-recipe";
import type { ImageRecipe } from "./recipe";

/** A Docker host with Open vSwitch beside it: for labs whose subject is containers on several hosts. */
export const DEBIAN_DOCKER: ImageRecipe = {
  ...DEBIAN_BASE,
  name: "debian-12-docker",
  packages: [
    ...DEBIAN_BASE.packages, "docker.io", "openvswitch-switch", "iputils-arping", "bridge-utils", "iptables",
    // Docker asks for its parser where the kernel has it.
    "apparmor",
    // What a container can be made of without a registry.
    "busybox-static",
  ],
  // Fails where there is an Open vSwitch that netplan did not set up.
  masked: [...DEBIAN_BASE.masked, "system/netplan-ovs-cleanup.service"],
  virtualSizeMiB: 4096,
};
