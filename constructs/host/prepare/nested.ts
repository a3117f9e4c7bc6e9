import type { PrepareStep } from "./step";

const SCRIPT = `
CONF=/etc/modprobe.d/labwright-nested.conf
live() { cat "$SYS/module/$1/parameters/nested" 2>/dev/null || echo -; }
module() {
  if grep -qw vmx "$R/proc/cpuinfo"; then echo kvm_intel; elif grep -qw svm "$R/proc/cpuinfo"; then echo kvm_amd; fi
}
users() { cat "$SYS/module/$1/refcnt" 2>/dev/null || echo 0; }
reload() {
  if [ -n "$(guests)" ] || [ "$(users "$1")" != 0 ]; then return 1; fi
  if [ -d "$SYS/module/$1" ]; then modprobe -r "$1" >&2 || return 1; fi
  modprobe "$1" >&2
}
undo_one() {
  undo_file "$2" "$3" "$4" || return 1
  kvm=$(module)
  [ -n "$kvm" ] || return 0
  reload "$kvm" || say "nested virtualisation ends with the next boot: machines run"
}

begin
if [ "$MODE" = undo ] || [ "$LW_NESTED" != yes ]; then
  prune ""
  exit 0
fi
kvm=$(module)
[ -n "$kvm" ] || die LW2068 "the processor has neither VT-x nor AMD-V: check the firmware's settings, or the hypervisor's if this is a virtual machine"
# Recent kernels have it on by default: then there is nothing to do.
case $(live "$kvm") in
  Y|1) claim file "$CONF" ;;
  *)
    echo "options $kvm nested=1" | put_file "$CONF"
    reload "$kvm" || die LW2069 "nested virtualisation is configured, but machines run: stop them and apply again, or reboot the host"
    case $(live "$kvm") in Y|1) ;; *) die LW2068 "module $kvm did not accept nested=1" ;; esac ;;
esac
prune "file $CONF"
`;

/** Machines of this host can be KVM hosts themselves. */
export function nestedStep(wanted: boolean): PrepareStep {
  return { name: "nested", script: SCRIPT, values: { LW_NESTED: wanted ? "yes" : "" } };
}
