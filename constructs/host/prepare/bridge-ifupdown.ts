/**
 * ifupdown (classic, -ng and 2): the NIC's stanzas become the bridge's. The bridge is made by `ip`, so that neither
 * bridge-utils nor a particular ifupdown is needed. It has no place for what is only tried: the file is changed
 * before the confirmation, and a host restarted in between goes back at the next apply.
 */
export const IFUPDOWN = `
eni_prepare() {
  eni=
  for file in "$R/etc/network/interfaces" "$R/etc/network/interfaces.d"/*; do
    if grep -qsE "^[[:space:]]*iface[[:space:]]+$LW_NIC([[:space:]]|$)" "$file"; then eni="$eni$file$NL"; fi
  done
  [ "$(printf %s "$eni" | wc -l)" = 1 ] || die LW2074 "$LW_NIC has stanzas in several files of /etc/network, or in none: put them into one"
  eni=\${eni%"$NL"}
  echo "\${eni#"$R"}" > "$P/eni"
  cp "$eni" "$P/files/old"
  awk -v nic="$LW_NIC" -v bridge="$LW_BRIDGE" -v mac="$MAC" '
    function hooks() {
      print "    pre-up ip link show dev " bridge " >/dev/null 2>&1 || ip link add name " bridge " type bridge"
      print "    pre-up ip link set dev " bridge " address " mac
      print "    pre-up ip link set dev " nic " up"
      print "    pre-up ip link set dev " nic " master " bridge
      print "    post-down ip link delete dev " bridge " type bridge || true"
    }
    $1 == "auto" || $1 ~ /^allow-/ { inside = 0; print; for (i = 2; i <= NF; i++) if ($i == nic) print "auto " bridge; next }
    $1 == "iface" { inside = ($2 == nic)
      if (!inside) { print; next }
      if (!done) print "iface " nic " inet manual\\n"
      line = "iface " bridge; for (i = 3; i <= NF; i++) line = line " " $i
      print line
      if (!done++) hooks()
      next }
    $1 == "mapping" || $1 ~ /^source/ { inside = 0 }
    inside && $1 ~ /^(bridge|bond|vlan)[-_]/ { bad = 1 }
    { print }
    END { exit bad }
  ' "$eni" > "$P/files/new" || die LW2074 "\${eni#"$R"} has $LW_NIC in a bridge, bond or VLAN: that cannot be moved onto a bridge by itself"
}
eni_path() { echo "$R$(cat "$P/eni")"; }
eni_journal() { record change file "$(cat "$P/eni")" "$(encode < "$P/files/old")" "$(digest "$P/files/new")"; }
eni_keep() {
  line=$(mine | awk -F'|' '$4 == "file" { print; exit }')
  file=$(echo "$line" | cut -d'|' -f5)
  [ "$(digest "$R$file")" = "$(echo "$line" | cut -d'|' -f7)" ] || { say "$file was changed since by somebody else: $LW_BRIDGE stays"; return 1; }
  echo "$file" > "$P/eni"
  decode "$(echo "$line" | cut -d'|' -f6)" > "$P/files/old"
  cp "$R$file" "$P/files/new"
}
eni_up() {
  ifdown --force "$LW_NIC" || true
  ip addr flush dev "$LW_NIC" scope global
  cat "$P/files/new" > "$(eni_path)"
  ifup "$LW_NIC"
  ifup "$LW_BRIDGE"
}
eni_persist() { :; }
eni_down() {
  ifdown --force "$LW_BRIDGE" || true
  ifdown --force "$LW_NIC" || true
  ip link delete dev "$LW_BRIDGE" type bridge 2>/dev/null || true
  cat "$P/files/old" > "$(eni_path)"
  ifup "$LW_NIC"
}
`;
