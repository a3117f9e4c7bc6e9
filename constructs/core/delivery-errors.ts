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
    fix: { en: "run `labwright up` again to go on waiting; LABWRIGHT_READY_TIMEOUT, in seconds, gives it longer", zh: "再次运行 `labwright up` 可继续等待；环境变量 LABWRIGHT_READY_TIMEOUT（秒）可延长时间" },
  },
  LW3204: {
    what: { en: "node {machine}, {step}: {why}", zh: "节点 {machine}，{step}：{why}" },
    rule: { en: "nothing that was done before is lost", zh: "此前完成的步骤不会丢失" },
    fix: { en: "mend it and run `labwright up` again, which goes on there; the log of the run has all that was said", zh: "修正后再次运行 `labwright up`，将从此处继续；运行日志包含全部输出" },
  },
  LW3205: {
    what: { en: "the API server of {cluster} on {machine} did not answer within {seconds} s: {why}", zh: "{machine} 上 {cluster} 的 API server 在 {seconds} 秒内没有应答：{why}" },
    rule: { en: "add-ons and nodes are looked at through it", zh: "须经由它查看附加组件与节点" },
    fix: { en: "`labwright ssh` to {machine}, then `journalctl -u kubelet` and `ctr -n k8s.io containers ls` tell why; run `labwright up` again to go on waiting", zh: "用 `labwright ssh` 登录 {machine}，通过 `journalctl -u kubelet` 与 `ctr -n k8s.io containers ls` 查明原因；再次运行 `labwright up` 可继续等待" },
  },
  LW3206: {
    what: { en: "nodes of {cluster} are not Ready after {seconds} s: {nodes}; {events}", zh: "{cluster} 的节点在 {seconds} 秒后仍未 Ready：{nodes}；{events}" },
    rule: { en: "Pods go to nodes that are Ready", zh: "Pod 只会调度到 Ready 的节点" },
    fix: { en: "run `labwright up` again to go on waiting; LABWRIGHT_READY_TIMEOUT, in seconds, gives it longer", zh: "再次运行 `labwright up` 可继续等待；环境变量 LABWRIGHT_READY_TIMEOUT（秒）可延长时间" },
  },
  LW3207: {
    what: { en: "lab {lab} has no Kubernetes cluster `{given}`", zh: "实验环境 {lab} 没有名为 `{given}` 的 Kubernetes 集群" },
    rule: { en: "it has: {known}", zh: "现有集群：{known}" },
    fix: { en: "name one of them by --cluster, or a lab that has one", zh: "请用 --cluster 指定其中一个，或指定含有集群的实验环境" },
  },
  LW3208: {
    what: { en: "cluster {cluster} has Kubernetes {has}, and {want} is declared", zh: "集群 {cluster} 的 Kubernetes 版本为 {has}，而声明的是 {want}" },
    rule: { en: "a cluster is upgraded one minor at a time, and never goes back", zh: "集群每次只能升级一个次版本，且不能降级" },
    fix: { en: "declare the minor after {has}, `labwright up`, and go on from there; or take the lab down and make it anew", zh: "请先声明 {has} 的下一个次版本并运行 `labwright up`，再继续升级；或先删除实验环境再重新创建" },
  },
  LW3209: {
    what: { en: "cluster {cluster} cannot be asked on {machine}: {why}", zh: "无法在 {machine} 上查询集群 {cluster}：{why}" },
    rule: { en: "what would change is told by the cluster itself", zh: "差异由集群自身给出" },
    fix: { en: "`labwright status` says whether the machine runs; `labwright up` brings the cluster up", zh: "`labwright status` 可查看虚拟机是否在运行；`labwright up` 可启动集群" },
  },
  LW3210: {
    what: { en: "{folder} is no bundle: {why}", zh: "{folder} 不是 bundle：{why}" },
    rule: { en: "a bundle is a folder, or an address, with a bundle.yaml that lists every file by its digest", zh: "bundle 是含有 bundle.yaml 的文件夹或网址，其中按摘要列出所有文件" },
    fix: { en: "`labwright bundle create` makes one; `bundle` in labwright.config.json says which is used", zh: "用 `labwright bundle create` 创建；labwright.config.json 中的 `bundle` 指定所用的 bundle" },
  },
  LW3211: {
    what: { en: "{path} of the bundle: {why}", zh: "bundle 中的 {path}：{why}" },
    rule: { en: "every file has the digest that bundle.yaml gives", zh: "每个文件的摘要须与 bundle.yaml 一致" },
    fix: { en: "bring the file again, or make the bundle anew", zh: "请重新获取该文件，或重新创建 bundle" },
  },
  LW3212: {
    what: { en: "the bundle {folder} is of {have}, and cluster {cluster} wants {want}", zh: "bundle {folder} 提供的是 {have}，而集群 {cluster} 需要 {want}" },
    rule: { en: "programs and images of a cluster are of one version and one architecture", zh: "集群的程序与镜像须为同一版本与同一架构" },
    fix: { en: "set `kubernetes` of the cluster to what the bundle has, or make a bundle of {want}", zh: "请将集群的 `kubernetes` 设为 bundle 中的版本，或创建 {want} 的 bundle" },
  },
  LW3213: {
    what: { en: "{who} wants {thing}, which the bundle {folder} has not", zh: "{who} 需要 {thing}，而 bundle {folder} 中没有" },
    rule: { en: "with a bundle nothing is taken from anywhere else", zh: "使用 bundle 时不会从其他地方获取任何内容" },
    fix: { en: "put it into the bundle, or bring the cluster up without one", zh: "请将其加入 bundle，或不使用 bundle 启动集群" },
  },
  LW3214: {
    what: { en: "{path} does not go into a bundle: {why}", zh: "{path} 不能放入 bundle：{why}" },
    rule: { en: "bin/ has programs, cni/ CNI plugins, images/ archives of images, charts/ Helm charts, manifests/ YAML with its address in the first line", zh: "bin/ 存放程序，cni/ 存放 CNI 插件，images/ 存放镜像归档，charts/ 存放 Helm chart，manifests/ 存放首行注明网址的 YAML" },
    fix: { en: "put it where it belongs, or take it away", zh: "请放到对应的文件夹，或将其移除" },
  },
  LW3215: {
    what: { en: "{what} was not brought into the bundle: {why}", zh: "未能将 {what} 加入 bundle：{why}" },
    rule: { en: "what was brought before is kept", zh: "此前已获取的内容会保留" },
    fix: { en: "try again; `mirrors` in labwright.config.json names other places to take it from", zh: "请重试；可在 labwright.config.json 的 `mirrors` 中指定其他来源" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
