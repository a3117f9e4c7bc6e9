/**
 * A change of the host's network that undoes itself. `start` writes what is needed into $P, arms the timer and lets a
 * detached process do the change, so that the connection that asked for it ends in order. `confirm` and `rollback` race
 * for the file `armed`: whichever renames it has decided.
 *
 *   $P/run.sh MODE   this script, with its values    $P/armed       until it is decided
 *   $P/files/        what the network's manager needs $P/switched   the change was made
 */
export const TRANSITION = `
wait_for() {
  left=100
  while [ ! -e "$1" ]; do
    left=$((left - 1))
    [ $left -gt 0 ] || { say "$1 did not appear"; return 1; }
    sleep 0.2
  done
}
backend() { "\${LW_MANAGER}_$1"; }
other() { if [ "$1" = up ]; then echo down; else echo up; fi; }
addresses() { ip -o addr show dev "$1" scope global 2>/dev/null | awk '{ print $4 }' | tr '\\n' ' '; }
routed() { [ -n "$(ip route show default; ip -6 route show default 2>/dev/null)" ]; }
booted() { cat "$R/proc/sys/kernel/random/boot_id" 2>/dev/null || cat /proc/sys/kernel/random/boot_id; }

# detached NAME SECONDS MODE: outlives the connection that started it. The token keeps a timer of an earlier change from
# undoing a later one.
detached() {
  if [ -d "$R/run/systemd/system" ] && has systemd-run; then
    systemd-run --quiet --collect --unit "labwright-$1-$LW_BRIDGE" --on-active="$2" --timer-property=AccuracySec=100ms /bin/sh "$P/run.sh" "$3" "$token"
  else
    setsid nohup sh -c "sleep $2; exec sh '$P/run.sh' $3 $token" </dev/null >>"$P/log" 2>&1 9>&- &
  fi
}

start() {
  P=$STATE/bridge-$LW_BRIDGE
  rm -rf "$P"
  mkdir -p "$P/files"
  if [ "$1" = up ]; then
    backend prepare
    record create bridge "$LW_BRIDGE" "$(echo "$LW_NIC $LW_MANAGER $MAC" | encode)"
    backend journal
    seen=$LW_NIC
  else
    backend keep || { record keep bridge "$LW_BRIDGE"; rm -rf "$P"; echo unchanged; exit 0; }
    seen=$LW_BRIDGE
  fi
  addresses "$seen" > "$P/addresses"
  if routed; then : > "$P/routed"; fi
  booted > "$P/boot"
  token=$$-$(date +%s)
  {
    for pair in "LW_STACK=$LW_STACK" "LW_STEP=$LW_STEP" "LW_BRIDGE=$LW_BRIDGE" "LW_NIC=$LW_NIC" "LW_MANAGER=$LW_MANAGER" "MAC=$MAC" \\
                "LW_DIRECTION=$1" "LW_ROOT=$R" "LW_SYS=$SYS" "LW_PATH=$PATH" "LW_TOKEN=$token"; do echo "export \${pair%%=*}='\${pair#*=}'"; done
    echo 'export LW_MODE=$1 LW_GIVEN=\${2:-}'
    printf '%s\\n' "$LW_BODY"
  } > "$P/run.sh"
  : > "$P/armed"
  detached rollback "$LW_CONFIRM" rollback
  detached switch 1 switch
  echo "armed $LW_BRIDGE"
  exit 0
}

# A change that the host was restarted in the middle of.
recover() {
  for pending in "$STATE"/bridge-*/armed; do
    [ -e "$pending" ] || continue
    if [ "$(cat "\${pending%/armed}/boot")" = "$(booted)" ]; then die LW2065 "a change of \${pending%/armed} waits for its confirmation: try again in a minute"; fi
    sh "\${pending%/armed}/run.sh" rollback >&2 9>&-
  done
}

# Nothing of this stack's bridge is open any more.
close_records() {
  mine > "$STATE/.closing"
  while IFS='|' read -r _ _ _ kind name _; do record undo "$kind" "$name"; done < "$STATE/.closing"
  rm -f "$STATE/.closing"
}

# The network is as it was, but for the interface that has it.
healthy() {
  if [ "$LW_DIRECTION" = up ]; then
    [ "$(basename "$(readlink "$SYS/class/net/$LW_NIC/master" 2>/dev/null || true)")" = "$LW_BRIDGE" ] || return 1
    seen=$LW_BRIDGE
  else
    [ ! -e "$SYS/class/net/$LW_BRIDGE" ] || return 1
    seen=$LW_NIC
  fi
  if [ -s "$P/addresses" ] && [ -z "$(addresses "$seen")" ]; then return 1; fi
  if [ -e "$P/routed" ] && ! routed; then return 1; fi
}

transition() {
  if [ -n "$LW_GIVEN" ] && [ "$LW_GIVEN" != "$LW_TOKEN" ]; then exit 0; fi
  case $1 in
    switch)
      echo $$ > "$P/switch.pid"
      # Decided before it began, on a host too busy to begin in time: there is nothing to change any more.
      [ -e "$P/armed" ] || exit 0
      if sh "$P/run.sh" "$LW_DIRECTION" >>"$P/log" 2>&1; then : > "$P/switched"; else say "the change failed" >>"$P/log" 2>&1; exec sh "$P/run.sh" rollback; fi ;;
    up) backend up ;;
    down) backend down ;;
    persist) backend persist ;;
    confirm)
      if [ -e "$P/confirmed" ]; then exit 0; fi
      [ -e "$P/armed" ] || exit 4
      if [ ! -e "$P/switched" ] || ! healthy; then exit 3; fi
      mv "$P/armed" "$P/confirmed" 2>/dev/null || exit 4
      systemctl stop "labwright-rollback-$LW_BRIDGE.timer" 2>/dev/null || true
      if [ "$LW_DIRECTION" = up ]; then backend persist >>"$P/log" 2>&1
      else
        if [ "$LW_MANAGER" = nm ]; then nm_forget >>"$P/log" 2>&1; fi
        close_records
        rm -rf "$P"
      fi ;;
    rollback)
      mv "$P/armed" "$P/rolledback" 2>/dev/null || exit 0
      # A change that hangs must not hold its own undoing.
      pid=$(cat "$P/switch.pid" 2>/dev/null || true)
      if [ ! -e "$P/switched" ] && [ -n "$pid" ] && [ "$pid" != $$ ]; then kill -s KILL -- "-$pid" 2>/dev/null || true; fi
      sh "$P/run.sh" "$(other "$LW_DIRECTION")" >>"$P/log" 2>&1 || say "going back met an error" >>"$P/log" 2>&1
      if [ "$LW_DIRECTION" = up ]; then
        if [ "$LW_MANAGER" = nm ]; then nm_forget >>"$P/log" 2>&1 || true; fi
        close_records
      else
        sh "$P/run.sh" persist >>"$P/log" 2>&1 || true
        record keep bridge "$LW_BRIDGE"
      fi
      : > "$P/done" ;;
  esac
}
`;
