import type { Problem } from "../../constructs/core/lab-error";
import type { Addon } from "../addon/addon";
import { lacking } from "../parts/lacking";
import { Cilium } from "./cilium";

/**
 * What stands beside the Pod network: Cilium takes other plugins' configurations away and, in place of kube-proxy, turns Services'
 * addresses into Pods' before a proxy in a Pod sees them, unless it is told not to.
 */
export function chainingProblems(addon: Addon, as: "plugin" | "proxy"): Problem[] {
  const alone = addon.set.addons.filter((other) => other instanceof Cilium && !other.chained);
  const hindering = alone.filter(({ description }) => as === "plugin" || description.provides?.includes("service-proxy") === true);
  const what = { en: "a Pod network that lets others stand beside it, and Cilium does not by itself", zh: "可与其他插件或代理并存的 Pod 网络，而 Cilium 默认不允许" };
  return hindering.map(() => lacking(addon, what, { en: "set `chained: true` for Cilium", zh: "请为 Cilium 设置 `chained: true`" }));
}
