import { runErrors } from "./run-errors";
import type { Text } from "./text";

/** One kind of error: `{placeholders}` are filled from the problem's values. */
export interface ErrorEntry {
  /** What is wrong, with what was given. */
  readonly what: Text;
  /** The rule that was broken; empty where `what` says it all. */
  readonly rule?: Text;
  /** What to do about it. */
  readonly fix: Text;
}

/**
 * Every error labwright raises, by its stable code. 1xxx: the lab's description. 2xxx: the host it is to run on.
 * 3xxx: the run itself. 4xxx: the command line and its configuration. A code is never reused for something else.
 */
export const errorCatalogue = {
  ...runErrors,
  LW1001: {
    what: { en: "`{property}` is {given}", zh: "`{property}` 的值为 {given}" },
    rule: { en: "it must be {rule}", zh: "要求：{rule}" },
    fix: { en: "set `{property}` to a value that is {rule}", zh: "请把 `{property}` 设为满足该要求的值" },
  },
  LW1002: {
    what: { en: "unknown option `{property}`", zh: "未知选项 `{property}`" },
    rule: { en: "known options are {known}", zh: "可用选项：{known}" },
    fix: { en: "remove it or correct its name", zh: "请删除或更正该选项名" },
  },
  LW1003: {
    what: { en: "there is no lab above this construct", zh: "该构件之上没有 Lab" },
    rule: { en: "networks, machines and bridges live in a Lab or a LabStack", zh: "网络、虚拟机与网桥必须位于 Lab 或 LabStack 之内" },
    fix: { en: "create it with a LabStack or a Lab as its scope", zh: "请以 LabStack 或 Lab 作为其 scope" },
  },
  LW1004: {
    what: { en: "`{property}` refers to {given}, which belongs to another lab", zh: "`{property}` 引用了属于另一个实验环境的 {given}" },
    rule: { en: "a machine attaches to the networks of its own lab", zh: "虚拟机只能连接本实验环境的网络" },
    fix: { en: "declare the network in the machine's lab", zh: "请在该虚拟机所在的实验环境中声明该网络" },
  },
  LW1005: {
    what: { en: "two labs of one stack share the name `{given}`", zh: "同一个栈中有两个实验环境使用名称 `{given}`" },
    rule: { en: "a lab's name is part of every host object's name", zh: "实验环境名称是宿主机对象名称的一部分" },
    fix: { en: "give one of them another `name`", zh: "请为其中一个设置不同的 `name`" },
  },
  LW1010: {
    what: { en: "`{property}` is {given}", zh: "`{property}` 的值为 {given}" },
    rule: { en: "a network is written as its first address and prefix, such as 10.20.4.0/24 or fd00:20:4::/64", zh: "网段写作首地址加前缀长度，例如 10.20.4.0/24 或 fd00:20:4::/64" },
    fix: { en: "{hint}", zh: "{hint}" },
  },
  LW1011: {
    what: { en: "{first} contains or equals {second}, used by {other}", zh: "{first} 与 {other} 使用的 {second} 重叠" },
    rule: { en: "lab networks may not overlap", zh: "同一实验环境的网段不可重叠" },
    fix: { en: "give one of them another `cidr`", zh: "请为其中一个设置不同的 `cidr`" },
  },
  LW1012: {
    what: { en: "{cidr} has no free address left for `{machine}`", zh: "{cidr} 已没有可分配给 `{machine}` 的地址" },
    rule: { en: "{capacity} addresses are for machines, the others for the gateway and DHCP", zh: "其中 {capacity} 个地址供虚拟机使用，其余用于网关与 DHCP" },
    fix: { en: "give the network a shorter prefix, or set `dhcp: false`", zh: "请使用更短的前缀，或设置 `dhcp: false`" },
  },
  LW1013: {
    what: { en: "address {given} of `{machine}` is {why}", zh: "`{machine}` 的地址 {given} 不可用：{why}" },
    rule: { en: "an address lies in {cidr} and is neither its network, broadcast nor gateway address, nor another machine's", zh: "地址须位于 {cidr} 之内，且不是网络地址、广播地址、网关或其他虚拟机的地址" },
    fix: { en: "choose another address of {cidr}, or leave `address` out", zh: "请在 {cidr} 中另选地址，或省略 `address`" },
  },
  LW1014: {
    what: { en: "no free network is left in {base} for `{network}`", zh: "{base} 中已没有可分配给 `{network}` 的网段" },
    rule: { en: "a derived network is a /{prefix} of the lab's subnet base", zh: "自动网段是子网基址中的一个 /{prefix}" },
    fix: { en: "give a larger `subnetBase`, or the network its own `cidr`", zh: "请使用更大的 `subnetBase`，或为该网络指定 `cidr`" },
  },
  LW1015: {
    what: { en: "the subnet base {base} has no room for {cidr}", zh: "子网基址 {base} 放不下 {cidr}" },
    rule: { en: "the networks of a lab that is moved keep their sizes, and their places as far as the base has them", zh: "迁移后各网段大小不变，并在基址范围内保持相对位置" },
    fix: { en: "use a base of at least /{prefix}", zh: "请使用至少 /{prefix} 的基址" },
  },
  LW1020: {
    what: { en: "{given} is used by {first} and {second}", zh: "{first} 与 {second} 都使用了 {given}" },
    rule: { en: "a MAC address is unique within a lab", zh: "MAC 地址在实验环境内必须唯一" },
    fix: { en: "leave `mac` out to have one derived, or change one of them", zh: "请省略 `mac` 由系统生成，或修改其中一个" },
  },
  LW1021: {
    what: { en: "`{property}` is {given}", zh: "`{property}` 的值为 {given}" },
    rule: { en: "a MAC address is six hexadecimal octets, unicast, and does not begin with fe (libvirt keeps it for its taps)", zh: "MAC 地址为六个十六进制字节的单播地址，且不以 fe 开头（libvirt 保留给 tap 设备）" },
    fix: { en: "leave it out, or use one such as 52:54:00:12:34:56", zh: "请省略，或使用如 52:54:00:12:34:56 的地址" },
  },
  LW1022: {
    what: { en: "`{given}` has {length} characters", zh: "`{given}` 有 {length} 个字符" },
    rule: { en: "the kernel allows {max} characters in the name of {what}", zh: "内核允许的名称长度上限为 {max}（{what}）" },
    fix: { en: "{fix}", zh: "{fix}" },
  },
  LW1023: {
    what: { en: "the name `{given}` is used twice, by {first} and {second}", zh: "名称 `{given}` 被 {first} 与 {second} 重复使用" },
    rule: { en: "{rule}", zh: "{rule}" },
    fix: { en: "give one of them another name", zh: "请修改其中一个的名称" },
  },
  LW1030: {
    what: { en: "VLAN `{vlan}` is not declared on network `{network}`", zh: "网络 `{network}` 未声明 VLAN `{vlan}`" },
    rule: { en: "declared VLANs: {known}", zh: "已声明的 VLAN：{known}" },
    fix: { en: "add it to `vlans`, or use one of these", zh: "请加入 `vlans`，或使用其中之一" },
  },
  LW1031: {
    what: { en: "VLANs `{first}` and `{second}` both have tag {tag}", zh: "VLAN `{first}` 与 `{second}` 的标签都是 {tag}" },
    rule: { en: "one tag is one VLAN", zh: "一个标签对应一个 VLAN" },
    fix: { en: "give each VLAN its own tag", zh: "请为每个 VLAN 设置不同的标签" },
  },
  LW1032: {
    what: { en: "VLAN `{vlan}` has tag {tag}", zh: "VLAN `{vlan}` 的标签为 {tag}" },
    rule: { en: "tags are 1-4094 (IEEE 802.1Q)", zh: "标签范围为 1-4094（IEEE 802.1Q）" },
    fix: { en: "use a tag from 1 to 4094", zh: "请使用 1 到 4094 之间的标签" },
  },
  LW1033: {
    what: { en: "the trunk of `{machine}` carries no VLAN", zh: "`{machine}` 的 trunk 没有承载任何 VLAN" },
    rule: { en: "a trunk carries at least one VLAN, and its native VLAN is one of them", zh: "trunk 至少承载一个 VLAN，native VLAN 也在其中" },
    fix: { en: "name the VLANs it carries", zh: "请列出所承载的 VLAN" },
  },
  LW1040: {
    what: { en: "machine `{machine}` has {given}", zh: "虚拟机 `{machine}` 的 {given}" },
    rule: { en: "{rule}", zh: "{rule}" },
    fix: { en: "{fix}", zh: "{fix}" },
  },
  LW1041: {
    what: { en: "image `{image}` is for {imageArch}, the machine for {machineArch}", zh: "镜像 `{image}` 的架构为 {imageArch}，虚拟机为 {machineArch}" },
    rule: { en: "an image boots on its own architecture only", zh: "镜像只能在其自身架构上启动" },
    fix: { en: "use an image with `arch: \"{machineArch}\"`, or set the machine's `arch`", zh: "请使用 `arch: \"{machineArch}\"` 的镜像，或设置虚拟机的 `arch`" },
  },
  LW1042: {
    what: { en: "disk `{disk}` is {given}, smaller than its image ({size})", zh: "磁盘 `{disk}` 为 {given}，小于其镜像（{size}）" },
    rule: { en: "an overlay is at least as large as what it lies on", zh: "叠加盘不能小于其基础镜像" },
    fix: { en: "make it {size} or more", zh: "请设为 {size} 或更大" },
  },
  LW1043: {
    what: { en: "`{property}` of machine `{machine}` is not given", zh: "虚拟机 `{machine}` 未设置 `{property}`" },
    rule: { en: "of two or more data disks each has a name: by its place in the list one would get another's content when that is removed", zh: "有两块或更多数据盘时须逐一命名：若按列表位置命名，删除其中一块后，另一块会得到它的内容" },
    fix: { en: "give it a `name`; the only disk of a machine that is up already is called `data1`", zh: "请设置 `name`；已运行的虚拟机中唯一的数据盘名为 `data1`" },
  },
  LW1050: {
    what: { en: "image `{image}` has no sha256 or sha512", zh: "镜像 `{image}` 没有 sha256 或 sha512" },
    rule: { en: "an image is pinned by its digest", zh: "镜像必须以摘要固定" },
    fix: { en: "pass `checksum: \"sha256:…\"`, or `allowUnpinned: true` for an image that moves", zh: "请传入 `checksum: \"sha256:…\"`；若镜像会变动，可设 `allowUnpinned: true`" },
  },
  LW1051: {
    what: { en: "`checksum` is {given}", zh: "`checksum` 的值为 {given}" },
    rule: { en: "a checksum is `sha256:` and 64, or `sha512:` and 128 hexadecimal digits", zh: "校验和为 `sha256:` 加 64 位或 `sha512:` 加 128 位十六进制数" },
    fix: { en: "copy it from the distribution's checksum file", zh: "请从发行版的校验和文件中复制" },
  },
  LW1052: {
    what: { en: "the catalogue has no `{image}` for {arch}", zh: "目录中没有适用于 {arch} 的 `{image}`" },
    rule: { en: "known: {known}", zh: "已知：{known}" },
    fix: { en: "choose one of these, or use Image.fromUrl", zh: "请选择其一，或使用 Image.fromUrl" },
  },
  LW1060: {
    what: { en: "part {part} of the cloud-init of `{machine}` is not usable: {why}", zh: "`{machine}` 的第 {part} 段 cloud-init 不可用：{why}" },
    rule: { en: "a part is a cloud-config mapping", zh: "每段必须是 cloud-config 映射" },
    fix: { en: "see https://docs.cloud-init.io/en/latest/reference/modules.html", zh: "参见 https://docs.cloud-init.io/en/latest/reference/modules.html" },
  },
  LW1061: {
    what: { en: "the first-boot configuration of `{machine}` holds {given}", zh: "`{machine}` 的首次启动配置含有 {given}" },
    rule: { en: "no password, private key or token enters it: it is readable in the guest, in the state and on the host", zh: "其中不得包含密码、私钥或令牌：客户机、状态文件与宿主机都能读到它" },
    fix: { en: "use the lab's SSH key, or set it after start over SSH", zh: "请使用实验环境的 SSH 密钥，或在启动后通过 SSH 设置" },
  },
  LW1062: {
    what: { en: "the backend setting `{property}` is a secret", zh: "后端设置 `{property}` 是机密信息" },
    rule: { en: "settings are written to the synthesized JSON and to Terraform's own folder, where everybody reads them", zh: "后端设置会写入生成的 JSON 与 Terraform 自己的目录，任何人都能读到" },
    fix: {
      en: "leave it out and set the backend's variable in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, PG_CONN_STR, ARM_ACCESS_KEY, TF_HTTP_PASSWORD",
      zh: "请省略该设置，改用后端的环境变量：AWS_ACCESS_KEY_ID 与 AWS_SECRET_ACCESS_KEY、PG_CONN_STR、ARM_ACCESS_KEY、TF_HTTP_PASSWORD",
    },
  },
  LW1070: {
    what: { en: "the lab needs {needed} of {resource}, the host `{host}` is declared with {given}", zh: "实验环境需要 {needed} 的 {resource}，宿主机 `{host}` 声明为 {given}" },
    rule: { en: "the sum of a lab's machines stays within its host's capacity", zh: "实验环境的总需求不得超过宿主机容量" },
    fix: { en: "use a smaller variant, fewer machines, or a host with more {resource}", zh: "请使用更小的变体、更少的虚拟机或容量更大的宿主机" },
  },
  LW1080: {
    what: { en: "there is no chapter `{given}`", zh: "没有章节 `{given}`" },
    rule: { en: "known chapters: {known}", zh: "已有章节：{known}" },
    fix: { en: "`labwright list` shows them all", zh: "`labwright list` 可列出全部章节" },
  },
  LW1081: {
    what: { en: "chapter `{chapter}` has no variant `{given}`", zh: "章节 `{chapter}` 没有变体 `{given}`" },
    rule: { en: "its variants: {known}", zh: "可用变体：{known}" },
    fix: { en: "`labwright show {chapter}` lists them", zh: "`labwright show {chapter}` 可列出变体" },
  },
  LW1090: {
    what: { en: "{address}: `{attribute}` is {given}", zh: "{address}：`{attribute}` 的值为 {given}" },
    rule: { en: "{rule}", zh: "{rule}" },
    fix: { en: "correct the override that sets it (provider dmacvicar/libvirt, `terraform providers schema`)", zh: "请更正设置它的覆盖项（provider dmacvicar/libvirt，`terraform providers schema`）" },
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
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** A stable error code. */
export type ErrorCode = keyof typeof errorCatalogue;
