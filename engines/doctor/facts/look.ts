import type { Text } from "../../../constructs/core/text";
import type { KvmHost } from "../../../constructs/host/kvm-host";
import { complaint, lastLine, script, type Command, type CommandResult } from "../runner";
import { parseOsRelease } from "./distribution";
import type { InterfaceFacts, MachineFacts, StorageFacts, UnitState } from "./machine-facts";

const TOOLS = [
  "virsh", "libvirtd", "virtqemud", "dnsmasq", "nft", "iptables", "ip", "curl", "flock", "xz", "bzip2", "ssh", "ssh-keygen", "sudo",
  "ovs-vsctl", "ovs-vswitchd", "base64", "nmcli", "modprobe", "usermod",
];

/** Units that a libvirt or Open vSwitch may be run by. */
const UNITS = [
  "libvirtd.socket", "libvirtd.service", "virtqemud.socket", "virtnetworkd.socket", "virtstoraged.socket", "virtnodedevd.socket",
  "virtproxyd.socket", "virtsecretd.socket", "virtnwfilterd.socket", "virtinterfaced.socket", "virtlogd.socket",
  "openvswitch-switch.service", "openvswitch.service", "ovs-vswitchd.service",
];

// One look instead of thirty commands: over ssh each of them would be a round trip. Nothing is changed by it.
const LOOK = `say() { printf '%s=%s\\n' "$1" "$2"; }
say kernel "$(uname -s)"
say machine "$(uname -m)"
say user "$(id -un)"
say uid "$(id -u)"
say groups "$(id -Gn)"
say member "$(id -Gn "$(id -un)")"
say ssh "\${SSH_CONNECTION:+yes}"
if grep -qi microsoft /proc/version 2>/dev/null; then say wsl yes; fi
if [ -r /etc/os-release ]; then sed -n 's/^\\([A-Z_]*=\\)/os.\\1/p' /etc/os-release; fi
for tool in $LW_TOOLS; do if path=$(command -v "$tool" 2>/dev/null); then say "tool.$tool" "$path"; fi; done
say cpus "$(nproc 2>/dev/null)"
say flag "$(sed -n '/^flags/{s/.*\\b\\(vmx\\|svm\\)\\b.*/\\1/p;q;}' /proc/cpuinfo 2>/dev/null)"
say memory "$(sed -n 's/^MemAvailable: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo 2>/dev/null)"
if [ -r /dev/kvm ] && [ -w /dev/kvm ]; then say kvm open; elif [ -e /dev/kvm ]; then say kvm denied; else say kvm absent; fi
for module in kvm_intel kvm_amd; do
  if [ -r "/sys/module/$module/parameters/nested" ]; then say nested "$module $(cat "/sys/module/$module/parameters/nested")"; fi
done
if [ -d /run/systemd/system ]; then
  say systemd yes
  for unit in $LW_UNITS; do
    if systemctl cat "$unit" >/dev/null 2>&1; then say "unit.$unit" "$(systemctl is-active "$unit" 2>/dev/null)"; fi
  done
fi
if command -v nmcli >/dev/null 2>&1; then say nm "$(nmcli -t -f RUNNING general 2>/dev/null)"; fi
for path in /sys/class/net/*; do
  [ -e "$path/operstate" ] || continue
  kind=other
  if [ -d "$path/bridge" ]; then kind=bridge; elif [ -d "$path/wireless" ] || [ -d "$path/phy80211" ]; then kind=wireless; fi
  real=no; if [ -e "$path/device" ]; then real=yes; fi
  say "nic.\${path##*/}" "$kind $real $(cat "$path/operstate" 2>/dev/null)"
done
qemu=$(sed -n 's/^ *user *= *"+\\{0,1\\}\\([^"]*\\)".*/\\1/p' /etc/libvirt/qemu.conf 2>/dev/null | tail -n 1)
for name in libvirt-qemu qemu; do if [ -z "$qemu" ] && id "$name" >/dev/null 2>&1; then qemu=$name; fi; done
say qemu "$qemu"
free=no
if [ "$(id -u)" = 0 ]; then free=yes; elif sudo -n true 2>/dev/null; then free=yes; fi
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null 2>&1; then
  for tool in ovs-vsctl ip; do
    command -v "$tool" >/dev/null 2>&1 || continue
    why=$(sudo -n "$tool" -V 2>&1 >/dev/null) || say "refused.$tool" "$(printf %s "$why" | head -n 1)"
  done
fi
[ -n "$LW_STORAGE" ] || exit 0
if [ -d "$LW_STORAGE" ]; then say storage yes; else say storage no; fi
near=$LW_STORAGE; while [ ! -e "$near" ]; do near=$(dirname "$near"); done
say free "$(df -Pk "$near" 2>/dev/null | awk 'NR == 2 { print $4 }')"
near=$LW_IMAGES; while [ ! -e "$near" ]; do near=$(dirname "$near"); done
if [ -d "$near" ] && [ -w "$near" ] && [ -x "$near" ]; then say images writable; elif [ "$free" = yes ]; then say images by-sudo; else say images denied; fi
path=$LW_STORAGE
while [ "$path" != / ] && [ "$path" != . ]; do
  if [ -d "$path" ]; then
    pass=no
    case $(stat -c %a "$path" 2>/dev/null) in *[1357]) pass=yes ;; esac
    if [ "$pass" = no ] && [ -n "$qemu" ] && getfacl -p "$path" 2>/dev/null | grep -q "^user:$qemu:..x"; then pass=yes; fi
    if [ "$pass" = no ] && [ -n "$qemu" ] && [ "$(stat -c %U "$path" 2>/dev/null)" = "$qemu" ]; then pass=yes; fi
    say "dir.$path" "$pass"
  fi
  path=$(dirname "$path")
done
exit 0
`;

