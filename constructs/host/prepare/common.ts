/**
 * What every step's script begins with. `LW_ROOT`, `LW_SYS` and `LW_PATH` let a test give it files and commands of its own;
 * on a real host they are empty.
 *
 * The journal is append-only, one JSON object a line, written before each change:
 * create (was not there), change (`previous` holds what was), use (another stack made it, this one needs it too),
 * keep (undo left it, for a reason that was said), undo. What is open is what has no undo after it.
 */
export const COMMON = `set -eu
umask 022
export LC_ALL=C
PATH=\${LW_PATH:-$PATH:/usr/sbin:/sbin}
R=\${LW_ROOT:-}
SYS=\${LW_SYS:-$R/sys}
MODE=\${LW_MODE:-apply}
STATE=$R/var/lib/labwright
JOURNAL=$STATE/journal.jsonl
AT=$(date -u +%Y-%m-%dT%H:%M:%SZ)
NL='
'
say() { echo "labwright: $*" >&2; }
die() { say "$@"; exit "\${1#LW20}"; }
has() { command -v "$1" >/dev/null 2>&1; }

begin() {
  if [ "$MODE" = undo ] && [ ! -e "$JOURNAL" ]; then exit 0; fi
  mkdir -p "$STATE"
  chmod 700 "$STATE"
  exec 9>>"$STATE/lock"
  if has flock; then flock 9; fi
}

# record ACTION KIND NAME [PREVIOUS [NOW [STACK]]]: previous in base64, - where there was nothing
record() {
  printf '{"at":"%s","stack":"%s","step":"%s","action":"%s","kind":"%s","name":"%s","previous":"%s","now":"%s"}\\n' \\
    "$AT" "\${6:-$LW_STACK}" "$LW_STEP" "$1" "$2" "$3" "\${4:--}" "\${5:--}" >> "$JOURNAL"
  [ -n "\${LATER:-}" ] || sync "$JOURNAL" 2>/dev/null || sync
}

# stack|step|action|kind|name|previous|now of all that is open, newest first
opened() {
  [ -e "$JOURNAL" ] || return 0
  awk '
    function field(key,    text, at) {
      text = "\\"" key "\\":\\""; at = index($0, text); if (!at) return ""
      text = substr($0, at + length(text)); return substr(text, 1, index(text, "\\"") - 1)
    }
    { action = field("action"); id = field("stack") "|" field("kind") "|" field("name") }
    action == "undo" { delete open[id]; next }
    action == "keep" || action == "" { next }
    action == "use" && (id in open) { next }
    !(id in open) || open[id] == "use" {
      order[++count] = id; stack[id] = field("stack"); step[id] = field("step"); kind[id] = field("kind")
      name[id] = field("name"); open[id] = action; previous[id] = field("previous")
    }
    { now[id] = field("now") }
    END { for (i = count; i > 0; i--) { id = order[i]; if (!(id in open) || done[id]++) continue
      print stack[id] "|" step[id] "|" open[id] "|" kind[id] "|" name[id] "|" previous[id] "|" now[id] } }
  ' "$JOURNAL"
}

# What this stack has open in this step.
mine() { opened | awk -F'|' -v stack="$LW_STACK" -v step="$LW_STEP" '$1 == stack && $2 == step'; }
# The first other stack that has KIND NAME open.
heir() { opened | awk -F'|' -v me="$LW_STACK" -v kind="$1" -v name="$2" '$1 != me && $4 == kind && $5 == name { print $1; exit }'; }
own() { opened | awk -F'|' -v me="$LW_STACK" -v kind="$1" -v name="$2" '$1 == me && $4 == kind && $5 == name { found = 1 } END { exit !found }'; }
# KIND NAME is there already: if another stack made it, it has to stay as long as this one needs it.
claim() {
  if ! own "$1" "$2" && [ -n "$(heir "$1" "$2")" ]; then record use "$1" "$2"; fi
}

# Undoes what this stack has open in this step, newest first, but for the lines "kind name" in $1.
# undo_one KIND NAME PREVIOUS NOW is the step's: it answers 1 when it left the thing where it is.
prune() {
  mine > "$STATE/.open"
  while IFS='|' read -r _ _ action kind name previous now; do
    case "$NL$1$NL" in *"$NL$kind $name$NL"*) continue ;; esac
    next=$(heir "$kind" "$name")
    if [ "$action" = use ]; then
      record undo "$kind" "$name"
    elif [ -n "$next" ]; then
      record "$action" "$kind" "$name" "$previous" "$now" "$next"
      record undo "$kind" "$name"
      say "$kind $name stays: $next needs it, and has it now"
    elif undo_one "$kind" "$name" "$previous" "$now" </dev/null 9>&-; then
      record undo "$kind" "$name"
    else
      record keep "$kind" "$name"
    fi
  done < "$STATE/.open"
  rm -f "$STATE/.open"
}

decode() { printf %s "$1" | base64 -d; }
encode() { base64 | tr -d '\\n'; }
digest() { sha256sum < "$1" | cut -d' ' -f1; }

# put_file PATH: writes standard input there, unless it is there already
put_file() {
  mkdir -p "$(dirname "$R$1")"
  cat > "$STATE/.new"
  if cmp -s "$STATE/.new" "$R$1"; then
    rm -f "$STATE/.new"
    claim file "$1"
  else
    if [ -e "$R$1" ]; then record change file "$1" "$(encode < "$R$1")" "$(digest "$STATE/.new")"
    else record create file "$1" - "$(digest "$STATE/.new")"; fi
    mv -f "$STATE/.new" "$R$1"
  fi
}

# undo_file PATH PREVIOUS NOW
undo_file() {
  [ -e "$R$1" ] || return 0
  if [ "$(digest "$R$1")" != "$3" ]; then
    if [ "$2" != - ] && [ "$(encode < "$R$1")" = "$2" ]; then return 0; fi
    say "$1 was changed since by somebody else: it is left as it is"
    return 1
  fi
  if [ "$2" = - ]; then rm -f "$R$1"; else decode "$2" > "$R$1.lw" && mv -f "$R$1.lw" "$R$1"; fi
}

# enable_unit UNIT: enabled and running
enable_unit() {
  enabled=$(systemctl is-enabled "$1" 2>/dev/null || true)
  active=$(systemctl is-active "$1" 2>/dev/null || true)
  case $enabled in enabled*|static|alias|indirect|generated) is=yes ;; *) is=no ;; esac
  if [ $is = yes ] && [ "$active" = active ]; then claim unit "$1"; return 0; fi
  record change unit "$1" "$(echo "$enabled $active" | encode)"
  systemctl enable --now "$1" </dev/null >&2 9>&- || die LW2070 "systemctl enable --now $1 failed: journalctl -u $1 says why"
}

# undo_unit UNIT PREVIOUS
undo_unit() {
  was=$(decode "$2")
  case $was in disabled*) systemctl disable "$1" >&2 || true ;; esac
  case $was in *" active") ;; *) systemctl stop "$1" >&2 || true ;; esac
}

# What the distribution says of itself, and the package tool that it has by that. Assigned first, never used in place:
# only so does an unknown one end the script.
os_ids() { (. "$R/etc/os-release" && echo " $ID \${ID_LIKE:-} ") 2>/dev/null || echo unknown; }
family() {
  ids=$(os_ids)
  case $ids in
    *" debian "*|*" ubuntu "*) echo apt ;;
    *" fedora "*|*" rhel "*) echo dnf ;;
    *) die LW2060 "the distribution ($ids) is none that labwright can prepare: Debian, Ubuntu or Fedora" ;;
  esac
}

# Whether a network of libvirt's names a bridge: its machines would lose their LAN.
in_libvirt() {
  has virsh || return 1
  for network in $(virsh -c qemu:///system net-list --all --name 2>/dev/null); do
    if virsh -c qemu:///system net-dumpxml "$network" 2>/dev/null | grep -q "<bridge name=['\\"]$1['\\"]"; then return 0; fi
  done
  return 1
}
guests() { if has virsh; then virsh -c qemu:///system list --name 2>/dev/null | grep . || true; fi; }
`;
