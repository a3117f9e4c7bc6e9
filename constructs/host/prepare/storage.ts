import type { PrepareStep } from "./step";

const SCRIPT = `
undo_one() {
  [ -d "$R$2" ] || return 0
  rmdir "$R$2" 2>/dev/null || { say "directory $2 is not empty: it is left"; return 1; }
}
# Every directory on the way that is made is journaled: undo removes them from the innermost out.
make_directory() {
  [ "$1" != / ] || return 0
  if [ -d "$R$1" ]; then claim directory "$1"; return 0; fi
  if [ -e "$R$1" ] || [ -L "$R$1" ]; then die LW2071 "$1 exists and is no directory"; fi
  make_directory "$(dirname "$1")" 755
  record create directory "$1"
  mkdir -m "$2" "$R$1"
  # libvirt labels the images; the directory has to be one that a confined QEMU may pass.
  if has selinuxenabled && selinuxenabled; then chcon -t virt_image_t "$R$1" >&2 || true; fi
}

begin
if [ "$MODE" = undo ]; then
  prune ""
  exit 0
fi
make_directory "$LW_STORAGE" 711
make_directory "$LW_IMAGES" 755
free=$(df -Pk "$R$LW_STORAGE" | awk 'NR == 2 { print $4 }')
if [ "$free" -lt "$LW_FREE_KIB" ]; then die LW2072 "$LW_STORAGE has $((free / 1048576)) GiB free, $((LW_FREE_KIB / 1048576)) GiB are wanted"; fi
# Parents of what is wanted stay, whoever made them.
wanted=
for path in "$LW_STORAGE" "$LW_IMAGES"; do
  while [ "$path" != / ]; do wanted="$wanted\${NL}directory $path"; path=$(dirname "$path"); done
done
prune "$wanted"
`;

/** The directory that labs make their storage pools in, and the one of the images they share. */
export function storageStep(storagePath: string, imagePath: string, minimumFreeBytes: number): PrepareStep {
  const path = storagePath.replace(/(.)\/+$/, "$1");
  return { name: "storage", script: SCRIPT, values: { LW_STORAGE: path, LW_IMAGES: imagePath, LW_FREE_KIB: String(Math.ceil(minimumFreeBytes / 1024)) } };
}
