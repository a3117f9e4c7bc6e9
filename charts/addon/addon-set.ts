import { App } from "cdk8s";
import { type Construct } from "constructs";
import { knownByMark } from "../../constructs/core/known-by-mark";
import { LabError, show } from "../../constructs/core/lab-error";
import type { Addon } from "./addon";
import type { ClusterFacts } from "./cluster-facts";

const SETS = new WeakMap<Construct, AddonSet>();

/** The add-ons of one cluster: the root of its Kubernetes objects, as an App is that of its Terraform's. */
export class AddonSet extends App {
  /** The set that a scope stands for: itself, or that of the cluster. @throws LabError LW1001 */
  static forScope(scope: Construct): AddonSet {
    const set = scope instanceof AddonSet ? scope : SETS.get(scope);
    if (set === undefined) {
      throw LabError.of("LW1001", { property: "scope", given: show(scope), rule: { en: "the cluster that the add-on is for, or an AddonSet", zh: "该附加组件所属的集群，或 AddonSet" } });
    }
    return set;
  }

  /** @param owner The cluster's construct, which may be given for the set */
  constructor(readonly cluster: ClusterFacts, owner?: Construct) {
    super();
    if (owner !== undefined) SETS.set(owner, this);
  }

  get addons(): readonly Addon[] {
    return this.node.children.filter((child): child is Addon => ADDON in child);
  }
}

const ADDON = Symbol.for("labwright.Addon");

knownByMark(AddonSet, "AddonSet");
