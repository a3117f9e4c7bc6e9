import type { PrepareStep } from "./step";

const SCRIPT = `
vsctl() { ovs-vsctl --timeout=20 "$@"; }
undo_one() {
  case $1 in
    unit) has ovs-vsctl || return 0
      if [ -n "$(vsctl list-br 2>/dev/null || true)" ]; then say "Open vSwitch keeps running: it has other bridges"; return 1; fi
      undo_unit "$2" "$3"
      return 0 ;;
  esac
  has ovs-vsctl && vsctl br-exists "$2" || return 0
  ports=$(vsctl list-ports "$2" | tr '\\n' ' ')
  if [ -n "$ports" ]; then say "OVS bridge $2 stays: it has the ports $ports"; return 1; fi
  if in_libvirt "$2"; then say "OVS bridge $2 stays: a libvirt network is on it"; return 1; fi
  vsctl --if-exists del-br "$2"
}

begin
if [ "$MODE" = undo ]; then
  prune ""
  exit 0
fi
tool=$(family)
case $tool in apt) unit=openvswitch-switch.service ;; *) unit=openvswitch.service ;; esac
enable_unit "$unit"
wanted="unit $unit"
if [ -n "$LW_OVS_BRIDGE" ]; then
  wanted="$wanted\${NL}ovs-bridge $LW_OVS_BRIDGE"
  datapath=$LW_DATAPATH
  if [ -z "$datapath" ]; then
    if [ -d "$SYS/module/openvswitch" ] || modprobe openvswitch 2>/dev/null; then datapath=system; else datapath=netdev; fi
  fi
  if vsctl br-exists "$LW_OVS_BRIDGE"; then
    has_type=$(vsctl get bridge "$LW_OVS_BRIDGE" datapath_type | tr -d '"')
    if [ -n "$LW_DATAPATH" ] && [ "\${has_type:-system}" != "$LW_DATAPATH" ]; then
      die LW2067 "OVS bridge $LW_OVS_BRIDGE is there with datapath \${has_type:-system}, wanted $LW_DATAPATH: it is left alone"
    fi
    claim ovs-bridge "$LW_OVS_BRIDGE"
  else
    if [ -e "$SYS/class/net/$LW_OVS_BRIDGE" ]; then die LW2067 "$LW_OVS_BRIDGE is there and is no OVS bridge: it is left alone"; fi
    record create ovs-bridge "$LW_OVS_BRIDGE"
    vsctl add-br "$LW_OVS_BRIDGE" -- set bridge "$LW_OVS_BRIDGE" "datapath_type=$datapath" "external_ids:labwright-host=$LW_STACK" >&2
  fi
  ip link set "$LW_OVS_BRIDGE" up
fi
prune "$wanted"
`;

/** Open vSwitch runs; with a bridge of its own where one is asked for. */
export function ovsStep(bridge: { readonly name: string; readonly datapath?: string } | undefined): PrepareStep {
  return { name: "ovs", script: SCRIPT, values: { LW_OVS_BRIDGE: bridge?.name ?? "", LW_DATAPATH: bridge?.datapath ?? "" } };
}
