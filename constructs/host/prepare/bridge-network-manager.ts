/**
 * NetworkManager, also below netplan. Until the change is confirmed our connections are in memory only (`save no`):
 * a host that is restarted comes up with its old network.
 */
export const NETWORK_MANAGER = `
nm_bridge() { echo "labwright-$LW_BRIDGE"; }
nm_port() { echo "labwright-$LW_BRIDGE-$LW_NIC"; }
nm_prepare() {
  nmcli -g GENERAL.CON-UUID device show "$LW_NIC" > "$P/files/old"
  [ -s "$P/files/old" ] || die LW2074 "NetworkManager has no active connection on $LW_NIC: it cannot be moved onto a bridge"
  old=$(cat "$P/files/old")
  for key in ipv4.addresses ipv4.gateway ipv4.routes ipv4.dns ipv4.dns-search ipv4.dhcp-client-id ipv4.method \\
             ipv6.addresses ipv6.gateway ipv6.routes ipv6.dns ipv6.dns-search ipv6.method; do
    value=$(nmcli --escape no -g "$key" connection show "$old")
    if [ -n "$value" ]; then printf '%s\\n%s\\n' "$key" "$value"; fi
  done > "$P/files/settings"
}
nm_journal() {
  record change nm-connection "$(cat "$P/files/old")" "$(nmcli -g connection.autoconnect connection show "$(cat "$P/files/old")" | encode)"
  record create nm-connection "$(nm_bridge)"
  record create nm-connection "$(nm_port)"
}
# The old connection is the one that the journal says was taken from the NIC.
nm_keep() {
  mine | awk -F'|' '$4 == "nm-connection" && $3 == "change" { print $5; exit }' > "$P/files/old"
  nmcli -g connection.uuid connection show "$(nm_bridge)" > "$P/files/bridge"
}
nm_up() {
  old=$(cat "$P/files/old")
  if ! nmcli -g connection.id connection show "$(nm_bridge)" >/dev/null 2>&1; then
    set -- type bridge con-name "$(nm_bridge)" ifname "$LW_BRIDGE" connection.autoconnect yes connection.autoconnect-slaves 1 bridge.stp no bridge.mac-address "$MAC"
    while IFS= read -r key && IFS= read -r value; do set -- "$@" "$key" "$value"; done < "$P/files/settings"
    nmcli connection add save no "$@"
    nmcli connection add save no type ethernet con-name "$(nm_port)" ifname "$LW_NIC" connection.autoconnect yes connection.master "$LW_BRIDGE" connection.slave-type bridge
  fi
  nmcli connection modify --temporary "$old" connection.autoconnect no
  nmcli --wait 0 connection up "$(nm_bridge)"
  nmcli connection up "$(nm_port)"
  wait_for "$SYS/class/net/$LW_NIC/master"
}
nm_persist() {
  nmcli connection modify "$(nm_bridge)" connection.autoconnect yes
  nmcli connection modify "$(nm_port)" connection.autoconnect yes
  nmcli connection modify "$(cat "$P/files/old")" connection.autoconnect no
}
# Taken down here, removed when the way back is confirmed.
nm_down() {
  for name in "$(nm_port)" "$(nm_bridge)"; do
    nmcli connection modify --temporary "$name" connection.autoconnect no || true
    nmcli connection down "$name" || true
  done
  ip link delete dev "$LW_BRIDGE" type bridge 2>/dev/null || true
  nmcli connection modify "$(cat "$P/files/old")" connection.autoconnect yes
  nmcli connection up "$(cat "$P/files/old")"
}
nm_forget() { nmcli connection delete "$(nm_port)" "$(nm_bridge)"; }
`;
