#!/bin/sh
# ip, faked: links are directories as in /sys/class/net, with a file of addresses in each.
set -eu
NET=$LW_SYS/class/net
[ "$1" != -o ] || shift
[ "$1" != -6 ] || exit 0
dev() { while [ $# -gt 0 ]; do if [ "$1" = dev ]; then echo "$2"; return; fi; shift; done; }
case "$1 $2" in
  'link add') echo "ip $*" >> "$LW_FAKE/calls"; mkdir -p "$NET/$4/bridge" "$NET/$4/brif"; echo 02:00:00:00:00:00 > "$NET/$4/address" ;;
  'link show') [ -d "$NET/$4" ] ;;
  'link set')
    d=$(dev "$@"); d=${d:-$3}
    case $* in
      *" master "*) m=${*##* master }; ln -sfn "../$m" "$NET/$d/master"; mkdir -p "$NET/$m/brif/$d" ;;
      *" address "*) echo "${*##* address }" > "$NET/$d/address" ;;
    esac ;;
  'link delete') d=$(dev "$@"); [ -d "$NET/$d" ] || exit 1
    for port in "$NET/$d/brif"/*; do rm -f "$NET/${port##*/}/master"; done
    rm -rf "$NET/$d" ;;
  'addr flush') d=$(dev "$@"); rm -f "$NET/$d/addresses" ;;
  'addr add') echo "$3" > "$NET/$(dev "$@")/addresses" ;;
  'addr show') d=$(dev "$@"); i=0; [ ! -e "$NET/$d/addresses" ] || while read -r a; do echo "2: $d inet $a scope global $d"; done < "$NET/$d/addresses" ;;
  'route show') if cat "$NET"/*/addresses 2>/dev/null | grep -q .; then echo "default via 10.0.0.1"; fi ;;
esac
