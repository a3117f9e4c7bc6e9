import { IFUPDOWN } from "./bridge-ifupdown";
import { NETWORK_MANAGER } from "./bridge-network-manager";
import { NETWORKD } from "./bridge-networkd";
import { TRANSITION } from "./bridge-transition";
import type { PrepareStep } from "./step";

export interface HostBridge {
  readonly name: string;
  readonly nic: string;
  readonly confirmSeconds: number;
}

// Answers `unchanged`, or `armed NAME`: then a change is under way that has to be confirmed by a new connection.
const SCRIPT = `
P=$STATE/bridge-$LW_BRIDGE
${NETWORKD}${NETWORK_MANAGER}${IFUPDOWN}${TRANSITION}
manager() {
  if has nmcli && [ "$(nmcli -g RUNNING general 2>/dev/null)" = running ]; then
    case $(nmcli -g GENERAL.STATE device show "$LW_NIC" 2>/dev/null) in 100*) echo nm; return ;; esac
  fi
  if has networkctl && [ "$(systemctl is-active systemd-networkd 2>/dev/null)" = active ]; then
    case $(networkctl --no-pager --no-legend list "$LW_NIC" 2>/dev/null | awk '{ print $5 }') in ''|unmanaged) ;; *) echo nd; return ;; esac
  fi
  if has ifup && grep -qsE "^[[:space:]]*iface[[:space:]]+$LW_NIC([[:space:]]|$)" "$R/etc/network/interfaces" "$R/etc/network/interfaces.d"/*; then echo eni; return; fi
  die LW2073 "$LW_NIC is configured by nothing that labwright knows (systemd-networkd, NetworkManager, netplan, ifupdown): make bridge $LW_BRIDGE by hand and leave \\\`bridge\\\` out"
}

# Takes back the bridge of this stack that is open under another name than $1; one at a time.
retire() {
  line=$(mine | awk -F'|' -v keep="$1" '$4 == "bridge" && $5 != keep { print; exit }')
  [ -n "$line" ] || return 0
  name=$(echo "$line" | cut -d'|' -f5)
  was=$(echo "$line" | cut -d'|' -f6)
  next=$(heir bridge "$name")
  if [ "$(echo "$line" | cut -d'|' -f3)" = use ]; then record undo bridge "$name"; return 0; fi
  if [ -n "$next" ]; then
    mine | grep -v '^[^|]*|[^|]*|use|' | while IFS='|' read -r _ _ action kind item previous now; do
      record "$action" "$kind" "$item" "$previous" "$now" "$next"
      record undo "$kind" "$item"
    done
    say "bridge $name stays: $next needs it, and has it now"
    return 0
  fi
  set -- $(decode "$was")
  LW_BRIDGE=$name LW_NIC=$1 LW_MANAGER=$2 MAC=$3
  if [ ! -d "$SYS/class/net/$name/bridge" ]; then close_records; return 0; fi
  ports=
  for port in "$SYS/class/net/$name/brif"/*; do
    port=\${port##*/}
    case $port in "$LW_NIC"|'*') ;; *) ports="$ports $port" ;; esac
  done
  if [ -n "$ports" ]; then say "bridge $name stays: it has the ports$ports"; record keep bridge "$name"; return 0; fi
  if in_libvirt "$name"; then say "bridge $name stays: a libvirt network is on it"; record keep bridge "$name"; return 0; fi
  start down
}

raise() {
  [ -e "$SYS/class/net/$LW_NIC" ] || die LW2063 "there is no NIC $LW_NIC; there are: $(ls "$SYS/class/net" | tr '\\n' ' ')"
  master=$(basename "$(readlink "$SYS/class/net/$LW_NIC/master" 2>/dev/null || true)")
  if [ "$master" = "$LW_BRIDGE" ]; then claim bridge "$LW_BRIDGE"; return 0; fi
  if [ -n "$master" ]; then die LW2063 "$LW_NIC is a port of $master already"; fi
  if [ -e "$SYS/class/net/$LW_NIC/wireless" ] || [ -e "$SYS/class/net/$LW_NIC/bridge" ]; then die LW2063 "$LW_NIC is wireless, or a bridge itself: it cannot be a port"; fi
  if [ -e "$SYS/class/net/$LW_BRIDGE" ]; then die LW2066 "$LW_BRIDGE is there, without $LW_NIC: it is left alone"; fi
  LW_MANAGER=$(manager)
  MAC=$(cat "$SYS/class/net/$LW_NIC/address")
  start up
}

case $MODE in
  apply|undo)
    begin
    if [ "$MODE" = undo ]; then LW_BRIDGE=; fi
    recover
    retire "$LW_BRIDGE"
    if [ -n "$LW_BRIDGE" ]; then raise; fi
    echo unchanged ;;
  *) transition "$MODE" ;;
esac
`;

/**
 * A Linux bridge on a NIC of the host, made so that a mistake cannot lock anybody out: the change is applied and a timer
 * armed on the host; unless a new SSH connection confirms it in time, the host goes back to its old configuration.
 */
export function bridgeStep(bridge: HostBridge | undefined): PrepareStep {
  return {
    name: "bridge",
    script: SCRIPT,
    values: { LW_BRIDGE: bridge?.name ?? "", LW_NIC: bridge?.nic ?? "", LW_CONFIRM: String(bridge?.confirmSeconds ?? 60) },
  };
}
