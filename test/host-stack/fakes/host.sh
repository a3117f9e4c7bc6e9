#!/bin/sh
# systemctl, virsh, ovs-vsctl, modprobe, usermod and others, faked: their state is files below $LW_FAKE.
set -eu
F=$LW_FAKE
call() { echo "${0##*/} $*" >> "$F/calls"; }
case ${0##*/} in
  systemctl)
    unit() { cat "$F/units/$1" 2>/dev/null || echo "not-found inactive"; }
    case $1 in
      is-enabled) set -- $(unit "$2"); echo "$1"; [ "$1" = enabled ] ;;
      is-active) set -- $(unit "$2"); echo "$2"; [ "$2" = active ] ;;
      cat) [ -e "$F/units/$2" ] ;;
      enable) call "$@"; [ ! -e "$F/broken-units" ] || exit 1; echo "enabled active" > "$F/units/$3" ;;
      disable) call "$@"; set -- "$2" $(unit "$2"); echo "disabled $3" > "$F/units/$1" ;;
      stop) call "$@"; [ -e "$F/units/$2" ] || exit 0; set -- "$2" $(unit "$2"); echo "$2 inactive" > "$F/units/$1" ;;
    esac ;;
  virsh)
    shift 2
    case "$*" in
      version) [ ! -e "$F/no-libvirt" ] ;;
      'list --name') cat "$F/guests" 2>/dev/null || true ;;
      'list --all --name') cat "$F/guests" "$F/domains" 2>/dev/null || true ;;
      'pool-list --all --name') cat "$F/pools" 2>/dev/null || true ;;
      'net-list --all --name') cat "$F/networks" 2>/dev/null || true ;;
      net-dumpxml*) echo "<network><bridge name='$2'/></network>" ;;
    esac ;;
  ovs-vsctl)
    case $1 in --timeout=*) shift ;; esac
    case $1 in --if-exists) shift ;; esac
    case $1 in
      br-exists) [ -d "$F/ovs/$2" ] ;;
      list-br) ls "$F/ovs" 2>/dev/null || true ;;
      list-ports) ls "$F/ovs/$2/ports" 2>/dev/null || true ;;
      get) cat "$F/ovs/$3/datapath" ;;
      add-br) call "$@"; mkdir -p "$F/ovs/$2"; for word in "$@"; do case $word in datapath_type=*) echo "${word#*=}" > "$F/ovs/$2/datapath" ;; esac; done ;;
      del-br) call "$@"; rm -rf "$F/ovs/$2" ;;
    esac ;;
  modprobe)
    case $1 in
      -r) call "$@"; rm -rf "$LW_SYS/module/$2" ;;
      openvswitch) [ -e "$F/has-openvswitch" ] ;;
      *) call "$@"; mkdir -p "$LW_SYS/module/$1/parameters"; echo 0 > "$LW_SYS/module/$1/refcnt"
        if grep -qs "$1 nested=1" "$LW_ROOT"/etc/modprobe.d/*; then echo Y; else echo N; fi > "$LW_SYS/module/$1/parameters/nested" ;;
    esac ;;
  id) case "$*" in -un) echo "${LW_FAKE_USER:-root}" ;; -u) if [ "${LW_FAKE_USER:-root}" = root ]; then echo 0; else echo 1000; fi ;; -nG*) cat "$F/groups" 2>/dev/null || echo users ;; esac ;;
  usermod) call "$@"; echo "users libvirt" > "$F/groups" ;;
  gpasswd) call "$@"; echo users > "$F/groups" ;;
  sudo) call "$1 $2"; [ ! -e "$F/no-sudo" ] || exit 1; shift; export LW_FAKE_USER=root; exec "$@" ;;
  df) echo "Filesystem 1024-blocks Used Available Capacity Mounted"; echo "/dev/vda 1 1 $(cat "$F/free" 2>/dev/null || echo 99999999) 1% /" ;;
  uname) echo x86_64 ;;
  sync|ssh) : ;;
esac
