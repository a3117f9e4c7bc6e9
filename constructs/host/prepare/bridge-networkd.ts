/**
 * systemd-networkd, also below netplan: netplan writes `10-netplan-*`, ours sort before it and its files stay untouched.
 * Until the change is confirmed our files are in /run: a host that is restarted comes up with its old network.
 */
export const NETWORKD = `
nd_names() { echo "05-labwright-$LW_BRIDGE.netdev 05-labwright-$LW_BRIDGE.network 05-labwright-$LW_NIC.network"; }
nd_prepare() {
  file=$(networkctl --no-pager status "$LW_NIC" 2>/dev/null | sed -n 's/^ *Network File: *//p' | head -n 1)
  if [ ! -f "$R$file" ]; then die LW2074 "systemd-networkd has no file for $LW_NIC: it cannot be moved onto a bridge"; fi
  set -- "$R$file"
  for part in "$R/run/systemd/network/\${file##*/}.d"/*.conf "$R/etc/systemd/network/\${file##*/}.d"/*.conf; do
    if [ -f "$part" ]; then set -- "$@" "$part"; fi
  done
  if grep -qiE '^(Bridge|Bond|VLAN|MACVLAN|IPVLAN|VRF|VXLAN) *=' "$@"; then
    die LW2074 "$file has $LW_NIC in a bridge or bond, or VLANs on it: that cannot be moved onto a bridge by itself"
  fi
  mtu=$(cat "$SYS/class/net/$LW_NIC/mtu" 2>/dev/null || echo 1500)
  if [ "$mtu" = 1500 ]; then mtu=; else mtu="MTUBytes=$mtu"; fi
  printf '[NetDev]\\nName=%s\\nKind=bridge\\nMACAddress=%s\\n%s\\n\\n[Bridge]\\nSTP=no\\nForwardDelaySec=0\\n' "$LW_BRIDGE" "$MAC" "$mtu" > "$P/files/05-labwright-$LW_BRIDGE.netdev"
  printf '[Match]\\nName=%s\\n\\n[Link]\\n%s\\n\\n[Network]\\nBridge=%s\\nLinkLocalAddressing=no\\n' "$LW_NIC" "$mtu" "$LW_BRIDGE" > "$P/files/05-labwright-$LW_NIC.network"
  {
    printf '[Match]\\nName=%s\\n\\n' "$LW_BRIDGE"
    awk '/^[ \\t]*\\[/ { skip = ($0 ~ /\\[(Match|Link)\\]/) } !skip' "$@"
    # The same DHCP client as before, so that the server gives the same address.
    lease="$R/run/systemd/netif/leases/$(cat "$SYS/class/net/$LW_NIC/ifindex" 2>/dev/null || echo 0)"
    iaid=$(sed -nE 's/^CLIENTID=ff([0-9a-f]{8}).*/\\1/p' "$lease" 2>/dev/null || true)
    if [ -n "$iaid" ]; then printf '\\n[DHCPv4]\\nIAID=%s\\n' "$((0x$iaid))"; fi
  } > "$P/files/05-labwright-$LW_BRIDGE.network"
}
nd_journal() { for name in $(nd_names); do record create file "/etc/systemd/network/$name" - "$(digest "$P/files/$name")"; done; }
# Before an undo: what is there now is what a failed undo goes back to.
nd_keep() { for name in $(nd_names); do cp "$R/etc/systemd/network/$name" "$P/files/$name"; done; }
nd_up() {
  mkdir -p "$R/run/systemd/network"
  cp "$P/files/"* "$R/run/systemd/network/"
  networkctl reload
  networkctl reconfigure "$LW_NIC" || true
  wait_for "$SYS/class/net/$LW_NIC/master"
  ip addr flush dev "$LW_NIC" scope global
}
nd_persist() {
  mkdir -p "$R/etc/systemd/network"
  for name in $(nd_names); do
    cp "$P/files/$name" "$R/etc/systemd/network/$name"
    rm -f "$R/run/systemd/network/$name"
  done
}
nd_down() {
  for name in $(nd_names); do rm -f "$R/run/systemd/network/$name" "$R/etc/systemd/network/$name"; done
  ip link delete dev "$LW_BRIDGE" type bridge || true
  networkctl reload
  networkctl reconfigure "$LW_NIC"
}
`;
