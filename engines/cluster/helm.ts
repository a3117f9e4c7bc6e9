import { stringify } from "yaml";
import type { DeliveryStep } from "../../charts/addon/delivery";
import { KubectlError, type ClusterShell } from "./kubectl";

type HelmStep = Extract<DeliveryStep, { readonly type: "helm" }>;

/** Installs a release, or brings it to what is declared; ends once what it waits for is there. @throws KubectlError with what Helm said */
export async function helmUpgrade(shell: ClusterShell, { release, namespace, chart, values, updateCrds }: HelmStep, timeoutMs: number): Promise<void> {
  const { name, repository, version } = chart;
  const source = repository.startsWith("oci://") ? [`${repository}/${name}`] : [name, "--repo", repository];
  const seconds = Math.round(timeoutMs / 1000);
  if (updateCrds) await updateDefinitions(shell, source, version);
  const words = ["helm", "upgrade", "--install", release, ...source, "--version", version, "--namespace", namespace, "--create-namespace", "--wait", "--timeout", `${seconds}s`, "--values", "-"];
  const { code, stdout, stderr } = await shell.run(words, { input: stringify(values, { lineWidth: 0 }), seconds: seconds + 60 });
  if (code !== 0) throw new KubectlError((stderr || stdout).trim());
}

/** Helm installs what is in a chart's `crds/` once and never touches it again. @see https://helm.sh/docs/chart_best_practices/custom_resource_definitions/ */
async function updateDefinitions(shell: ClusterShell, source: readonly string[], version: string): Promise<void> {
  const shown = await shell.run(["helm", "show", "crds", ...source, "--version", version], { seconds: 120 });
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
