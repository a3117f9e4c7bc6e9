#!/bin/sh
# systemd-networkd, NetworkManager and ifupdown, faked: each does with `ip` what its configuration says.
# `ip` is a fake too, or the real one in a network namespace.
set -eu
F=$LW_FAKE
SYS=${LW_SYS:-/sys}
ETC=$LW_ROOT/etc
call() { echo "${0##*/} $*" >> "$F/calls"; }
present() { [ -e "$SYS/class/net/$1" ]; }
# A bridge that comes up without its address: what cuts a host off.
works() { [ "$1" != br0 ] || [ ! -e "$F/broken-network" ]; }
address() { ip addr flush dev "$1" scope global; ip addr add "$2" dev "$1"; ip link set dev "$1" up; }

networkd_apply() {
  files=$(for f in "$LW_ROOT"/run/systemd/network/* "$ETC"/systemd/network/*; do [ ! -f "$f" ] || echo "${f##*/} $f"; done | sort | cut -d' ' -f2)
  for f in $files; do case $f in *.netdev)
    name=$(sed -n 's/^Name=//p' "$f")
    if ! present "$name"; then ip link add name "$name" type bridge; ip link set dev "$name" address "$(sed -n 's/^MACAddress=//p' "$f")"; fi ;;
  esac; done
  for link in "$SYS"/class/net/*; do
    link=${link##*/}
    for f in $files; do
      case $f in *.network) ;; *) continue ;; esac
      [ "$(sed -n 's/^Name=//p' "$f")" = "$link" ] || continue
      bridge=$(sed -n 's/^Bridge=//p' "$f"); static=$(sed -n 's/^Address=//p' "$f")
      if [ -n "$bridge" ]; then ip link set dev "$link" master "$bridge"; ip link set dev "$link" up; fi
      if [ -n "$static" ] && works "$link"; then address "$link" "$static"; fi
      break
    done
  done
}

# The stanzas of an interface: its `pre-up` lines, its address, its `post-down` lines.
eni() { cat "$ETC/network/interfaces" "$ETC"/network/interfaces.d/* 2>/dev/null | awk -v i="$1" '$1 == "iface" { on = ($2 == i) } on'; }

case ${0##*/} in
  networkctl)
    while case ${1:-} in --*) true ;; *) false ;; esac; do shift; done
    case $1 in
      status) echo "             Network File: $(cat "$F/network-file")" ;;
      list) echo "2 $2 ether routable ${LW_FAKE_SETUP:-configured}" ;;
      reload) call "$@"; [ ! -e "$F/hang" ] || sleep 60; networkd_apply ;;
      reconfigure) call "$@"; networkd_apply ;;
    esac ;;
  nmcli)
    [ "${1:-}" != --escape ] || shift 2
    [ "${1:-}" != --wait ] || shift 2
    C=$F/connections
    case "$*" in
      '-g RUNNING general') echo running ;;
      '-g GENERAL.STATE device show '*) echo "100 (connected)" ;;
      '-g GENERAL.CON-UUID device show '*) cat "$F/nm-uuid" ;;
      '-g '*' connection show '*) cat "$C/$5/$2" 2>/dev/null || [ -d "$C/$5" ] ;;
      'connection add save no '*)
        call "$@"; shift 4; name=${*#*con-name }; name=${name%% *}; mkdir -p "$C/$name"; : > "$C/$name/volatile"
        while [ $# -gt 1 ]; do echo "$2" > "$C/$name/$1"; shift 2; done
        if [ "$(cat "$C/$name/type")" = bridge ]; then ip link add name "$(cat "$C/$name/ifname")" type bridge; fi ;;
      'connection modify '*) call "$@"; shift 2; temp=; if [ "$1" = --temporary ]; then temp=yes; shift; fi
        [ -d "$C/$1" ] || exit 10
        [ -n "$temp" ] || rm -f "$C/$1/volatile"
        echo "$3" > "$C/$1/$2" ;;
      'connection up '*) call "$@"; c=$C/$3; dev=$(cat "$c/ifname")
        if [ "$(cat "$c/type")" = bridge ]; then present "$dev" || ip link add name "$dev" type bridge; fi
        if [ -e "$c/connection.master" ]; then ip addr flush dev "$dev" scope global; ip link set dev "$dev" master "$(cat "$c/connection.master")"
        elif [ -e "$c/ipv4.addresses" ] && works "$dev"; then address "$dev" "$(cat "$c/ipv4.addresses")"; fi ;;
      'connection down '*) call "$@"; c=$C/$3; [ -d "$c" ] || exit 10; if [ "$(cat "$c/type")" = bridge ]; then ip link delete dev "$(cat "$c/ifname")" type bridge; fi ;;
      'connection delete '*) call "$@"; shift 2; for c in "$@"; do rm -rf "$C/$c"; done ;;
    esac ;;
  ifup)
    call "$@"
    eni "$1" | sed -n 's/^ *pre-up //p' > "$F/pre-up"; sh -e "$F/pre-up"
    static=$(eni "$1" | sed -n 's/^ *address //p')
    if [ -n "$static" ] && works "$1"; then address "$1" "$static"; else ip link set dev "$1" up; fi ;;
  ifdown)
    call "$@"; [ "$1" != --force ] || shift
    present "$1" || exit 0
    ip addr flush dev "$1" scope global
    eni "$1" | sed -n 's/^ *post-down //p' > "$F/post-down"; sh "$F/post-down" ;;
esac
