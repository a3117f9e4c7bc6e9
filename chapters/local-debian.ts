/** Name of a container image of the machine's own Debian packages: bash, coreutils, Apache. */
export const DEBIAN_IMAGE = "lab/debian";

/** Packages that every image of `importDebian` has, all of them Debian's essential ones. */
const BASE = ["base-files", "bash", "coreutils", "dash", "grep", "sed"];

/** No image needs these to run what is in it. */
const LEFT_OUT = "^usr/share/(doc|man|locale|info|lintian|bug|perl)/|^usr/lib/[^/]*/perl/";

export interface DebianImage {
  /** What it is named. */
  readonly image: string;
  /** Packages installed on the machine; what they depend on comes with them. */
  readonly packages: readonly string[];
  /** Files and folders that are made when a package is configured, so that no package lists them. */
  readonly paths?: readonly string[];
  /** What a container runs. @default - bash */
  readonly command?: readonly string[];
}

/** Makes an image of packages that are installed on the machine, without any network. For cloud-init's commands. */
export function importDebian({ image, packages, paths = [], command = ["/bin/bash"] }: DebianImage): string {
  const made = ["/etc/passwd", "/etc/group", "/etc/nsswitch.conf", "/etc/ld.so.cache", ...paths].join(" ");
  return [
    "set -e; list=$(mktemp)",
    `names=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances ${[...BASE, ...packages].join(" ")} | grep '^[a-z]' | sort -u)`,
    // Folders of the merged /usr are links in the image as they are on the machine.
    "{ dpkg -L $names | sed -nE 's,^/(bin|sbin|lib|lib32|lib64|libx32)/,/usr/\\1/,; s,^/([^.].*),\\1,p'; printf '%s\\n' bin sbin lib lib64 proc sys dev tmp run run/lock; " +
      `find ${made} | sed 's,^/,,'; } | sort -u | grep -Ev '${LEFT_OUT}' | grep -vxE '(bin|sbin|lib|lib32|lib64|libx32)/.*' > "$list"`,
    `tar -C / --no-recursion --ignore-failed-read -cf - -T "$list" 2>/dev/null | docker import -c 'CMD ${JSON.stringify(command)}' - ${image}`,
    'rm "$list"',
  ].join("; ");
}
