import type { Text } from "../../constructs/core/text";
import { translated, type ScriptWords } from "../process/translate";

/** What the scripts that run on a host say; `test/engines/host-words.test.ts` holds them against it. */
const WORDS: ScriptWords = [
  [/^the distribution \((.*)\) is none that labwright can prepare: Debian, Ubuntu or Fedora$/, "labwright 无法准备该发行版（$1），仅支持 Debian、Ubuntu 与 Fedora"],
  [/^no package lists from (.+) for (.*)$/, "$1 没有 $2 的软件包列表"],
  [/^apt-get update failed: without its package lists nothing can be installed$/, "apt-get update 失败：没有软件包列表便无法安装"],
  [/^packages could not be removed: they are left$/, "软件包无法删除，已保留"],
  [/^apt cannot install: (.*)$/, "apt 无法安装 $1"],
  [/^(apt-get|dnf) install failed, its output is above: (.*)$/, "$1 install 失败，输出见上文：$2"],
  [/^there is no NIC (.+); there are: (.*)$/, "没有网卡 $1；现有：$2"],
  [/^(.+) is a port of (.+) already$/, "$1 已是 $2 的端口"],
  [/^(.+) is wireless, or a bridge itself: it cannot be a port$/, "$1 是无线网卡或网桥，不能作为端口"],
  [/^user (.+) may not use sudo without a password: connect as root, or allow it in (\S+)$/, "用户 $1 无法免密使用 sudo：请以 root 连接，或在 $2 中授权"],
  [/^the change of (.+) was not confirmed within (\S+) s: the host goes back to its old configuration by itself$/, "$1 的变更未在 $2 秒内得到确认：宿主机会自行恢复原配置"],
  [/^the host has not answered since$/, "宿主机此后没有响应"],
  [/^a change of (.+) waits for its confirmation: try again in a minute$/, "$1 的变更正在等待确认：请一分钟后重试"],
  [/^(.+) is there, without (.+): it is left alone$/, "$1 已存在且不含 $2：不会改动它"],
  [/^OVS bridge (.+) is there with datapath (.+), wanted (.+): it is left alone$/, "OVS 网桥 $1 已存在，其 datapath 为 $2，而所需为 $3：不会改动它"],
  [/^(.+) is there and is no OVS bridge: it is left alone$/, "$1 已存在但不是 OVS 网桥：不会改动它"],
  [/^the processor has neither VT-x nor AMD-V: .*$/, "处理器不支持 VT-x 或 AMD-V：请检查固件设置；若本身是虚拟机，请检查其宿主机的设置"],
  [/^module (.+) did not accept (\S+)$/, "内核模块 $1 未接受 $2"],
  [/^nested virtualisation is configured, but machines run: .*$/, "嵌套虚拟化已配置，但有虚拟机正在运行：请停止后重新应用，或重启宿主机"],
  [/^libvirt does not answer: (.+) says why$/, "libvirt 没有响应：原因见 $1"],
  [/^systemctl enable --now (.+) failed: (.+) says why$/, "systemctl enable --now $1 失败：原因见 $2"],
  [/^(.+) exists and is no directory$/, "$1 已存在且不是目录"],
  [/^(.+) has (\S+ GiB) free, (\S+ GiB) are wanted$/, "$1 可用 $2，需要 $3"],
  [/^(.+) is configured by nothing that labwright knows \((.+)\): make bridge (.+) by hand and leave (\S+) out$/, "$1 的网络不由 labwright 支持的方式（$2）管理：请手动创建网桥 $3 并省略 $4"],
  [/^(NetworkManager|systemd-networkd) has no (?:active connection on|file for) (.+): it cannot be moved onto a bridge$/, "$1 没有 $2 的配置：无法将其迁移到网桥"],
  [/^(.+) has stanzas in several files of (\S+), or in none: put them into one$/, "$1 的配置分散在 $2 的多个文件中或不存在：请合并到一个文件"],
  [/^(.+) has (.+) in a bridge(?:, bond or VLAN| or bond, or VLANs on it): that cannot be moved onto a bridge by itself$/, "$1 中的 $2 属于网桥、bond 或 VLAN：无法自动迁移到网桥"],
  [/^host (.+) cannot be reached over SSH$/, "无法通过 SSH 连接宿主机 $1"],
  [/^(\S+) has (\S+ \S+), and (\S+ \S+) is less$/, "$1 现有 $2，$3 小于现有大小"],
  [/^(\S+): virsh is not installed on this host\s*$/, "$1：该宿主机未安装 virsh"],
  [/^(\S+): libvirt does not say how large it is\s*$/, "$1：libvirt 未给出其大小"],
];

/** What a script on a host said went wrong. */
export function hostWords(said: string): Text {
  return translated(said.trim(), WORDS);
}
