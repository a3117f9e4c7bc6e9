import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { KvmHost } from "../../constructs/host/kvm-host";
import { quote } from "../../constructs/terraform/host-command";
import type { Virsh } from "../libvirt/virsh";

/** An image that labwright fetched: it lies in the host's image directory with its digest beside it. */
export interface HostImage {
  readonly name: string;
  readonly bytes: number;
  /** Digest it was verified by, as it was published. */
  readonly digest: string;
  /** Files of volumes that lie on it, and domains that have it as a disk of their own. */
  readonly usedBy: readonly string[];
  /** Whether it is being fetched just now. */
  readonly isLocked: boolean;
}

type Host = Pick<KvmHost, "ssh" | "name" | "imagePath" | "storagePath">;

const AS_ROOT = `S=; [ "$(id -u)" = 0 ] || ! sudo -n true 2>/dev/null || S="sudo -n"`;

/** What `image list` shows and `image prune` decides by. */
export interface HostImages {
  readonly images: readonly HostImage[];
  /** A file or folder that nobody could look into: what it lies on is not known. */
  readonly unreadable?: string;
}

// What a volume lies on is named in its first cluster: read there, it is found whether its pool is started or not. A disk
// of a domain may be on a chain of files that are in no pool.
const LOOK = `set -u
export LC_ALL=C
dir=$1 real=$(readlink -f "$1" 2> /dev/null || echo "$1") images=
denied() {
  case $(ls -d -- "$1" 2>&1 > /dev/null) in *denied*) return 0 ;; esac
  [ -e "$1" ] && [ ! -r "$1" ]
}
tell() { grep -aoF "$images" | sort -u | while IFS= read -r image; do printf 'used\\t%s\\t%s\\n' "\${image##*/}" "$1"; done; }
look() {
  if denied "$1"; then printf 'unreadable\\t%s\\n' "$1"
  elif [ -f "$1" ] || [ -b "$1" ]; then head -c 65536 "$1" | tell "$1"; fi
}
look_in() {
  if denied "$1"; then printf 'unreadable\\t%s\\n' "$1"; return; fi
  for file in "$1"/*; do
    if [ ! -d "$file" ]; then look "$file"
    else case $file in */lw-*-pool) look_in "$file" ;; esac; fi
  done
}
for digest in "$dir"/*.digest; do
  image=\${digest%.digest}
  [ -f "$digest" ] && [ -f "$image" ] && [ ! -L "$image" ] || continue
  images="$images\${images:+
}$dir/\${image##*/}
$real/\${image##*/}"
  locked=no; [ ! -e "$image.lock" ] || locked=yes
  printf 'image\\t%s\\t%s\\t%s\\t%s\\n' "$(stat -c %s "$image")" "$locked" "$(cat "$digest")" "\${image##*/}"
done
[ -n "$images" ] || exit 0
while [ "$1" != -- ]; do look_in "$1"; shift; done
shift
for file; do
  look "$file"
  qemu-img info -U --backing-chain "$file" 2> /dev/null | tell "$file"
done
exit 0
`;

/**
 * The images that labwright fetched to a host, and what lies on them: the volumes of every pool, whosever they are, and the
 * disks of every domain.
 * @throws LabError LW2000, LW2001, LW2003 where the host does not answer
 */
export async function findHostImages(virsh: Virsh, host: Host): Promise<HostImages> {
  const domains = await dumps(virsh, "list", "dumpxml");
  const pools = await dumps(virsh, "pool-list", "pool-dumpxml");
  const disks = domains.flatMap(({ name, xml }) => [...xml.matchAll(/<source [^>]*?\b(?:file|dev)=(['"])(.*?)\1/g)].map(([, , file = ""]) => ({ name, file: unescaped(file) })));
  const folders = pools.flatMap(({ xml }) => /<target>[\s\S]*?<path>(.*?)<\/path>/.exec(xml)?.[1] ?? []).map(unescaped);
  const places = [...new Set([host.imagePath, host.storagePath, ...folders])];
  const words = [...places, "--", ...new Set(disks.map(({ file }) => file))].map(quote).join(" ");
  const { code, stdout, stderr } = await virsh.onHost(`${AS_ROOT}\n$S sh -c ${quote(LOOK)} sh ${words}\n`);
  if (code !== 0) throw LabError.of("LW2000", { host: host.ssh ?? host.name, why: verbatim(stderr.trim()) });
  const lines = stdout.split("\n").map((line) => line.split("\t"));
  const images = lines.filter(([kind]) => kind === "image").map(([, bytes, locked, digest = "", name = ""]): HostImage => ({
    name, digest, bytes: Number(bytes), isLocked: locked === "yes",
    usedBy: [...new Set([
      ...lines.flatMap(([kind, image, file = ""]) => (kind === "used" && image === name ? [file] : [])),
      ...disks.filter(({ file }) => file.endsWith(`/${name}`)).map((disk) => disk.name),
    ])],
  }));
  return { images: images.sort((a, b) => (a.name < b.name ? -1 : 1)), unreadable: lines.find(([kind]) => kind === "unreadable")?.[1] };
}

// The lock is the one that a fetch holds: an image that is on its way to a lab is not taken from it.
const REMOVE = `dir=$1; shift
for name; do
  ( exec 9> "$dir/$name.lock"; flock -n 9 || exit 0
    [ -f "$dir/$name.digest" ] && rm -f -- "$dir/$name" "$dir/$name.digest" "$dir/$name.lock" && echo "removed $name" )
done`;

/** Removes images with their digests. @returns the names of those that are gone */
export async function removeHostImages(virsh: Virsh, host: Host, names: readonly string[]): Promise<string[]> {
  const words = [host.imagePath, ...names].map(quote).join(" ");
  const { code, stdout, stderr } = await virsh.onHost(`S=; [ -w ${quote(host.imagePath)} ] || S="sudo -n"\n$S sh -c ${quote(REMOVE)} sh ${words}\n`);
  const removed = [...stdout.matchAll(/^removed (.+)$/gm)].map(([, name = ""]) => name);
  if (code !== 0 && removed.length === 0) throw LabError.of("LW2000", { host: host.ssh ?? host.name, why: verbatim(stderr.trim()) });
  return removed;
}

// One that vanished meanwhile lies on nothing.
async function dumps(virsh: Virsh, listing: string, dump: string): Promise<{ name: string; xml: string }[]> {
  const names = await virsh.names(listing);
  return Promise.all(names.map(async (name) => ({ name, xml: (await virsh.find(dump, name)) ?? "" })));
}

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => signs[name] ?? "");
}
