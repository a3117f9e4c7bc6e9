import type { ErrorEntry } from "./error-catalogue";

/** Errors of a lab's description (1xxx). */
export const labErrors = {
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
} as const satisfies Readonly<Record<string, ErrorEntry>>;
