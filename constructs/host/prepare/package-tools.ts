/**
 * apt and dnf behind one set of functions: installed_of, install_packages, free_of_dependents, remove_packages.
 * A mirror is only used for this installation: the host's own sources stay as they are.
 */
export const PACKAGE_TOOLS = `
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
# without "LIST" NAME...: what of the list is not among the names
without() {
  list=$1
  shift
  for word in $list; do
    case " $* " in *" $word "*) ;; *) printf '%s ' "$word" ;; esac
  done
}

installed_of() {
  [ $# -gt 0 ] || return 0
  if [ "$tool" = apt ]; then dpkg-query -W -f='\${Status} \${Package}\\n' "$@" 2>/dev/null | sed -n 's/^install ok installed //p'
  else rpm -q --qf '%{NAME}\\n' "$@" 2>/dev/null | grep -v ' ' || true; fi
}

install_packages() {
  if [ "$tool" = apt ]; then apt_install "$@" </dev/null >&2 9>&-; else dnf_install "$@" </dev/null >&2 9>&-; fi
}

# The main suite has to be there; a mirror of one's own may lack the others.
apt_sources() {
  codename=$(. "$R/etc/os-release" && echo "\${VERSION_CODENAME:-}")
  case $(os_ids) in *" ubuntu "*) parts="main universe"; security=$LW_APT_MIRROR ;; *) parts=main; security=\${LW_APT_MIRROR%/}-security ;; esac
  security=\${LW_APT_SECURITY:-$security}
  echo "deb $LW_APT_MIRROR $codename $parts"
  [ "$1" = main ] || printf 'deb %s %s-updates %s\\ndeb %s %s-security %s\\n' "$LW_APT_MIRROR" "$codename" "$parts" "$security" "$codename" "$parts"
}

apt_run() {
  if [ -n "$LW_APT_MIRROR" ]; then
    set -- -o "Dir::Etc::SourceList=$STATE/labwright.list" -o Dir::Etc::SourceParts=/dev/null -o APT::Get::List-Cleanup=0 "$@"
  fi
  apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@"
}

apt_install() {
  if [ -n "$LW_APT_MIRROR" ]; then
    apt_sources all > "$STATE/labwright.list"
    apt_run update || { apt_sources main > "$STATE/labwright.list"; apt_run update || die LW2061 "no package lists from $LW_APT_MIRROR for $codename"; }
  else
    apt_run update || die LW2061 "apt-get update failed: without its package lists nothing can be installed"
  fi
  plan=$(apt_run -s install --no-install-recommends "$@") || { echo "$plan"; die LW2062 "apt cannot install: $*"; }
  LATER=yes
  for name in $(echo "$plan" | sed -nE 's/^Inst ([^ ]+) \\(.*/\\1/p'); do
    case " $* " in *" $name "*) record create package "$name" - root ;; *) record create package "$name" - dependency ;; esac
  done
  LATER=
  sync
  apt_run install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@" || die LW2062 "apt-get install failed, its output is above: $*"
}

# Dependencies are known once they are there: what came in the same transaction, and was not there before it.
dnf_install() {
  for name in "$@"; do record create package "$name" - root; done
  [ -e "$STATE/packages.before" ] || { rpm -qa --qf '%{NAME}\\n' | sort -u > "$STATE/.before" && mv "$STATE/.before" "$STATE/packages.before"; }
  dnf -y --setopt=install_weak_deps=False install "$@" || die LW2062 "dnf install failed, its output is above: $*"
  dnf_record
}
dnf_record() {
  [ -e "$STATE/packages.before" ] || return 0
  roots=$(mine | awk -F'|' '$7 == "root" { print $5 }')
  rpm -q --qf '%{INSTALLTID}\\n' $roots 2>/dev/null | grep -v ' ' | sort -u > "$STATE/.transactions" || true
  LATER=yes
  for name in $(rpm -qa --qf '%{INSTALLTID} %{NAME}\\n' | awk -v tids="$STATE/.transactions" -v before="$STATE/packages.before" '
      BEGIN { while ((getline line < tids) > 0) tid[line]; while ((getline line < before) > 0) old[line] }
      ($1 in tid) && !($2 in old) { print $2 }'); do
    own package "$name" || record create package "$name" - dependency
  done
  LATER=
  sync
  rm -f "$STATE/packages.before" "$STATE/.transactions"
}

# What of the packages can go so that nothing else goes with it.
free_of_dependents() {
  free=$(echo $*)
  while [ -n "$free" ]; do
    if [ "$tool" = apt ]; then
      gone=$(apt-get -s purge $free 2>/dev/null | sed -nE 's/^(Remv|Purg) ([^ ]+).*/\\2/p' | sort -u)
      dependents=$(without "$gone" $free)
      [ -n "$dependents" ] || break
      needed=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \\
        $dependents 2>/dev/null | sed 's/.*: //; s/^[ |]*//' | sort -u)
    else
      dependents=$(rpm -e --test $free 2>&1 | sed -n 's/.*is needed by (installed) //p' | sort -u)
      [ -n "$dependents" ] || break
      needed=$(rpm -q --requires $dependents | sed 's/ .*//' | sort -u | xargs -r rpm -q --qf '%{NAME}\\n' --whatprovides 2>/dev/null | sort -u || true)
    fi
    less=$(echo $(without "$free" $needed))
    # Not understood: then all of them stay.
    [ "$less" != "$free" ] || less=
    free=$less
  done
  echo "$free"
}

remove_packages() {
  if [ "$tool" = apt ]; then apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -y purge "$@"; else rpm -e "$@"; fi
}
`;