/** The command that looks at a machine; with the host's storage where it is the host. */
export function lookCommand(host?: Pick<KvmHost, "storagePath" | "imagePath">): Command {
  const storage = host?.storagePath.replace(/(.)\/+$/, "$1") ?? "";
  return script(LOOK, { LW_TOOLS: TOOLS.join(" "), LW_UNITS: UNITS.join(" "), LW_STORAGE: storage, LW_IMAGES: host?.imagePath ?? "" });
}

/** What the look saw; undefined when the machine did not answer it. */
export function parseLook(result: CommandResult, host?: Pick<KvmHost, "storagePath">): MachineFacts | undefined {
  const fields = new Map<string, string>();
  for (const line of result.stdout.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) fields.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  const kernel = fields.get("kernel");
  if (result.code !== 0 || !kernel) return undefined;
  const get = (name: string): string => fields.get(name) ?? "";
  const under = (prefix: string): [string, string][] => [...fields].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value] as [string, string]] : []));
  const uid = Number(get("uid"));
  return {
    kernel,
    machine: get("machine") === "arm64" ? "aarch64" : get("machine"),
    wsl: get("wsl") === "yes",
    distribution: parseOsRelease(under("os.").map(([name, value]) => `${name}=${value}`).join("\n")),
    user: get("user"),
    uid,
    groups: words(get("groups")),
    memberOf: words(get("member")),
    tools: new Map(under("tool.")),
    cpus: Number(get("cpus")) || 1,
    cpuFlag: get("flag"),
    kvm: oneOf(get("kvm"), ["open", "denied"], "absent"),
    nested: nested(get("nested")),
    memoryAvailable: kibibytes(get("memory")),
    units: new Map(under("unit.").map(([name, state]) => [name, oneOf<UnitState>(state, ["active", "inactive", "failed"], "other")])),
    systemd: get("systemd") === "yes",
    networkManager: get("nm") === "running",
    overSsh: get("ssh") === "yes",
    interfaces: under("nic.").map(([name, value]) => interfaceFacts(name, words(value))),
    qemuUser: get("qemu"),
    storage: host && storageFacts(host, get, under("dir.")),
    sudo: uid === 0 ? undefined : {
      present: fields.has("tool.sudo"),
      refused: under("refused.").map(([tool]) => tool),
      reason: under("refused.")[0]?.[1] ?? "",
    },
  };
}

/** Why a machine did not answer the look. */
export function lookFailure({ code, stderr, stdout }: CommandResult): Text {
  return complaint({ code, stderr: lastLine(stderr) || stdout });
}

function storageFacts(host: Pick<KvmHost, "storagePath">, get: (name: string) => string, directories: readonly [string, string][]): StorageFacts {
  return {
    path: host.storagePath.replace(/(.)\/+$/, "$1"),
    exists: get("storage") === "yes",
    free: kibibytes(get("free")),
    imageDirectory: oneOf(get("images"), ["writable", "by-sudo"], "denied"),
    directories: directories.map(([path, passable]) => ({ path, passable: passable === "yes" })),
  };
}

function interfaceFacts(name: string, [kind = "", real = "", state = ""]: readonly string[]): InterfaceFacts {
  return { name, kind: oneOf(kind, ["bridge", "wireless"], "other"), physical: real === "yes", up: state === "up" || state === "unknown" };
}

function nested(value: string): MachineFacts["nested"] {
  const [module, on] = words(value);
  return module === undefined ? undefined : { module, on: on === "Y" || on === "1" };
}

function kibibytes(value: string): number | undefined {
  return /^\d+$/.test(value) ? Number(value) * 1024 : undefined;
}

function words(value: string): string[] {
  return value.split(/\s+/).filter(Boolean);
}

function oneOf<T extends string>(value: string, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}
