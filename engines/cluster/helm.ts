import { stringify } from "yaml";
import type { DeliveryStep } from "../../charts/addon/delivery";
import { KubectlError, type ClusterShell } from "./kubectl";

type HelmStep = Extract<DeliveryStep, { readonly type: "helm" }>;

/**
 * Installs a release, or brings it to what is declared; ends once what it waits for is there.
 * @param archive Of the chart, where it is not taken from its repository
 * @throws KubectlError with what Helm said
 */
export async function helmUpgrade(shell: ClusterShell, { release, namespace, chart, values, updateCrds }: HelmStep, timeoutMs: number, archive?: string): Promise<void> {
  const source = archive === undefined ? upstream(chart) : [archive];
  const seconds = Math.round(timeoutMs / 1000);
  if (updateCrds) await updateDefinitions(shell, source);
  const words = ["helm", "upgrade", "--install", release, ...source, "--namespace", namespace, "--create-namespace", "--wait", "--timeout", `${seconds}s`, "--values", "-"];
  const { code, stdout, stderr } = await shell.run(words, { input: stringify(values, { lineWidth: 0 }), seconds: seconds + 60 });
  if (code !== 0) throw new KubectlError((stderr || stdout).trim());
}

function upstream({ name, repository, version }: HelmStep["chart"]): string[] {
  return [...(repository.startsWith("oci://") ? [`${repository}/${name}`] : [name, "--repo", repository]), "--version", version];
}

/** Helm installs what is in a chart's `crds/` once and never touches it again. @see https://helm.sh/docs/chart_best_practices/custom_resource_definitions/ */
async function updateDefinitions(shell: ClusterShell, source: readonly string[]): Promise<void> {
  const shown = await shell.run(["helm", "show", "crds", ...source], { seconds: 120 });
  if (shown.code !== 0) throw new KubectlError((shown.stderr || shown.stdout).trim());
  if (!/^kind: CustomResourceDefinition$/m.test(shown.stdout)) return;
  const applied = await shell.run(["kubectl", "apply", "--server-side", "--field-manager=labwright", "--force-conflicts", "-f", "-"], { input: shown.stdout, seconds: 300 });
  if (applied.code !== 0) throw new KubectlError(applied.stderr.trim());
}

/** @param called `namespace/name`; one that is gone already is no error */
export async function helmUninstall(shell: ClusterShell, called: string): Promise<void> {
  const [namespace = "", release = ""] = called.split("/");
  const { code, stdout, stderr } = await shell.run(["helm", "uninstall", release, "--namespace", namespace, "--ignore-not-found", "--wait"], { seconds: 300 });
  if (code !== 0) throw new KubectlError((stderr || stdout).trim());
}
