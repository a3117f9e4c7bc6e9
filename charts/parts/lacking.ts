import type { Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { Addon } from "../addon/addon";
import { openNodes } from "../addon/cluster-facts";

/** That a cluster lacks something which an add-on would not work without: "it needs ...", and what to do. */
export function lacking({ node, description }: Addon, what: Text, fix: Text): Problem {
  return { code: "LW1208", path: node.path, values: { addon: description.title, what, fix } };
}

/** That there are fewer nodes than Pods, or copies, which are kept apart; `fewer` is what to do in place of adding some. */
export function tooFewNodes(addon: Addon, needed: number, of: Text, fewer: Text): Problem[] {
  const have = openNodes(addon.cluster.nodes).length;
  const missing = needed - have;
  if (missing <= 0) return [];
  const what = { en: `${plural(needed, "node")} that Pods run on, one for each of its ${of.en}, and the cluster has ${have}`, zh: `${needed} 个可运行 Pod 的节点（${of.zh}各需一个），而集群中只有 ${have} 个` };
  return [lacking(addon, what, { en: `add ${plural(missing, "worker")}, or ${fewer.en}`, zh: `请增加 ${missing} 个工作节点，或${fewer.zh}` })];
}

/** A number of things, in English. */
export function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
