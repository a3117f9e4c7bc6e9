import { makeBusyboxRoot } from "./local-busybox";

/** An OCI layout with the image of Debian's busybox, tag 1: what tools other than Docker start from. */
export const BUSYBOX_LAYOUT = "/srv/oci/busybox";

/** Packages that `makeBusyboxLayout` needs. */
export const OCI_PACKAGES = ["busybox-static", "umoci"] as const;

/** Makes the layout of the machine's own busybox, without any network. For cloud-init's commands. */
export const makeBusyboxLayout = [
  `set -e; ${makeBusyboxRoot}; mkdir -p "$(dirname ${BUSYBOX_LAYOUT})"; rm -rf ${BUSYBOX_LAYOUT}`,
  `umoci init --layout ${BUSYBOX_LAYOUT}; umoci new --image ${BUSYBOX_LAYOUT}:1`,
  `tar -C "$root" --owner 0 --group 0 -cf "$root.tar" .; umoci raw add-layer --image ${BUSYBOX_LAYOUT}:1 "$root.tar"`,
  `umoci config --image ${BUSYBOX_LAYOUT}:1 --config.cmd /bin/sh --config.env PATH=/bin`,
  `umoci gc --layout ${BUSYBOX_LAYOUT}; rm -rf "$root" "$root.tar"`,
].join("; ");
