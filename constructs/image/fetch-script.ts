import type { KvmHost } from "../host/kvm-host";
import { hostCommand, quote, type HostCommand } from "../terraform/host-command";
import type { ResolvedImage } from "./image";

/**
 * Brings a verified image into the host's image directory, once. Downloads resume; nothing has the image's name before
 * its digest was checked; two labs that want the same file wait for each other; a file that is there is never replaced,
 * as other labs' disks may lie on it.
 */
const BODY = `set -eu
umask 022
say() { echo "labwright: $*" >&2; }
sum() { "$1"sum < "$2" | cut -d' ' -f1; }
exec 9> "$LW_PATH.lock"
flock 9
part="$LW_PATH.part"
want="$LW_SUM"
if [ -e "$LW_PATH" ]; then
  have=$(cat "$LW_PATH.digest" 2>/dev/null || true)
  if [ -z "$want" ] || [ "$have" = "$want" ]; then exit 0; fi
  say "LW3012 $LW_PATH exists with digest $have, wanted $want: remove it when no machine uses it"
  exit 12
fi
if [ -z "$want" ] && [ -n "$LW_SUMS_URL" ]; then
  name=$(basename "$LW_URL")
  digest=$(curl -fsSL --retry 3 --connect-timeout 20 "$LW_SUMS_URL" | tr -d '\\r' | awk -v name="$name" -v size="$LW_SUMS_LENGTH" '
    { hash = ""; mine = 0
      for (i = 1; i <= NF; i++) {
        if (length($i) == size && $i ~ /^[0-9a-fA-F]+$/) hash = $i
        if ($i == name || $i == "*" name || $i == "(" name ")") mine = 1
      }
      if (hash != "") { count++; only = hash; if (mine && found == "") found = hash } }
    END { if (found != "") print found; else if (count == 1) print only }')
  if [ -z "$digest" ]; then say "LW3011 no digest of $name in $LW_SUMS_URL"; exit 11; fi
  want="$LW_SUMS_ALGORITHM:$digest"
fi
case "$LW_URL" in
  -) cat > "$part" ;;
  file://*) cp --reflink=auto --sparse=always "$(printf %s "$LW_URL" | cut -c8-)" "$part" ;;
  *) curl -fL -sS --retry 5 --retry-delay 2 --connect-timeout 20 -C - -o "$part" "$LW_URL" ||
     { say "LW3010 download of $LW_URL failed; what arrived is kept and the next try goes on from there"; exit 10; } ;;
esac
if [ -n "$want" ]; then
  algorithm=$(printf %s "$want" | cut -d: -f1)
  got="$algorithm:$(sum "$algorithm" "$part")"
  if [ "$got" != "$want" ]; then
    rm -f "$part"
    say "LW3013 $LW_URL has digest $got, expected $want: nothing was kept"
    exit 13
  fi
else
  want="sha256:$(sum sha256 "$part")"
fi
case "$LW_COMPRESSION" in
  bz2) bzip2 -dc "$part" > "$part.raw"; mv -f "$part.raw" "$part" ;;
  xz) xz -dc "$part" > "$part.raw"; mv -f "$part.raw" "$part" ;;
esac
printf '%s\\n' "$want" > "$LW_PATH.digest"
mv -f "$part" "$LW_PATH"
rm -f "$LW_PATH.lock"
`;

// Without the right to write there, the body runs through sudo: `labwright doctor` offers to hand the directory over once.
const SCRIPT = `set -eu
dir=$(dirname "$LW_PATH")
if mkdir -p "$dir" 2>/dev/null && [ -w "$dir" ]; then exec sh -c "$LW_BODY"; fi
sudo -n mkdir -p "$dir"
exec sudo -n env LW_PATH="$LW_PATH" LW_URL="$LW_URL" LW_SUM="$LW_SUM" LW_SUMS_URL="$LW_SUMS_URL" LW_SUMS_ALGORITHM="$LW_SUMS_ALGORITHM" LW_SUMS_LENGTH="$LW_SUMS_LENGTH" LW_COMPRESSION="$LW_COMPRESSION" sh -c "$LW_BODY"
`;

/** Where an image lies on a host. */
export function imagePath(host: Pick<KvmHost, "imagePath">, image: Pick<ResolvedImage, "fileName">): string {
  return `${host.imagePath}/${image.fileName}`;
}

/** The command that makes sure a host has an image, verified. Exit codes 10-13 name what went wrong on stderr. */
export function fetchCommand(host: Pick<KvmHost, "ssh" | "imagePath">, image: ResolvedImage): HostCommand {
  const upload = host.ssh !== undefined && image.url.startsWith("file://");
  const { algorithm } = image.checksumSource ?? { algorithm: "sha256" };
  const command = hostCommand(host, SCRIPT, {
    LW_BODY: BODY,
    LW_PATH: imagePath(host, image),
    LW_URL: upload ? "-" : image.url,
    LW_SUM: image.checksum?.toString() ?? "",
    // MD5 proves nothing: such an image was accepted unpinned, and the digest it arrived with is what is kept.
    LW_SUMS_URL: algorithm === "md5" ? "" : (image.checksumSource?.url ?? ""),
    LW_SUMS_ALGORITHM: algorithm,
    LW_SUMS_LENGTH: algorithm === "sha512" ? "128" : "64",
    LW_COMPRESSION: image.compression ?? "",
  });
  if (!upload) return command;
  return { ...command, command: `${command.command} < ${quote(image.url.slice("file://".length))}` };
}

