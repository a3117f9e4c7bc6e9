import type { Checker } from "../core/checker";
import { rules, sizeLike } from "../core/rules";
import { Size } from "../core/size";
import type { Image } from "../image/image";
import type { DataDiskProps } from "../machine/disk";
import type { Network } from "../network/network";
import type { NetworkAttachment } from "../network/attachment";

/** What keeps Pods off a node that do not tolerate it. @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Nodes that are alike. */
export interface NodePoolProps {
  /** How many. @default 1 */
  readonly count?: number;
  /** Their machines are called by it and a number: `w1`, `w2`. @default w */
  readonly name?: string;
  /** Host part of its first node's address on the cluster's network; the others count on from it. @default - derived from their names */
  readonly firstAddress?: number;
  /** @default 2 */
  readonly vcpus?: number;
  /** @default Size.gibibytes(2) */
  readonly memory?: Size;
  /** Of the root disk. @default Size.gibibytes(20) */
  readonly disk?: Size;
  /** Empty disks, for storage that wants them whole. @default - none */
  readonly disks?: readonly DataDiskProps[];
  /** Networks beside the cluster's own. @default - none */
  readonly networks?: readonly (Network | NetworkAttachment)[];
  /** @default - that of the cluster */
  readonly image?: Image;
  /** Labels that its nodes register with. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly taints?: readonly Taint[];
  /** Whether machines can run in its machines, as KubeVirt wants it. @default false */
  readonly nestedVirtualization?: boolean;
}

/** A pool with everything decided. */
export interface NodePool extends Required<Omit<NodePoolProps, "image" | "firstAddress">> {
  readonly role: "control-plane" | "worker";
  readonly image?: Image;
  readonly firstAddress?: number;
}

const PROPS = ["count", "name", "firstAddress", "vcpus", "memory", "disk", "disks", "networks", "image", "labels", "taints", "nestedVirtualization"];
const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

// Kubernetes' own names: a DNS subdomain and a slash, if any, before the rest.
const QUALIFIED = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
const QUALIFIED_RULE = { en: "a label's key, such as disk or example.com/disk", zh: "标签的键，例如 disk 或 example.com/disk" };
const VALUE_RULE = { en: "a label's value: at most 63 letters, digits, dots, dashes and underscores", zh: "标签的值：最多 63 个字母、数字、点、短横线与下划线" };

/** Below these kubeadm refuses a node, or it does not get to Ready. */
const LEAST = { "control-plane": { vcpus: 2, memory: Size.mebibytes(1700) }, worker: { vcpus: 1, memory: Size.mebibytes(1024) } } as const;

/** Decides a pool. @internal */
export function makePool(check: Checker, role: NodePool["role"], at: string, given: NodePoolProps, defaults: Required<Pick<NodePoolProps, "name" | "count" | "memory">>): NodePool {
  check.known(given, PROPS, at);
  const pool = check.mapping(at, given) as NodePoolProps;
  const made: NodePool = {
    role,
    count: check.integer(`${at}.count`, pool.count ?? defaults.count, { min: role === "worker" ? 0 : 1, max: 100 }, defaults.count),
    name: check.text(`${at}.name`, pool.name ?? defaults.name, /^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$|^[a-z]$/, rules.name, defaults.name),
    firstAddress: pool.firstAddress === undefined ? undefined : check.integer(`${at}.firstAddress`, pool.firstAddress, { min: 1, max: 65_534 }, 1),
    vcpus: check.integer(`${at}.vcpus`, pool.vcpus ?? 2, { min: 1, max: 512 }, 2),
    memory: check.instance(`${at}.memory`, pool.memory ?? defaults.memory, Size, sizeLike("Size.gibibytes(4)"), defaults.memory),
    disk: check.instance(`${at}.disk`, pool.disk ?? Size.gibibytes(20), Size, sizeLike("Size.gibibytes(20)"), Size.gibibytes(20)),
    disks: check.list(`${at}.disks`, pool.disks),
    networks: check.list(`${at}.networks`, pool.networks),
    image: pool.image,
    labels: checkLabels(check, `${at}.labels`, pool.labels),
    taints: check.list(`${at}.taints`, pool.taints).map((taint, index) => checkTaint(check, `${at}.taints[${index}]`, taint)),
    nestedVirtualization: check.flag(`${at}.nestedVirtualization`, pool.nestedVirtualization, false),
  };
  refuseSmall(check, made);
  return made;
}

function checkLabels(check: Checker, at: string, given: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const labels = Object.entries(check.mapping(at, given));
  return Object.fromEntries(labels.map(([key, value]) => [check.text(at, key, QUALIFIED, QUALIFIED_RULE, "-"), check.text(`${at}.${key}`, value, VALUE, VALUE_RULE, "-")]));
}

function checkTaint(check: Checker, at: string, given: Taint): Taint {
  check.known(given, ["key", "value", "effect"], at);
  const { key, value, effect } = check.mapping(at, given);
  return {
    key: check.text(`${at}.key`, key, QUALIFIED, QUALIFIED_RULE, "-"),
    ...(value !== undefined && { value: check.text(`${at}.value`, value, VALUE, VALUE_RULE, "-") }),
    effect: check.oneOf(`${at}.effect`, effect, EFFECTS, "NoSchedule"),
  };
}

function refuseSmall(check: Checker, { role, name, vcpus, memory, count }: NodePool): void {
  const least = LEAST[role];
  if (count === 0 || (vcpus >= least.vcpus && memory.toBytes() >= least.memory.toBytes())) return;
  check.problem("LW1222", { pool: name, role: role === "worker" ? { en: "a worker", zh: "工作节点" } : { en: "a control plane", zh: "控制平面节点" }, given: `${vcpus} vCPU, ${memory.toMebibytes()} MiB`, least: `${least.vcpus} vCPU, ${least.memory.toMebibytes()} MiB` });
}
