import type { ErrorEntry } from "./error-catalogue";

/** Errors of clusters and their add-ons (12xx). */
export const clusterErrors = {
  LW1200: {
    what: { en: "{addon} needs {what}, and nothing in the cluster brings it", zh: "{addon} 需要{what}，而集群中没有" },
    rule: { en: "an add-on comes after what it needs", zh: "附加组件须在其所需之物之后" },
    fix: { en: "add {fix}", zh: "请添加 {fix}" },
  },
  LW1201: {
    what: { en: "{first} and {second} both bring {what}", zh: "{first} 与 {second} 都提供{what}" },
    rule: { en: "a cluster has it once", zh: "一个集群只能有一个" },
    fix: { en: "take one of them away, or turn that part of it off", zh: "请去掉其中一个，或关闭其中一个的这项功能" },
  },
  LW1202: {
    what: { en: "{addon} {version} is not for Kubernetes {given}", zh: "{addon} {version} 不支持 Kubernetes {given}" },
    rule: { en: "it supports {from} to {to}", zh: "支持 {from} 至 {to}" },
    fix: { en: "choose a minor in between for the cluster", zh: "请为集群选择这一范围内的版本" },
  },
  LW1203: {
    what: { en: "the cluster's Pods ask for {asked} MiB of memory, and its nodes have {have} MiB left for them", zh: "集群中的 Pod 共需 {asked} MiB 内存，而各节点可供 Pod 使用的只有 {have} MiB" },
    rule: { en: "{most} ask for most", zh: "需求最大的是 {most}" },
    fix: { en: "give the workers {missing} MiB more, or take an add-on away", zh: "请为工作节点增加 {missing} MiB 内存，或去掉某个附加组件" },
  },
  LW1204: {
    what: { en: "{addon} refers to {other}, which is an add-on of another cluster", zh: "{addon} 引用的 {other} 属于另一个集群" },
    rule: { en: "an add-on waits for others of its own cluster", zh: "附加组件只能依赖同一集群的其他组件" },
    fix: { en: "refer to one of its own cluster", zh: "请引用本集群的附加组件" },
  },
  LW1205: {
    what: { en: "{first} and {second} both declare {object}", zh: "{first} 与 {second} 都声明了 {object}" },
    rule: { en: "an object of a cluster is declared once", zh: "集群中的对象只能声明一次" },
    fix: { en: "give one of them another name or namespace", zh: "请为其中一个更改名称或命名空间" },
  },
  LW1206: {
    what: { en: "{object} is not what Kubernetes {minor} expects: {why}", zh: "{object} 不符合 Kubernetes {minor} 的规定：{why}" },
    rule: { en: "fields that the server does not know would be dropped without a word", zh: "服务器会悄悄丢弃其不认识的字段" },
    fix: { en: "see the kind's page in the Kubernetes API reference", zh: "请查阅 Kubernetes API 参考中该类型的说明" },
  },
  LW1207: {
    what: { en: "{addon} cannot be in a cluster with {other}: {why}", zh: "{addon} 不能与 {other} 同在一个集群：{why}" },
    rule: { en: "the two get in each other's way", zh: "二者相互干扰" },
    fix: { en: "take one of them away", zh: "请去掉其中一个" },
  },
  LW1208: {
    what: { en: "{addon} needs {what}", zh: "{addon} 需要{what}" },
    rule: { en: "it would not work without", zh: "缺少它将无法工作" },
    fix: { en: "{fix}", zh: "{fix}" },
  },
  LW1209: {
    what: { en: "the add-ons wait for each other: {cycle}", zh: "附加组件相互等待：{cycle}" },
    rule: { en: "each is brought up after those that it waits for", zh: "每个组件须在其所依赖的组件之后启动" },
    fix: { en: "take one of these relations away", zh: "请去掉其中一个依赖关系" },
  },
  LW1210: {
    what: { en: "the addresses {range} for Services hold {address}, which is that of {name}", zh: "供 Service 使用的地址 {range} 包含 {name} 的地址 {address}" },
    rule: { en: "an address is given away once", zh: "一个地址只能分配一次" },
    fix: { en: "choose addresses of the nodes' network that no machine has", zh: "请选择节点所在网络中未被机器占用的地址" },
  },
  LW1211: {
    what: { en: "{object} is more than the Pod Security level of its namespace allows: {why}", zh: "{object} 超出其命名空间的 Pod Security 级别所允许的范围：{why}" },
    rule: { en: "{namespace} is {level}", zh: "{namespace} 的级别为 {level}" },
    fix: { en: "change its securityContext, or declare the namespace with the level that it needs", zh: "请修改其 securityContext，或为命名空间声明所需的级别" },
  },
  LW1220: {
    what: { en: "`{property}` {given} overlaps {cidr} of {other}", zh: "`{property}` {given} 与 {other} 的 {cidr} 重叠" },
    rule: { en: "addresses of Pods, of Services and of the lab's networks are three different things", zh: "Pod、Service 与实验网络的地址不得重叠" },
    fix: { en: "choose another range for the cluster, such as 10.245.0.0/16", zh: "请为集群选择其他网段，例如 10.245.0.0/16" },
  },
  LW1221: {
    what: { en: "a cluster of {given} control planes", zh: "集群有 {given} 个控制平面节点" },
    rule: { en: "etcd decides by majority: of two, or any even number, none may fail that one fewer could not spare", zh: "etcd 以多数决：两个或任何偶数个节点的容错能力并不高于少一个节点" },
    fix: { en: "use 1, or 3", zh: "请使用 1 或 3 个" },
  },
  LW1222: {
    what: { en: "pool `{pool}`: {given} is too small for {role}", zh: "节点池 `{pool}`：{given} 不足以作为{role}" },
    rule: { en: "at least {least}", zh: "至少 {least}" },
    fix: { en: "raise `vcpus` or `memory`", zh: "请提高 `vcpus` 或 `memory`" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
