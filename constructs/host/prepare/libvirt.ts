import type { PrepareStep } from "./step";

// Debian and Ubuntu run one daemon, Fedora a daemon for each driver and a proxy under the old socket's name.
const SCRIPT = `
undo_one() {
  case $1 in
    unit) if [ -n "$(guests)" ]; then say "$2 stays as it is: machines run"; return 1; fi
          undo_unit "$2" "$3" ;;
    member) gpasswd -d "\${2%:*}" "\${2#*:}" >&2 || true ;;
  esac
}
known() { systemctl cat "$1" >/dev/null 2>&1; }

begin
if [ "$MODE" = undo ]; then
  prune ""
  exit 0
fi
tool=$(family)
if [ "$tool" = dnf ] && known virtproxyd.socket; then
  units="virtqemud.socket virtnetworkd.socket virtstoraged.socket virtnodedevd.socket virtproxyd.socket"
elif known libvirtd.socket && [ "$(systemctl is-active libvirtd.service 2>/dev/null || true)" != active ]; then
  units=libvirtd.socket
else
  units=libvirtd.service
fi
wanted=
for unit in $units; do
  enable_unit "$unit"
  wanted="$wanted\${NL}unit $unit"
done
if [ -n "\${LW_LOGIN:-}" ] && [ "$LW_LOGIN" != root ]; then
  case " $(id -nG "$LW_LOGIN") " in
    *" libvirt "*) claim member "$LW_LOGIN:libvirt" ;;
    *) record create member "$LW_LOGIN:libvirt"; usermod -aG libvirt "$LW_LOGIN" >&2 ;;
  esac
  wanted="$wanted\${NL}member $LW_LOGIN:libvirt"
fi
tries=30
until virsh -c qemu:///system version >/dev/null 2>&1; do
  tries=$((tries - 1))
  [ $tries -gt 0 ] || die LW2070 "libvirt does not answer: journalctl -u libvirtd says why"
  sleep 1
done
prune "$wanted"
`;

/** libvirt runs, starts with the host, and lets in the user that labs connect as. */
export function libvirtStep(): PrepareStep {
  return { name: "libvirt", script: SCRIPT, values: {} };
}
