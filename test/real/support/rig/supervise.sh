#!/bin/sh
# Outside the rig: starts its PID 1, waits for it, removes its directory. Our stdin, passed on,
# is the lifeline: it closes with the process that started us, even if that was killed.
state=$1
init=$2
# The lock says "in use" to the sweep of abandoned directories; nobody inside may inherit it.
exec 9>"$state/.lock"
flock -n 9 || exit 1
unshare --mount --net --pid --ipc --fork --kill-child --propagation private bash "$init" "$state" 9>&-
code=$?
rm -rf "$state"
exit "$code"
