import type { ErrorEntry } from "./error-catalogue";

/** Errors of clusters that are brought up (32xx). */
export const deliveryErrors = {
  LW3201: {
    what: { en: "add-on {addon} was not installed: {why}", zh: "附加组件 {addon} 安装失败：{why}" },
    rule: { en: "the cluster and its other add-ons are as they should be", zh: "集群与其他附加组件不受影响" },
    fix: { en: "mend it and run `labwright up` again, which does what is left", zh: "修正后再次运行 `labwright up`，将继续未完成的部分" },
  },
  LW3202: {
    what: { en: "add-on {addon} is not ready after {seconds} s: {object}: {why}; {events}", zh: "附加组件 {addon} 在 {seconds} 秒后仍未就绪：{object}：{why}；{events}" },
    rule: { en: "the cluster and its other add-ons are as they should be", zh: "集群与其他附加组件不受影响" },
    fix: { en: "run `labwright up` again to go on waiting; --timeout gives it longer", zh: "再次运行 `labwright up` 可继续等待；--timeout 可延长时间" },
  },
  LW3203: {
    what: { en: "`{lab}` declares the Kubernetes cluster `{cluster}`, which this version brings up on no engine yet", zh: "`{lab}` 声明了 Kubernetes 集群 `{cluster}`，当前版本尚不能在任何引擎上启动集群" },
    rule: { en: "its Terraform and its manifests are complete, and can be written", zh: "其 Terraform 与清单是完整的，可以生成" },
    fix: { en: "`labwright manifests` writes what the cluster is given, `labwright synth` its machines", zh: "`labwright manifests` 生成集群的清单，`labwright synth` 生成其虚拟机" },
  },
  LW3204: {
    what: { en: "node {machine}, {step}: {why}", zh: "节点 {machine}，{step}：{why}" },
    rule: { en: "nothing that was done before is lost", zh: "此前完成的步骤不会丢失" },
    fix: { en: "mend it and run `labwright up` again, which goes on there; the log of the run has all that was said", zh: "修正后再次运行 `labwright up`，将从此处继续；运行日志包含全部输出" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
