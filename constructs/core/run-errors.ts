import type { ErrorEntry } from "./error-catalogue";

/** Errors of a run (3xxx), and of the command line and its configuration (4xxx). */
export const runErrors = {
  LW3001: {
    what: { en: "terraform {command} failed: {why}", zh: "terraform {command} 失败：{why}" },
    fix: { en: "the whole output is in {log}; `labwright up` goes on from where it stopped, `labwright down` removes what is there", zh: "完整输出见 {log}；`labwright up` 会从中断处继续，`labwright down` 会清除已创建的内容" },
  },
  LW3002: {
    what: { en: "interrupted", zh: "已中断" },
    fix: { en: "`labwright up` goes on from here, `labwright down` removes what is there", zh: "`labwright up` 会从此处继续，`labwright down` 会清除已创建的内容" },
  },
  LW3003: {
    what: { en: "machine `{machine}` did not answer SSH at {address} within {seconds} s", zh: "虚拟机 `{machine}`（{address}）在 {seconds} 秒内没有响应 SSH" },
    fix: { en: "`labwright console {machine}` shows its serial console; LABWRIGHT_READY_TIMEOUT (seconds) waits longer", zh: "`labwright console {machine}` 可查看串口控制台；设置 LABWRIGHT_READY_TIMEOUT（秒）可延长等待" },
  },
  LW3004: {
    what: { en: "cloud-init of `{machine}` failed: {why}", zh: "`{machine}` 的 cloud-init 失败：{why}" },
    fix: { en: "`labwright ssh {machine}` and read /var/log/cloud-init-output.log", zh: "请用 `labwright ssh {machine}` 登录并查看 /var/log/cloud-init-output.log" },
  },
  LW3005: {
    what: { en: "step `{step}` on `{machine}` failed: {why}", zh: "`{machine}` 上的步骤 `{step}` 失败：{why}" },
    fix: { en: "`labwright up` tries it again", zh: "再次运行 `labwright up` 可重试" },
  },
  LW3006: {
    what: { en: "something of the lab is left on {host}: {left}", zh: "{host} 上仍残留该实验环境的对象：{left}" },
    fix: { en: "run `labwright down` again; the log {log} says what refused", zh: "请再次运行 `labwright down`；日志 {log} 记录了失败原因" },
  },
  LW3011: {
    what: { en: "the lab's Terraform state does not know what is on {host}: {what}", zh: "该实验环境的 Terraform 状态中没有 {host} 上的这些对象：{what}" },
    rule: { en: "disks that no unfinished run of this project made are not taken for its leftovers", zh: "磁盘若非本项目未完成的运行所创建，就不会被当作残留删除" },
    fix: { en: "bring the state back (terraform.*.tfstate, or the `backend` it is in); or `labwright down` removes the lab with its disks", zh: "请恢复状态（terraform.*.tfstate，或其所在的 `backend`）；或用 `labwright down` 删除该实验环境及其磁盘" },
  },
  LW3012: {
    what: { en: "terraform destroy failed: {why}; the lab is gone from its host, but its state still has {left}", zh: "terraform destroy 失败：{why}；实验环境已从宿主机删除，但其状态中仍有 {left}" },
    rule: { en: "the state is kept as long as it has what labwright cannot look for", zh: "状态中只要有 labwright 无法检查的资源就会保留" },
    fix: { en: "put right what {log} says, and run `labwright down` again; where the folder in cdktf.out is gone, `labwright plan` makes it again", zh: "请按 {log} 的提示修复后再次运行 `labwright down`；若 cdktf.out 中的目录已不存在，可用 `labwright plan` 重新生成" },
  },
  LW3010: {
    what: { en: "image `{image}` could not be fetched: {why}", zh: "镜像 `{image}` 获取失败：{why}" },
    fix: { en: "run it again: a download goes on from where it stopped; mirrors.images in labwright.config.json chooses another source", zh: "再次运行即可断点续传；也可在 labwright.config.json 的 mirrors.images 中换用其他来源" },
  },
  LW4001: {
    what: { en: "`{given}` is neither a chapter nor a lab file", zh: "`{given}` 既不是章节，也不是实验环境文件" },
    rule: { en: "a lab is a chapter id such as pinnacle/14, or the path of a .ts or .js file", zh: "实验环境写作章节编号（如 pinnacle/14）或 .ts/.js 文件路径" },
    fix: { en: "`labwright list` shows the chapters", zh: "`labwright list` 可列出章节" },
  },
  LW4002: {
    what: { en: "no lab was named, and which is meant is not clear", zh: "未指定实验环境，无法确定所指的是哪一个" },
    rule: { en: "the lab may be left out where one is up, or where the folder has one lab.ts", zh: "仅在只有一个实验环境运行、或目录中只有一个 lab.ts 时可省略" },
    fix: { en: "name a chapter or a file (`labwright list`); here: {known}", zh: "请指定章节或文件（见 `labwright list`）；此处：{known}" },
  },
  LW4003: {
    what: { en: "`{given}` is not up", zh: "`{given}` 没有运行" },
    fix: { en: "`labwright up {given}` brings it up; `labwright status` shows what is", zh: "`labwright up {given}` 可启动；`labwright status` 可查看正在运行的环境" },
  },
  LW4004: {
    what: { en: "the lab has no machine `{given}`", zh: "该实验环境没有虚拟机 `{given}`" },
    rule: { en: "its machines: {known}", zh: "其虚拟机：{known}" },
    fix: { en: "name one of these", zh: "请指定其中之一" },
  },
  LW4005: {
    what: { en: "`{file}` cannot be used as a lab: {why}", zh: "`{file}` 无法作为实验环境使用：{why}" },
    rule: { en: "a lab file exports a default function that takes an App and declares LabStacks in it", zh: "实验环境文件须默认导出一个函数，接收 App 并在其中声明 LabStack" },
    fix: { en: "see examples/ and docs/your-own-lab.md", zh: "参见 examples/ 与 docs/your-own-lab.md" },
  },
  LW4006: {
    what: { en: "this needs a yes: {question}", zh: "需要确认：{question}" },
    rule: { en: "without a terminal nobody can be asked", zh: "没有终端时无法询问" },
    fix: { en: "add `--yes`", zh: "请加上 `--yes`" },
  },
  LW4008: {
    what: { en: "{what}", zh: "{what}" },
    fix: { en: "`labwright {command} --help` shows how it is used", zh: "`labwright {command} --help` 可查看用法" },
  },
  LW4010: {
    what: { en: "the configuration cannot be used: {why}", zh: "配置文件不可用：{why}" },
    fix: { en: "docs/configuration.md lists every property", zh: "docs/configuration.md 列出了全部属性" },
  },
  LW4011: {
    what: { en: "it was written by a newer labwright ({given}; this one knows {known})", zh: "该文件由更新版本的 labwright 写入（{given}；当前版本支持 {known}）" },
    fix: { en: "update labwright", zh: "请更新 labwright" },
  },
  LW4013: {
    what: { en: "{file} declares {count} labs", zh: "{file} 声明了 {count} 个实验环境" },
    rule: { en: "this command is about one lab", zh: "该命令只针对一个实验环境" },
    fix: { en: "choose one: {known}", zh: "请选择其一：{known}" },
  },
  LW4014: {
    what: { en: "{file} has no stack `{given}`", zh: "{file} 中没有 stack `{given}`" },
    fix: { en: "it has: {known}", zh: "现有：{known}" },
  },
  LW4015: {
    what: { en: "`{given}` has no Kubernetes cluster", zh: "`{given}` 没有 Kubernetes 集群" },
    rule: { en: "manifests, and what `diff` tells, are of the add-ons of a lab's clusters", zh: "清单与 `diff` 的内容来自实验环境中集群的附加组件" },
    fix: { en: "`labwright list` shows the chapters; `labwright synth` writes a lab's Terraform", zh: "`labwright list` 列出各章；`labwright synth` 生成实验环境的 Terraform 文件" },
  },
  LW4012: {
    what: { en: "machine `{machine}` cannot be reached over SSH: {why}", zh: "无法通过 SSH 连接虚拟机 `{machine}`：{why}" },
    rule: { en: "a machine is reached on a network that the host has an address on, by a key it was given at first boot", zh: "虚拟机须位于宿主机有地址的网络，并在首次启动时获得密钥" },
    fix: { en: "{fix}", zh: "{fix}" },
  },
  LW4020: {
    what: { en: "no SSH key could be made: {why}", zh: "无法生成 SSH 密钥：{why}" },
    fix: { en: "install OpenSSH's ssh-keygen; `labwright doctor` says how", zh: "请安装 OpenSSH 的 ssh-keygen；`labwright doctor` 会说明方法" },
  },
  LW4021: {
    what: { en: "the key of `sshKey` cannot be used: {why}", zh: "`sshKey` 指定的密钥无法使用：{why}" },
    rule: { en: "a private key without a passphrase, readable by you alone (0600)", zh: "须为无口令的私钥，且仅本人可读（0600）" },
    fix: { en: "name another in labwright.config.json, or leave `sshKey` out: a key is made for each lab", zh: "请在 labwright.config.json 中指定其他密钥，或省略 `sshKey`：每个实验环境会自动生成密钥" },
  },
  LW4022: {
    what: { en: "another labwright is at work on `{lab}`: process {pid} on {host}", zh: "另一个 labwright 正在处理 `{lab}`：{host} 上的进程 {pid}" },
    rule: { en: "`plan`, `up` and `down` of one lab never run at the same time", zh: "同一实验环境的 `plan`、`up` 与 `down` 不能同时进行" },
    fix: { en: "try again when it has ended; remove {file} if there is no such process any more", zh: "请待其结束后重试；若该进程已不存在，请删除 {file}" },
  },
  LW4023: {
    what: { en: "the SSH key of `{lab}` is gone: {file}", zh: "`{lab}` 的 SSH 密钥已不存在：{file}" },
    rule: { en: "it is made when a lab is brought up, and the machines know no other", zh: "密钥在启动实验环境时生成，虚拟机只认可该密钥" },
    fix: { en: "bring the file back; or `labwright down {lab}` removes the lab", zh: "请恢复该文件；或用 `labwright down {lab}` 删除该实验环境" },
  },
  LW4024: {
    what: { en: "`{path}` cannot be written: {why}", zh: "无法写入 `{path}`：{why}" },
    fix: { en: "choose another place, or allow it to be written", zh: "请选择其他位置，或授予写入权限" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
