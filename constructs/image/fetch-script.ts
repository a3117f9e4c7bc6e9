import type { KvmHost } from "../host/kvm-host";
import { hostCommand, quote, type HostCommand } from "../terraform/host-command";
import type { ResolvedImage } from "./image";

/**
 * Brings a verified image into the host's image directory, once. Downloads resume, also within one run; nothing has the
 * image's name before its digest was checked; two labs that want the same file wait for each other; a file that is there
 * is never replaced, as other labs' disks may lie on it.
 */
const BODY = `set -eu
umask 022
say() { echo "labwright: LW3010 $*" >&2; }
need() { command -v "$1" > /dev/null || { say "$1 is not installed on this host"; exit 15; }; }
sum() { "$1"sum < "$2" | cut -d' ' -f1; }
need flock
# Whoever held the lock removes its file: what was locked may by now be a file of no name.
while :; do
  exec 9> "$LW_PATH.lock"
  flock 9
  [ "$(stat -L -c %i /proc/self/fd/9)" = "$(stat -c %i "$LW_PATH.lock" 2> /dev/null)" ] && break
done
trap 'rm -f "$LW_PATH.lock"' EXIT
trap 'exit 130' INT TERM HUP
part="$LW_PATH.part"
want="$LW_SUM"
case "$LW_URL" in
  -) read -r digest || true
     [ -n "$digest" ] || { say "nothing was sent"; exit 10; }
     [ -n "$want" ] || want="sha256:$digest" ;;
  file://*) file=$(printf %s "$LW_URL" | cut -c8-)
     [ -r "$file" ] || { say "$file cannot be read"; exit 10; }
     [ -n "$want" ] || [ -n "$LW_SUMS_URL" ] || want="sha256:$(sum sha256 "$file")" ;;
esac
if [ -e "$LW_PATH" ]; then
  have=$(cat "$LW_PATH.digest" 2> /dev/null || true)
  [ -n "$want" ] && [ "$have" != "$want" ] || exit 0
  algorithm=$(printf %s "$want" | cut -d: -f1)
  case "$LW_COMPRESSION:$have" in
    # Recorded by another algorithm, or put there by hand: its own bytes tell.
    :"$algorithm":*) ;;
    :*) have="$algorithm:$(sum "$algorithm" "$LW_PATH")" ;;
  esac
  [ "$have" != "$want" ] || exit 0
  say "$LW_PATH exists with digest $have, wanted $want: remove it when no machine uses it"
  exit 12
fi
if [ -z "$want" ] && [ -n "$LW_SUMS_URL" ]; then
  need curl
  name=$(basename "$(printf %s "$LW_URL" | sed 's/[?#].*//')")
  # A mirror's, and where it has none the publisher's.
  for from in $LW_SUMS_URL; do
    if sums=$(curl -fsSL --retry 3 --connect-timeout 20 "$from"); then break; fi
    sums=
  done
  [ -n "$sums" ] || { say "$LW_SUMS_URL could not be read"; exit 10; }
  digest=$(printf '%s\\n' "$sums" | tr -d '\\r' | awk -v name="$name" -v size="$LW_SUMS_LENGTH" -v algorithm="$LW_SUMS_ALGORITHM" '
    /^# .* HASH$/ { section = tolower($2); next }
    section != "" && section != algorithm { next }
    $2 ~ /^[(]/ && tolower($1) != algorithm { next }
    { hash = ""; mine = 0
      for (i = 1; i <= NF; i++) {
        if (length($i) == size && $i ~ /^[0-9a-fA-F]+$/) hash = tolower($i)
        if ($i == name || $i == "*" name || $i == "./" name || $i == "(" name ")") mine = 1
      }
      if (hash != "") { count++; only = hash; if (mine && found == "") found = hash } }
    END { if (found != "") print found; else if (count == 1) print only }')
  [ -n "$digest" ] || { say "no digest of $name in $from"; exit 11; }
  want="$LW_SUMS_ALGORITHM:$digest"
fi
download() {
  need curl
  tries=0
  while :; do
    code=0
    status=$(curl -fL -sS --retry 3 --connect-timeout 20 --speed-limit 1000 --speed-time 60 -C - -w '%{http_code}' -o "$part" "$LW_URL") || code=$?
    case "$code:$status" in
      0:*) return ;;
      # Nothing is left to ask for: all of it had arrived, or more than there is.
      22:416) if [ -n "$want" ] && checked; then return; fi; rm -f "$part" ;;
      33:* | 36:*) rm -f "$part" ;;
      18:* | 28:* | 52:* | 55:* | 56:*) sleep "$LW_RETRY_DELAY" ;;
      *) break ;;
    esac
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || break
  done
  say "download of $LW_URL failed; what arrived is kept and the next try goes on from there"
  exit 10
}
incomplete() { rm -f "$part"; say "$LW_URL could not be copied to $LW_PATH"; exit 10; }
checked() { algorithm=$(printf %s "$want" | cut -d: -f1); got="$algorithm:$(sum "$algorithm" "$part")"; [ "$got" = "$want" ]; }
resumed=no
case "$LW_URL" in
  -) cat > "$part" || incomplete ;;
  file://*) cp --reflink=auto --sparse=always "$file" "$part" || incomplete ;;
  *) [ ! -s "$part" ] || resumed=yes
     download ;;
esac
[ -n "$want" ] || want="sha256:$(sum sha256 "$part")"
# What was there before may have been the beginning of another file.
if ! checked && [ "$resumed" = yes ]; then rm -f "$part"; download; fi
if ! checked; then
  rm -f "$part"
  say "$LW_URL has digest $got, expected $want: nothing was kept"
  exit 13
fi
ready="$part"
case "$LW_COMPRESSION" in
  bz2) unpack=bzip2 ;;
  xz) unpack=xz ;;
  *) unpack= ;;
esac
if [ -n "$unpack" ]; then
  need "$unpack"
  ready="$LW_PATH.raw"
  "$unpack" -dc < "$part" > "$ready" || { rm -f "$ready"; say "$LW_URL could not be unpacked"; exit 14; }
fi
printf '%s\\n' "$want" > "$LW_PATH.digest"
mv -f "$ready" "$LW_PATH"
rm -f "$part"
`;

