import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../../charts/addon/addon";
import { deliveryOf } from "../../charts/addon/delivery";
import { addonCases } from "../charts/support/addons";

// docs/addons.md is what the add-ons say of themselves. UPDATE_GOLDEN=1 writes it anew.
const FILE = join(__dirname, "..", "..", "docs", "addons.md");

const HEAD = `# Add-ons

What a cluster can be given, as exported by \`labwright/charts\`. Each is checked when it is synthesized: what it needs, what it cannot be with, the
minors of Kubernetes that it supports, and the memory that its Pods ask for (MiB in all, and per node). By **Helm** it is a release of the project's own chart,
**native** a set of typed objects, by **manifest** a file of a release.

| Add-on | Version | By | Namespace | Pod Security | Memory (MiB) | Brings | Needs |
| --- | --- | --- | --- | --- | --- | --- | --- |
`;

/** The plainest case of each. */
function plainest(): Addon[] {
  const first = new Map<string, Addon>();
  for (const { addon } of addonCases()) if (!first.has(addon.constructor.name)) first.set(addon.constructor.name, addon);
  return [...first.values()].sort((a, b) => a.constructor.name.localeCompare(b.constructor.name));
}

function row(addon: Addon): string {
  const { version, namespace, resources: { memoryMiB, memoryPerNodeMiB = 0 }, provides = [], needs = [], retired } = addon.description;
  const types = new Set(deliveryOf(addon).steps.filter((step) => step.type !== "objects" || step.objects.some(({ kind }) => kind !== "Namespace")).map(({ type }) => ({ helm: "Helm", objects: "native", manifest: "manifest" })[type]));
  const memory = memoryPerNodeMiB === 0 ? String(memoryMiB) : `${memoryMiB} + ${memoryPerNodeMiB} per node`;
  const cells = [`\`${addon.constructor.name}\`${retired === undefined ? "" : " (retired)"}`, version, [...types].sort().join(", "), namespace?.name ?? "kube-system", namespace?.podSecurity ?? "privileged", memory, provides.join(", "), needs.join(", ")];
  return `| ${cells.join(" | ")} |\n`;
}

function rendered(): string {
  const retired = plainest().flatMap((addon) => (addon.description.retired === undefined ? [] : [`- \`${addon.constructor.name}\`: ${addon.description.retired.en}\n`]));
  return `${HEAD}${plainest().map(row).join("")}\n## Retired\n\n${retired.join("")}`;
}

test("docs/addons.md is as the add-ons say", () => {
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(FILE, rendered());
  expect(existsSync(FILE) ? readFileSync(FILE, "utf8") : "").toBe(rendered());
});
