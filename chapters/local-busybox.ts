/** Name of a container image that needs no registry: Debian's static busybox, and nothing else. */
export const BUSYBOX_IMAGE = "lab/busybox";

/** Packages that `importBusybox` needs beside Docker. */
export const BUSYBOX_PACKAGES = ["busybox-static"] as const;

/** The image's files, in the folder that `$root` then names. */
export const makeBusyboxRoot = `root=$(mktemp -d); chmod 755 "$root"; mkdir -p "$root/bin" "$root/etc" "$root/tmp" "$root/proc" "$root/sys" "$root/dev"; cp /bin/busybox "$root/bin/"; for name in $(/bin/busybox --list); do [ "$name" = busybox ] || ln -s busybox "$root/bin/$name"; done; echo root:x:0:0:root:/:/bin/sh > "$root/etc/passwd"`;

/** Makes the image of the machine's own busybox, so that containers can be run without any network. For cloud-init's commands. */
export const importBusybox = `set -e; ${makeBusyboxRoot}; tar -C "$root" -c . | docker import -c 'CMD ["/bin/sh"]' - ${BUSYBOX_IMAGE}; rm -rf "$root"`;
