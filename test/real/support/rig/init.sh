#!/bin/bash
# PID 1 of a rig: builds the private world, starts the daemons, then lives as long as its stdin.
# When it ends, for whatever reason, the kernel kills everything in the PID namespace and
# the mounts and the network go with it. bash, because it reaps the orphans a PID 1 inherits.
set -euo pipefail
state=$1

# The caller's /proc is still mounted: it tells our PID as the caller knows it, for nsenter.
read -r outer_pid _ < /proc/self/stat
mount -t proc proc /proc

# sysfs shows the network it was mounted in; a fresh one also hides the cgroups from libvirt.
umount --lazy /sys
mount -t sysfs sysfs /sys

mount -t tmpfs -o mode=0755 tmpfs /run
mkdir -p /run/lock /run/libvirt /run/openvswitch
mount -t tmpfs -o mode=1777 tmpfs /dev/shm

# private DIR: the machine's own DIR is neither seen nor touched.
private() {
  mkdir -p "$state/root$1"
  mount --bind "$state/root$1" "$1"
}
# Before /etc/libvirt is covered: the stock packet filters, and nothing of the machine's own labs.
mkdir -p "$state/root/etc/libvirt"
[ ! -d /etc/libvirt/nwfilter ] || cp -a /etc/libvirt/nwfilter "$state/root/etc/libvirt/"
for dir in /etc/libvirt /var/lib/libvirt /var/cache/libvirt /var/log/libvirt \
           /etc/openvswitch /var/lib/openvswitch /var/log/openvswitch; do
  private "$dir"
done
# As the packages lay them out; libvirt makes only some of them itself.
mkdir -p /etc/libvirt/{hooks,qemu/networks/autostart} /var/lib/libvirt/{boot,images,qemu/channel/target} /var/log/libvirt/qemu

# No KVM for anybody. Whatever root can write, /dev/null too, libvirt takes for a KVM to be probed
# again before each use (0.4 s a time); a read-only file it does not.
if [ -e /dev/kvm ]; then
  touch "$state/no-kvm"
  mount --bind "$state/no-kvm" /dev/kvm
  mount -o remount,bind,ro /dev/kvm
fi

ip link set lo up

cat > /etc/libvirt/qemu.conf <<'CONF'
security_driver = "none"
user = "root"
group = "root"
# QEMU is root already: leave the owners of other people's images alone.
dynamic_ownership = 0
remember_owner = 0
# A mount namespace of its own would bring the real /dev/kvm back.
namespaces = []
cgroup_controllers = []
CONF
cat > /etc/libvirt/libvirtd.conf <<'CONF'
auth_unix_ro = "none"
auth_unix_rw = "none"
CONF

# daemon NAME COMMAND...: in the foreground, so that we are its parent and it needs no pid file.
declare -A pids
daemon() {
  local name=$1; shift
  "$@" </dev/null >"$state/$name.log" 2>&1 &
  pids[$name]=$!
}
# ready NAME SOCKET: the daemon answers on its socket, or the rig fails with its log.
ready() {
  local tries=600
  until [ -S "$2" ]; do
    if ! kill -0 "${pids[$1]}" 2>/dev/null || [ $((tries -= 1)) -eq 0 ]; then
      echo "rig: $1 did not come up" >&2
      tail -n 20 "$state/$1.log" >&2
      exit 1
    fi
    sleep 0.05
  done
}

ovsdb-tool create /etc/openvswitch/conf.db /usr/share/openvswitch/vswitch.ovsschema
daemon virtlogd virtlogd
daemon libvirtd libvirtd
daemon ovsdb-server ovsdb-server --remote=punix:/run/openvswitch/db.sock --pidfile --no-chdir
ready ovsdb-server /run/openvswitch/db.sock
ovs-vsctl --no-wait init
daemon ovs-vswitchd ovs-vswitchd --pidfile --no-chdir
ready virtlogd /run/libvirt/virtlogd-sock
ready libvirtd /run/libvirt/libvirt-sock
ready ovs-vswitchd "/run/openvswitch/ovs-vswitchd.${pids[ovs-vswitchd]}.ctl"

echo "ready $outer_pid"
while read -r _; do :; done
