import type { ErrorEntry } from "./error-catalogue";

/** Errors of the embedded engine: what it cannot stand for (209x), its runs (302x), and what was asked of it (4040). */
export const embeddedErrors = {
  LW2091: {
    what: { en: "the embedded engine cannot run this lab: {what}", zh: "embedded 引擎无法运行该实验环境：{what}" },
    rule: { en: "it has QEMU processes of this user and a switch between them, and changes nothing of this machine", zh: "它只使用当前用户的 QEMU 进程及其间的交换机，不改动本机" },
    fix: { en: "run it with `--engine libvirt`, here or on another machine (`--host user@host`)", zh: "请使用 `--engine libvirt`，在本机或其他机器（`--host user@host`）上运行" },
  },
  LW2092: {
    what: { en: "{emulator} is version {given}", zh: "{emulator} 的版本为 {given}" },
    rule: { en: "machines of the embedded engine need QEMU 7.2 or later", zh: "embedded 引擎需要 QEMU 7.2 或更高版本" },
    fix: { en: "install a newer QEMU, or run the lab with `--engine libvirt`", zh: "请安装更新的 QEMU，或使用 `--engine libvirt`" },
  },
  LW3020: {
    what: { en: "machine `{machine}` could not be started: {why}", zh: "无法启动虚拟机 `{machine}`：{why}" },
    fix: { en: "the lab's run.log has QEMU's command line; `labwright up` tries it again", zh: "实验环境的 run.log 中有 QEMU 的完整命令；再次运行 `labwright up` 可重试" },
  },
  LW3022: {
    what: { en: "the lab's networks could not be started: {why}", zh: "无法启动实验环境的网络：{why}" },
    fix: { en: "`labwright up` tries it again", zh: "再次运行 `labwright up` 可重试" },
  },
  LW4040: {
    what: { en: "`{lab}` is up with the {known} engine, not with {given}", zh: "`{lab}` 正在以 {known} 引擎运行，而不是 {given}" },
    fix: { en: "leave `--engine` out, or take it down first: `labwright down {lab}`", zh: "请去掉 `--engine`，或先执行 `labwright down {lab}`" },
  },
} as const satisfies Record<string, ErrorEntry>;
