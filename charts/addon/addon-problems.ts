import type { Problem } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import type { Addon } from "./addon";
import type { AddonSet } from "./addon-set";
import { capabilities, type Capability } from "./capability";
import { KUBERNETES_MINORS, memoryForPods, openNodes } from "./cluster-facts";
import { needsOf, providersOf } from "./needs";
import { objectProblemsOf } from "./object-problems";

/** Everything that is wrong with the add-ons of a cluster, as they are put together. */
export function addonProblems(set: AddonSet): Problem[] {
  return [...set.addons.flatMap((addon) => [...versionProblems(addon), ...needProblems(addon), ...relationProblems(addon), ...addon.problems()]), ...twiceProblems(set), ...memoryProblems(set), ...objectProblemsOf(set)];
}

function nameOf(addon: Addon): Text {
  return addon.description.title;
}

function versionProblems(addon: Addon): Problem[] {
  const { kubernetes: { from = KUBERNETES_MINORS[0], to = KUBERNETES_MINORS.at(-1) ?? from } = {}, version } = addon.description;
  const given = addon.cluster.kubernetes;
  const at = KUBERNETES_MINORS.indexOf(given);
  if (at >= KUBERNETES_MINORS.indexOf(from) && at <= KUBERNETES_MINORS.indexOf(to)) return [];
  return [{ code: "LW1202", path: addon.node.path, values: { addon: nameOf(addon), version, given, from, to } }];
}

function needProblems(addon: Addon): Problem[] {
  const missing = needsOf(addon).filter((need) => providersOf(addon.set, need).length === 0);
  return missing.map((need) => {
    const { title, from } = capabilities[need];
    return { code: "LW1200", path: addon.node.path, values: { addon: nameOf(addon), what: title, fix: { en: from.join(", or "), zh: from.join("，或 ") } } };
  });
}

function relationProblems(addon: Addon): Problem[] {
  const { requires = [], conflicts = {} } = addon.description;
  const foreign = requires.filter((other) => other.set !== addon.set);
  const against = addon.set.addons.filter((other) => Object.hasOwn(conflicts, other.description.name));
  return [
    ...foreign.map((other): Problem => ({ code: "LW1204", path: addon.node.path, values: { addon: nameOf(addon), other: nameOf(other) } })),
    ...against.map((other): Problem => ({ code: "LW1207", path: addon.node.path, values: { addon: nameOf(addon), other: nameOf(other), why: conflicts[other.description.name] ?? verbatim("") } })),
  ];
}

function twiceProblems(set: AddonSet): Problem[] {
  const single = (Object.keys(capabilities) as Capability[]).filter((id) => capabilities[id].single);
  return single.flatMap((id) => {
    const [first, ...more] = providersOf(set, id);
    if (first === undefined) return [];
    return more.map((second): Problem => ({ code: "LW1201", path: second.node.path, values: { first: nameOf(first), second: nameOf(second), what: capabilities[id].title } }));
  });
}

function memoryProblems(set: AddonSet): Problem[] {
  const { nodes, name } = set.cluster;
  // Where a taint keeps Pods off the control planes, only what runs on every node runs there.
  const open = openNodes(nodes);
  const have = open.reduce((sum, node) => sum + memoryForPods(node), 0);
  const asked = set.addons.map((addon) => ({ addon, mib: addon.description.resources.memoryMiB + (addon.description.resources.memoryPerNodeMiB ?? 0) * open.length }));
  const sum = asked.reduce((total, { mib }) => total + mib, 0);
  if (sum <= have) return [];
  const most = [...asked].sort((a, b) => b.mib - a.mib).slice(0, 3);
  const inWords = (language: keyof Text, joined: string): string => most.map(({ addon, mib }) => `${nameOf(addon)[language]} (${mib} MiB)`).join(joined);
  return [{ code: "LW1203", path: name, values: { asked: sum, have, missing: sum - have, most: { en: inWords("en", ", "), zh: inWords("zh", "、") } } }];
}
