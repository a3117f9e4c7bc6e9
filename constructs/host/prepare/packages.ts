import type { PrepareStep } from "./step";
import { kvmHostPackages, KEPT_WITH } from "./package-list";
import { PACKAGE_TOOLS } from "./package-tools";

// Dependencies are journaled one by one, so that undo takes exactly them and never `autoremove`s what it did not bring.
const SCRIPT = `${PACKAGE_TOOLS}
in_use() {
  if has virsh; then
    used=$(virsh -c qemu:///system list --all --name 2>/dev/null | grep . | head -n 3 | tr '\\n' ' ' || true)
    pools=$(virsh -c qemu:///system pool-list --all --name 2>/dev/null | grep . | grep -vx default | head -n 3 | tr '\\n' ' ' || true)
    networks=$(virsh -c qemu:///system net-list --all --name 2>/dev/null | grep . | grep -vx default | head -n 3 | tr '\\n' ' ' || true)
    if [ -n "$used$pools$networks" ]; then
      say "libvirt stays: it has $used$pools$networks"
      echo "$LW_KEPT_LIBVIRT"
    fi
  fi
  if has ovs-vsctl; then
    bridges=$(ovs-vsctl --timeout=10 list-br 2>/dev/null | head -n 3 | tr '\\n' ' ' || true)
    if [ -n "$bridges" ]; then say "Open vSwitch stays: it has $bridges"; echo "$LW_KEPT_OVS"; fi
  fi
}

# Removes all packages that are open, not wanted, not used by another stack, and that nothing left behind depends on.
prune_packages() {
  mine > "$STATE/.open"
  removable= passed=
  while IFS='|' read -r _ _ action _ name previous now; do
    case " $1 " in *" $name "*) continue ;; esac
    next=$(heir package "$name")
    if [ "$action" = use ]; then record undo package "$name"
    elif [ -n "$next" ]; then
      record "$action" package "$name" "$previous" "$now" "$next"
      record undo package "$name"
      passed="$passed $name"
    else removable="$removable $name"; fi
  done < "$STATE/.open"
  rm -f "$STATE/.open"
  [ -n "$removable" ] || return 0
  wanted=$(installed_of $removable)
  going=$(without "$wanted" $(in_use) $1 $passed)
  going=$(free_of_dependents $going)
  if [ -n "$going" ]; then remove_packages $going </dev/null >&2 9>&- || { say "LW2062 packages could not be removed: they are left"; going=; }; fi
  LATER=yes
  for name in $removable; do
    case " $(echo $wanted) " in *" $name "*) ;; *) record undo package "$name"; continue ;; esac
    case " $(echo $going) " in *" $name "*) record undo package "$name" ;; *) record keep package "$name"; kept=yes ;; esac
  done
  LATER=
  sync
  [ -z "\${kept:-}" ] || say "packages stay that something else depends on or uses: the journal names them"
}

begin
tool=$(family)
if [ "$tool" = dnf ]; then dnf_record; fi
if [ "$MODE" = undo ]; then
  prune_packages ""
  exit 0
fi
case $tool in
  apt) case $(uname -m) in aarch64) names=$LW_APT_AARCH64 ;; *) names=$LW_APT_X86_64 ;; esac ;;
  dnf) case $(uname -m) in aarch64) names=$LW_DNF_AARCH64 ;; *) names=$LW_DNF_X86_64 ;; esac ;;
esac
names="$names $LW_EXTRA"
missing=$(without "$names" $(installed_of $names))
for name in $(installed_of $names); do claim package "$name"; done
if [ -n "$missing" ]; then
  trap 'rm -f "$STATE/labwright.list"' EXIT
  install_packages $missing
fi
# An extra package that is not asked for any more goes, with the dependencies that only it had.
retired=$(without "$(mine | awk -F'|' '$7 == "root" { print $5 }')" $names)
if [ -n "$retired" ]; then prune_packages "$names"; fi
`;

/** QEMU, libvirt, Open vSwitch and what belongs to them, from the distribution. */
export function packagesStep(extra: readonly string[], aptMirror: string | undefined, aptSecurity?: string): PrepareStep {
  const list = (family: "apt" | "dnf", arch: string): string => kvmHostPackages(family, arch).join(" ");
  return {
    name: "packages",
    script: SCRIPT,
    values: {
      LW_APT_X86_64: list("apt", "x86_64"), LW_APT_AARCH64: list("apt", "aarch64"),
      LW_DNF_X86_64: list("dnf", "x86_64"), LW_DNF_AARCH64: list("dnf", "aarch64"),
      LW_EXTRA: extra.join(" "),
      LW_APT_MIRROR: aptMirror ?? "",
      LW_APT_SECURITY: aptSecurity ?? "",
      LW_KEPT_OVS: KEPT_WITH.ovs.join(" "),
      LW_KEPT_LIBVIRT: KEPT_WITH.libvirt.join(" "),
    },
  };
}