// Without the right to write there, the body runs through sudo: `labwright doctor` offers to hand the directory over once.
const SCRIPT = `set -eu
dir=$(dirname "$LW_PATH")
if mkdir -p "$dir" 2>/dev/null && [ -w "$dir" ]; then exec sh -c "$LW_BODY"; fi
sudo -n mkdir -p "$dir"
exec sudo -n env LW_PATH="$LW_PATH" LW_URL="$LW_URL" LW_SUM="$LW_SUM" LW_SUMS_URL="$LW_SUMS_URL" LW_SUMS_ALGORITHM="$LW_SUMS_ALGORITHM" LW_SUMS_LENGTH="$LW_SUMS_LENGTH" LW_COMPRESSION="$LW_COMPRESSION" LW_RETRY_DELAY="$LW_RETRY_DELAY" sh -c "$LW_BODY"
`;

/** Where an image lies on a host. */
export function imagePath(host: Pick<KvmHost, "imagePath">, image: Pick<ResolvedImage, "fileName">): string {
  return `${host.imagePath}/${image.fileName}`;
}

/** The command that makes sure a host has an image, verified. What went wrong is told on stderr; the exit code is 10-15. */
export function fetchCommand(host: Pick<KvmHost, "ssh" | "imagePath">, image: ResolvedImage): HostCommand {
  const upload = host.ssh !== undefined && image.url.startsWith("file://");
  const { algorithm } = image.checksumSource ?? { algorithm: "sha256" };
  const command = hostCommand(host, SCRIPT, {
    LW_BODY: BODY,
    LW_PATH: imagePath(host, image),
    LW_URL: upload ? "-" : image.url,
    LW_SUM: image.checksum?.toString() ?? "",
    // MD5 proves nothing: such an image was accepted unpinned, and the digest it arrived with is what is kept.
    LW_SUMS_URL: algorithm === "md5" ? "" : [image.checksumSource?.url, image.checksumSource?.fallback].filter(Boolean).join(" "),
    LW_SUMS_ALGORITHM: algorithm,
    LW_SUMS_LENGTH: algorithm === "sha512" ? "128" : "64",
    LW_COMPRESSION: image.compression ?? "",
    LW_RETRY_DELAY: "2",
  });
  return upload ? { ...command, command: sending(image.url.slice("file://".length), command.command) } : command;
}

// The digest goes ahead of the file, so that the host knows whether it has that very file before it takes the next.
function sending(file: string, receive: string): string {
  return `f=${quote(file)}
[ -r "$f" ] || { echo "labwright: LW3010 $f cannot be read" >&2; exit 10; }
{ { sha256sum < "$f" 2> /dev/null || shasum -a 256 < "$f"; } | cut -d' ' -f1; cat "$f"; } | { ${receive}; }`;
}
