import type { ErrorEntry } from "./error-catalogue";

/** Errors of the host that a lab is to run on (2xxx). */
export const hostErrors = {
  LW2000: {
    what: { en: "host `{host}` cannot be reached over SSH: {why}", zh: "无法通过 SSH 连接宿主机 `{host}`：{why}" },
    rule: { en: "the system's ssh has to reach it without asking anything", zh: "系统 ssh 须能免交互连接" },
    fix: { en: "try `ssh {host} true`; `ssh-copy-id {host}` installs your key", zh: "请先试 `ssh {host} true`；`ssh-copy-id {host}` 可安装您的公钥" },
  },
  LW2001: {
    what: { en: "libvirt at {uri} does not answer: {why}", zh: "{uri} 上的 libvirt 没有响应：{why}" },
    fix: { en: "run `{command}` on the host; `labwright doctor --fix` offers to", zh: "请在宿主机上执行 `{command}`；`labwright doctor --fix` 可代为执行" },
  },
  LW2002: {
    what: { en: "user `{user}` may not use libvirt at {uri}", zh: "用户 `{user}` 无权使用 {uri} 上的 libvirt" },
    rule: { en: "members of the group libvirt may", zh: "libvirt 组的成员可以使用" },
    fix: { en: "run `{command}` on the host and log in again", zh: "请在宿主机上执行 `{command}`，然后重新登录" },
  },
  LW2003: {
    what: { en: "`{tool}` is missing on {host}", zh: "{host} 上缺少 `{tool}`" },
    fix: { en: "run `{command}` there; `labwright doctor --fix` offers to", zh: "请在该机器上执行 `{command}`；`labwright doctor --fix` 可代为执行" },
  },
  LW2004: {
    what: { en: "neither terraform nor tofu is in PATH", zh: "PATH 中既没有 terraform 也没有 tofu" },
    rule: { en: "the libvirt engine needs one of them", zh: "libvirt 引擎需要其中之一" },
    fix: { en: "`labwright doctor --fix` offers to install OpenTofu", zh: "`labwright doctor --fix` 可安装 OpenTofu" },
  },
  LW2005: {
    what: { en: "{binary} is version {version}", zh: "{binary} 的版本为 {version}" },
    rule: { en: "labs need {minimum} or later", zh: "需要 {minimum} 或更高版本" },
    fix: { en: "update it; `labwright doctor --fix` offers to install OpenTofu", zh: "请升级；`labwright doctor --fix` 可安装 OpenTofu" },
  },
  LW2006: {
    what: { en: "the Terraform provider dmacvicar/libvirt {constraint} is not to be had: {why}", zh: "无法获得 Terraform provider dmacvicar/libvirt {constraint}：{why}" },
    fix: { en: "connect to the internet once, or unpack its release into {directory}", zh: "请连接一次互联网，或将其发行包解压到 {directory}" },
  },
  LW2007: {
    what: { en: "the libvirt engine does not run on {platform}", zh: "libvirt 引擎不支持 {platform}" },
    rule: { en: "it needs Linux with KVM or QEMU; Windows through WSL2 only", zh: "需要带 KVM 或 QEMU 的 Linux；Windows 仅支持 WSL2" },
    fix: { en: "use a Linux host (`--host user@linux`), on Windows labwright inside WSL2", zh: "请使用 Linux 宿主机（`--host user@linux`）；Windows 上请在 WSL2 中运行 labwright" },
  },
  LW2010: {
    what: { en: "the lab needs {needed} of memory, the host `{host}` has {free} free", zh: "该实验环境需要 {needed} 内存，宿主机 `{host}` 仅剩 {free}" },
    rule: { en: "asked by {machines}", zh: "需求来自 {machines}" },
    fix: { en: "take a smaller variant (`--variant`) or a larger host (`--host user@bigger`), or stop other machines", zh: "请选用更小的变体（`--variant`）或更大的宿主机（`--host user@bigger`），或停止其他虚拟机" },
  },
  LW2011: {
    what: { en: "the lab needs {needed} of disk to start, {path} on `{host}` has {free} free", zh: "启动该实验环境需要 {needed} 磁盘空间，`{host}` 的 {path} 仅剩 {free}" },
    rule: { en: "counted: its images and what machines write at their first boot", zh: "包括镜像与虚拟机首次启动时写入的数据" },
    fix: { en: "free some (`labwright image prune`), or choose another `storagePath`", zh: "请清理空间（`labwright image prune`），或使用其他 `storagePath`" },
  },
  LW2012: {
    what: { en: "storage directory {path} does not exist on {host}", zh: "{host} 上不存在存储目录 {path}" },
    fix: { en: "run `{command}` there, or choose another `storagePath`", zh: "请在该机器上执行 `{command}`，或使用其他 `storagePath`" },
  },
  LW2013: {
    what: { en: "user `{user}` may not write image directory {path} on {host}", zh: "用户 `{user}` 无法写入 {host} 上的镜像目录 {path}" },
    rule: { en: "it is the user's, or `sudo -n` asks for no password", zh: "该目录须归该用户所有，或 `sudo -n` 无需密码" },
    fix: { en: "run `{command}` there, once", zh: "请在该机器上执行一次 `{command}`" },
  },
  LW2014: {
    what: { en: "QEMU runs as `{user}`, which may not pass {path}", zh: "QEMU 以 `{user}` 身份运行，无法进入 {path}" },
    rule: { en: "every directory above the machines' disks has to let it pass", zh: "虚拟机磁盘的各级上层目录须允许其进入" },
    fix: { en: "run `{command}` on the host, or choose another `storagePath`", zh: "请在宿主机上执行 `{command}`，或使用其他 `storagePath`" },
  },
  LW2020: {
    what: { en: "{subnet} of network `{network}` overlaps {other} of {owner} on {host}", zh: "网络 `{network}` 的 {subnet} 与 {host} 上 {owner} 的 {other} 重叠" },
    rule: { en: "a host can reach an address in one place only", zh: "宿主机上一个地址只能有一个去向" },
    fix: { en: "`--subnet-base {base}` moves the lab; a network with a `cidr` of its own outside the base has to be given another", zh: "`--subnet-base {base}` 可迁移整个实验环境；若网络的 `cidr` 在基址之外，请直接修改" },
  },
  LW2021: {
    what: { en: "{kind} `{name}` exists on {host} and is not this lab's", zh: "{host} 上已存在不属于该实验环境的对象 `{name}`（{kind}）" },
    rule: { en: "what the lab does not own is never touched", zh: "不属于该实验环境的对象绝不会被改动" },
    fix: { en: "remove or rename it, or give the lab another name", zh: "请删除或重命名它，或为实验环境更换名称" },
  },
  LW2022: {
    what: { en: "there is no {kind} bridge `{bridge}` on {host}", zh: "{host} 上没有名为 `{bridge}` 的 {kind} 网桥" },
    rule: { en: "a network on an existing bridge uses it and never makes it", zh: "使用现有网桥的网络不会创建网桥" },
    fix: { en: "`labwright doctor` says how to make it; a HostStack makes it on another host", zh: "`labwright doctor` 会说明如何创建；HostStack 可在其他宿主机上创建" },
  },
  LW2023: {
    what: { en: "there is no NIC `{device}` on {host}", zh: "{host} 上没有网卡 `{device}`" },
    rule: { en: "it has {known}", zh: "现有网卡：{known}" },
    fix: { en: "set `device`, or for a chapter `uplink` in labwright.config.json, to one of these", zh: "请将 `device`（书中章节则用 labwright.config.json 的 `uplink`）设为其中之一" },
  },
  LW2024: {
    what: { en: "Open vSwitch on {host} does not answer: {why}", zh: "{host} 上的 Open vSwitch 没有响应：{why}" },
    fix: { en: "run `{command}` there; `labwright doctor --fix` offers to", zh: "请在该机器上执行 `{command}`；`labwright doctor --fix` 可代为执行" },
  },
  LW2025: {
    what: { en: "`sudo -n` does not let user `{user}` run {commands} on {host}", zh: "{host} 上的 `sudo -n` 不允许用户 `{user}` 执行 {commands}" },
    rule: { en: "OVS bridges are made and removed as root, without anybody to type a password", zh: "OVS 网桥须以 root 身份创建与删除，过程中无人输入密码" },
    fix: { en: "`labwright doctor --fix` offers a rule for these commands alone", zh: "`labwright doctor --fix` 可添加仅限这些命令的 sudo 规则" },
  },
  LW2026: {
    what: { en: "{host} has no UEFI firmware for {arch}", zh: "{host} 上没有适用于 {arch} 的 UEFI 固件" },
    rule: { en: "asked by {machines}", zh: "需求来自 {machines}" },
    fix: { en: "run `{command}` there, or set `firmware: \"bios\"`", zh: "请在该机器上执行 `{command}`，或设置 `firmware: \"bios\"`" },
  },
  LW2027: {
    what: { en: "{host} has no QEMU for {arch}", zh: "{host} 上没有适用于 {arch} 的 QEMU" },
    fix: { en: "run `{command}` there; `labwright doctor --fix` offers to", zh: "请在该机器上执行 `{command}`；`labwright doctor --fix` 可代为执行" },
  },
  LW2028: {
    what: { en: "the lab insists on KVM, and {host} has none that works: {why}", zh: "该实验环境要求使用 KVM，而 {host} 上没有可用的 KVM：{why}" },
    fix: { en: "leave `accelerator` out, or set it to `tcg`: the machines are then emulated", zh: "请省略 `accelerator` 或设为 `tcg`：虚拟机将以仿真方式运行" },
  },
  LW2080: {
    what: { en: "{path} on {host} cannot be read", zh: "无法读取 {host} 上的 {path}" },
    rule: { en: "an image is removed only where every volume that might lie on it was looked at", zh: "只有查看过所有可能以其为基础的存储卷，才会删除镜像" },
    fix: { en: "use a user that is root there, or one with `sudo -n`", zh: "请使用该宿主机的 root 用户，或可执行 `sudo -n` 的用户" },
  },
  // A host being prepared: `{said}` is what the script on the host said.
  LW2060: {
    what: { en: "the host's distribution cannot be prepared: {said}", zh: "无法准备该宿主机的发行版：{said}" },
    rule: { en: "labwright prepares Debian, Ubuntu and Fedora", zh: "labwright 可准备 Debian、Ubuntu 与 Fedora" },
    fix: { en: "prepare the host by hand, and use it without a HostStack", zh: "请手动准备宿主机，不使用 HostStack" },
  },
  LW2061: {
    what: { en: "the host got no package lists: {said}", zh: "宿主机无法获取软件包列表：{said}" },
    rule: { en: "packages come from the host's own sources, or from `mirrors.apt`", zh: "软件包来自宿主机自身的软件源或 `mirrors.apt`" },
    fix: { en: "check the host's network and `mirrors.apt`", zh: "请检查宿主机网络与 `mirrors.apt`" },
  },
  LW2062: {
    what: { en: "packages could not be installed or removed: {said}", zh: "软件包无法安装或删除：{said}" },
    fix: { en: "put right what the package tool says, then apply again", zh: "请按包管理器的提示修复后重新应用" },
  },
  LW2063: {
    what: { en: "the NIC cannot become a port of the bridge: {said}", zh: "该网卡无法成为网桥端口：{said}" },
    rule: { en: "a bridge's NIC is wired, exists and is no other bridge's port", zh: "网卡必须是存在的有线网卡，且不属于其他网桥" },
    fix: { en: "name another NIC in `bridge.nic`", zh: "请在 `bridge.nic` 中指定其他网卡" },
  },
  LW2064: {
    what: { en: "the user may not become root: {said}", zh: "该用户无法成为 root：{said}" },
    rule: { en: "a host is prepared by root, or by a user with sudo and no password", zh: "须由 root 或可免密 sudo 的用户准备宿主机" },
    fix: { en: "connect as root, or allow it in /etc/sudoers.d", zh: "请以 root 连接，或在 /etc/sudoers.d 中授权" },
  },
  LW2065: {
    what: { en: "the change of the host's network was not confirmed: {said}", zh: "宿主机网络变更未被确认：{said}" },
    rule: { en: "a new SSH connection confirms it within `bridge.confirmSeconds`; otherwise the host goes back by itself", zh: "须在 `bridge.confirmSeconds` 内由新的 SSH 连接确认，否则宿主机自动恢复" },
    fix: { en: "read bridge-*/log in /var/lib/labwright on the host; allow more time if its network is slow", zh: "请查看宿主机 /var/lib/labwright 下的 bridge-*/log；网络较慢时可延长时间" },
  },
  LW2066: {
    what: { en: "the bridge's name is taken: {said}", zh: "网桥名称已被占用：{said}" },
    rule: { en: "a bridge that labwright did not make is left alone", zh: "不会改动并非由 labwright 创建的网桥" },
    fix: { en: "choose another `bridge.name`", zh: "请使用其他 `bridge.name`" },
  },
  LW2067: {
    what: { en: "the OVS bridge's name is taken: {said}", zh: "OVS 网桥名称已被占用：{said}" },
    rule: { en: "what labwright did not make is left alone", zh: "不会改动并非由 labwright 创建的对象" },
    fix: { en: "choose another `ovsBridge.name`, or its `datapath`", zh: "请使用其他 `ovsBridge.name` 或相符的 `datapath`" },
  },
  LW2068: {
    what: { en: "the host cannot nest virtual machines: {said}", zh: "宿主机不支持嵌套虚拟化：{said}" },
    fix: { en: "leave `nested` out, or turn virtualisation on in the firmware", zh: "请省略 `nested`，或在固件中启用虚拟化" },
  },
  LW2069: {
    what: { en: "nested virtualisation is not in force yet: {said}", zh: "嵌套虚拟化尚未生效：{said}" },
    rule: { en: "the kernel module is loaded anew only while no machine runs", zh: "仅在没有虚拟机运行时才会重新加载内核模块" },
    fix: { en: "stop the host's machines and apply again, or reboot the host", zh: "请停止宿主机上的虚拟机后重新应用，或重启宿主机" },
  },
  LW2070: {
    what: { en: "a service of the host does not run: {said}", zh: "宿主机服务未运行：{said}" },
    fix: { en: "see the service's log on the host", zh: "请查看宿主机上该服务的日志" },
  },
  LW2071: {
    what: { en: "the storage path cannot be used: {said}", zh: "存储路径不可用：{said}" },
    rule: { en: "`storagePath` is a directory, or does not exist yet", zh: "`storagePath` 必须是目录或尚不存在" },
    fix: { en: "choose another `storagePath`", zh: "请使用其他 `storagePath`" },
  },
  LW2072: {
    what: { en: "the storage is too small: {said}", zh: "存储空间不足：{said}" },
    rule: { en: "`storage.minimumFree` has to be free", zh: "须有 `storage.minimumFree` 的可用空间" },
    fix: { en: "free some, or choose another `storagePath`", zh: "请清理空间，或使用其他 `storagePath`" },
  },
  LW2073: {
    what: { en: "the host's network is run by something unknown: {said}", zh: "无法识别宿主机的网络管理方式：{said}" },
    rule: { en: "known are systemd-networkd, NetworkManager, netplan and ifupdown", zh: "支持 systemd-networkd、NetworkManager、netplan 与 ifupdown" },
    fix: { en: "make the bridge by hand and leave `bridge` out", zh: "请手动创建网桥并省略 `bridge`" },
  },
  LW2074: {
    what: { en: "the NIC's configuration cannot be moved onto a bridge: {said}", zh: "该网卡配置无法迁移到网桥：{said}" },
    fix: { en: "make the bridge by hand and leave `bridge` out", zh: "请手动创建网桥并省略 `bridge`" },
  },
  LW2075: {
    what: { en: "the host was not reached: {said}", zh: "无法连接宿主机：{said}" },
    rule: { en: "the system's ssh reaches it without asking anything", zh: "系统 ssh 须能免交互连接" },
    fix: { en: "try `ssh` to it yourself, and accept its key", zh: "请先自行 `ssh` 连接并接受其主机密钥" },
  },
  LW2081: {
    what: { en: "a data disk would become smaller: {said}", zh: "数据盘将变小：{said}" },
    rule: { en: "a data disk grows and never shrinks: what lies behind its new end would be lost", zh: "数据盘只能扩大不能缩小，否则末端之后的数据会丢失" },
    fix: { en: "give it its present size or more; for a smaller one use another `name`: that is a new, empty disk", zh: "请设为当前大小或更大；需要更小的磁盘时请使用其他 `name`，即新的空磁盘" },
  },
  LW2082: {
    what: { en: "a data disk did not get its new size: {said}", zh: "数据盘未能扩大：{said}" },
    fix: { en: "put right what libvirt says, then run `labwright up` again: the disk's content is as it was", zh: "请按 libvirt 的提示修复后再次运行 `labwright up`；磁盘内容没有改变" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
