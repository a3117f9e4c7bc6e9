import type { Problem } from "../../constructs/core/lab-error";
import type { Addon } from "../addon/addon";
import { Cilium } from "./cilium";

/** What stands beside the Pod network of a node: Cilium takes other plugins' configurations away, unless it is told to leave them. */
export function chainingProblems(addon: Addon): Problem[] {
  const alone = addon.set.addons.filter((other) => other instanceof Cilium && !other.chained);
  return alone.map((): Problem => ({
    code: "LW1208",
    path: addon.node.path,
    values: {
      addon: addon.description.title,
      what: { en: "a Pod network that lets others stand beside it, and Cilium does not by itself", zh: "可与其他插件或代理并存的 Pod 网络，而 Cilium 默认不允许" },
      fix: { en: "set `chained: true` for Cilium", zh: "请为 Cilium 设置 `chained: true`" },
    },
  }));
}
