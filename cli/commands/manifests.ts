import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Command, Option } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { HELM_DELIVERIES, type HelmDelivery } from "../../engines/manifests/helm-delivery";
import { manifestFolders } from "../../engines/manifests/manifest-files";
import { writeAll } from "../../engines/project/folders";
import { parseTarget, type Target } from "../../engines/synth/target";
import { allChapters, refuseBoth } from "../all-chapters";
import { buildTarget } from "../build";
import type { Environment } from "../environment";
import { labNameOr } from "../lab-name";
import { labOptions, type LabOptions } from "../lab-options";

interface ManifestsOptions extends LabOptions {
  readonly all?: boolean;
  readonly out: string;
  readonly helm: HelmDelivery;
}

/** `labwright manifests`: what a lab's clusters are given, as plain manifests for CI and GitOps. Looks at no host and no cluster. */
export function manifestsCommand(program: Command, environment: () => Environment, choices: (flags: string, description: string, values: readonly string[]) => Option): void {
  labOptions(program.command("manifests").argument("[lab]", "chapter id, or path of a lab file")
    .description("write the Kubernetes manifests of a lab's clusters; nothing is looked at or applied")
    .option("--all", "every chapter with a cluster, in every variant")
    .addOption(choices("--helm <delivery>", "how Helm releases are written", HELM_DELIVERIES).default("kustomize"))
    .option("--out <dir>", "folder to write into", "out/manifests"), "one of several stacks of a file; all of them otherwise")
    .action((lab: string | undefined, options: ManifestsOptions) => manifests(environment(), lab, options));
}

function manifests(environment: Environment, lab: string | undefined, options: ManifestsOptions): void {
  const { output, directory } = environment;
  refuseBoth("manifests", options, lab);
  const targets = options.all ? allChapters() : [parseTarget(labNameOr(environment, lab), options.variant, directory)];
  const root = resolve(directory, options.out);
  const found = targets.flatMap((target) => specsOf(environment, target, options.stack)).flatMap(({ id, spec }) => (spec.clusters ?? []).map((cluster) => ({ id, cluster })));
  if (found.length === 0 && !options.all) throw LabError.of("LW4015", { given: lab ?? "" });
  // All of it is made before anything is written.
  const written = found.map(({ id, cluster }) => ({ stack: id, cluster: cluster.name, addons: cluster.addons.length, directory: join(root, id, cluster.name), folders: manifestFolders(cluster.addons, options.helm) }));
  writeAll(written.flatMap(({ directory: at, folders }) => folders.map(({ path, files }) => ({ directory: join(at, path), files }))));
  for (const { directory: path } of written) output.line(output.say("written", { path }));
  output.result(written.map(({ folders: _, ...told }) => told));
}

function specsOf(environment: Environment, target: Target, wanted: string | undefined): { readonly id: string; readonly spec: LabSpec }[] {
  const outdir = mkdtempSync(join(tmpdir(), "labwright-manifests-"));
  try {
    const { id, stacks } = buildTarget(environment, target, { outdir });
    const chosen = wanted === undefined ? stacks : stacks.filter(({ node }) => node.id === wanted);
    if (chosen.length === 0) throw LabError.of("LW4014", { file: id, given: wanted ?? "", known: stacks.map(({ node }) => node.id).join(", ") });
    return chosen.map((stack) => ({ id: stack.node.id, spec: stack.spec() }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
