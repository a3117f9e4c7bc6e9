import type { ErrorEntry } from "./error-catalogue";

/** Errors of work in a lab that is up, its exercises and snapshots: on its machines (304x), and what was asked for (404x). */
export const exerciseErrors = {
  LW3040: {
    what: { en: "machine `{machine}` could not be asked: {why}", zh: "无法检查虚拟机 `{machine}`：{why}" },
    fix: { en: "`labwright status` shows whether it runs, `labwright ssh {machine}` whether it answers", zh: "`labwright status` 可查看其是否运行，`labwright ssh {machine}` 可查看其是否响应" },
  },
  LW3041: {
    what: { en: "the solution of `{exercise}` did not run to its end on {machine}: {why}", zh: "`{exercise}` 的解答在 {machine} 上未能执行完毕：{why}" },
    fix: { en: "what was done before may be in its way: `labwright reset` begins anew", zh: "可能与之前的操作冲突：`labwright reset` 可重新开始" },
  },
  LW3042: {
    what: { en: "no snapshot of `{machine}`: {why}", zh: "无法处理 `{machine}` 的快照：{why}" },
    rule: { en: "every machine of the lab has to run", zh: "实验环境的所有虚拟机都须在运行" },
    fix: { en: "`labwright status` shows which does not; `labwright up` starts it", zh: "`labwright status` 可查看未运行的虚拟机，`labwright up` 可启动它" },
  },
  LW3043: {
    what: { en: "there is no snapshot `{name}`", zh: "没有快照 `{name}`" },
    rule: { en: "those there are: {known}", zh: "现有快照：{known}" },
    fix: { en: "`labwright snapshot save {name}` makes one of what is now", zh: "`labwright snapshot save {name}` 可保存当前状态" },
  },
  LW3044: {
    what: { en: "snapshot `{name}` is of another shape of the lab", zh: "快照 `{name}` 属于该实验环境的另一种结构" },
    rule: { en: "memory can be put back only into the same machines", zh: "内存只能恢复到完全相同的虚拟机中" },
    fix: { en: "bring the lab up as it was then, or delete it: `labwright snapshot delete {name}`", zh: "请以当时的结构启动实验环境，或删除它：`labwright snapshot delete {name}`" },
  },
  LW4041: {
    what: { en: "`{lab}` has no exercises", zh: "`{lab}` 没有练习" },
    fix: { en: "`labwright list` shows the chapters", zh: "`labwright list` 可列出章节" },
  },
  LW4042: {
    what: { en: "`{given}` is no exercise of `{lab}`", zh: "`{given}` 不是 `{lab}` 的练习" },
    rule: { en: "its exercises: {known}", zh: "其练习：{known}" },
    fix: { en: "name one by its number or its name", zh: "请用编号或名称指定" },
  },
  LW4043: {
    what: { en: "`{given}` cannot be a snapshot's name", zh: "`{given}` 不能作为快照名称" },
    rule: { en: "up to 40 letters, digits, dots, dashes and underscores, beginning with a letter or digit", zh: "最多 40 个字母、数字、点、短横线与下划线，以字母或数字开头" },
    fix: { en: "`labwright snapshot save before-upgrade`", zh: "例如 `labwright snapshot save before-upgrade`" },
  },
} as const satisfies Record<string, ErrorEntry>;
