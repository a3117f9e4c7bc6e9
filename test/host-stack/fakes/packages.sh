#!/bin/sh
# apt-get, apt-cache, dpkg-query, dnf and rpm, faked. Installed: one name a line; depends: `name: needs...`.
set -eu
INSTALLED=$LW_FAKE/installed
touch "$INSTALLED" "$LW_FAKE/depends"
has() { grep -qx "$1" "$INSTALLED"; }
needs() { sed -n "s/^$1: //p" "$LW_FAKE/depends"; }
closure() { for p in "$@"; do case " $seen " in *" $p "*) ;; *) seen="$seen $p"; closure $(needs "$p") ;; esac; done; }
# Everything installed that goes when $* go.
dependents() {
  going="$*"; more=yes
  while [ -n "$more" ]; do
    more=
    for p in $(cat "$INSTALLED"); do
      case " $going " in *" $p "*) continue ;; esac
      for n in $(needs "$p"); do case " $going " in *" $n "*) going="$going $p"; more=yes; break ;; esac; done
    done
  done
}
drop() { for p in "$@"; do grep -vx "$p" "$INSTALLED" > "$INSTALLED.new" || true; mv "$INSTALLED.new" "$INSTALLED"; done; }
add() { seen=; closure "$@"; for p in $seen; do has "$p" || { echo "$p" >> "$INSTALLED"; echo "$p" >> "$LW_FAKE/transaction"; }; done; }
tool=${0##*/}
sim= verb= names= format=
while [ $# -gt 0 ]; do
  case $1 in
    -o) case $2 in Dir::Etc::SourceList=*) sources=${2#*=} ;; esac; shift ;;
    -s) sim=yes ;;
    -f) format=$2; shift ;;
    --qf) format=$2; shift ;;
    -f=*) format=${1#-f=} ;;
    -e) verb=erase ;;
    --test) sim=yes ;;
    --requires|--whatprovides) verb=${1#--} ;;
    -qa) verb=all ;;
    -*) ;;
    update|install|purge|depends) if [ -z "$verb" ]; then verb=$1; else names="$names $1"; fi ;;
    *) names="$names $1" ;;
  esac
  shift
done
[ -n "$sim" ] || case $tool:$verb in apt-get:*|dnf:*|rpm:erase) echo "$tool $verb$names" >> "$LW_FAKE/calls" ;; esac
case $tool:$verb in
  apt-get:update) [ ! -e "$LW_FAKE/no-update" ] || exit 100
    [ -z "${sources:-}" ] || { cat "$sources" >> "$LW_FAKE/sources"; [ ! -e "$LW_FAKE/only-main" ] || ! grep -q updates "$sources" || exit 100; } ;;
  apt-get:install)
    for p in $names; do [ "$p" != no-such ] || exit 100; done
    seen=; closure $names
    if [ -n "$sim" ]; then for p in $seen; do has "$p" || echo "Inst $p (1.0 Debian:12 [amd64])"; done; echo "Inst base-files [1.0] (1.1 Debian:12 [amd64])"
    else
      # What is not in the journal by now was changed before it was written down.
      for p in $seen; do has "$p" || grep -q "\"name\":\"$p\"" "$LW_ROOT/var/lib/labwright/journal.jsonl" || echo "unjournaled $p" >> "$LW_FAKE/calls"; done
      add $names
    fi ;;
  apt-get:purge) dependents $names; if [ -n "$sim" ]; then for p in $going; do echo "Purg $p [1.0]"; done; else drop $going; fi ;;
  apt-cache:depends) seen=; closure $names; for p in $seen; do echo "  Depends: $p"; done ;;
  dpkg-query:*) for p in $names; do if has "$p"; then echo "install ok installed $p"; fi; done ;;
  dnf:install) : > "$LW_FAKE/transaction"; add $names ;;
  rpm:all) while read -r p; do if [ "$format" = '%{NAME}\n' ]; then echo "$p"; elif grep -qsx "$p" "$LW_FAKE/transaction"; then echo "200 $p"; else echo "100 $p"; fi; done < "$INSTALLED" ;;
  rpm:erase) dependents $names
    if [ -n "$sim" ]; then for p in $going; do case " $names " in *" $p "*) ;; *) echo "	something is needed by (installed) $p" ;; esac; done; else drop $names; fi ;;
  rpm:requires) for p in $names; do needs "$p" | tr ' ' '\n'; done ;;
  rpm:whatprovides) for p in $names; do echo "$p"; done ;;
  rpm:*) for p in $names; do if has "$p"; then case $format in *TID*) if grep -qsx "$p" "$LW_FAKE/transaction"; then echo 200; else echo 100; fi ;; *) echo "$p" ;; esac; else echo "package $p is not installed"; fi; done ;;
esac
