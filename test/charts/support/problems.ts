import type { Addon } from "../../../charts/addon/addon";
import { addonProblems } from "../../../charts/addon/addon-problems";
import type { AddonSet } from "../../../charts/addon/addon-set";
import { formatProblem } from "../../../constructs/core/lab-error";

/** What is told of a cluster's add-ons. */
export function said(set: AddonSet): string[] {
  return addonProblems(set).map((problem) => formatProblem(problem));
}

/** What an add-on tells of itself alone. */
export function saidBy(addon: Addon): string[] {
  return addon.problems().map((problem) => formatProblem(problem));
}
