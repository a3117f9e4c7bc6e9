import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { kubeconfigFile } from "../../engines/cluster/kubeconfig";
import { mergeKubeconfig, unmergeKubeconfig } from "../../engines/cluster/merge-kubeconfig";
import type { Environment } from "../environment";
import { openRegistered } from "../session";
import type { Tools } from "./index";

interface KubeconfigOptions {
  readonly merge?: boolean;
  readonly unmerge?: boolean;
}

/** `labwright kubeconfig`: where a lab's kubeconfig is, and its contexts in the user's own. */
export function kubeconfigCommand(program: Command, environment: () => Environment, { env }: Tools): void {
  program.command("kubeconfig").argument("[lab]", "a lab that is up")
    .option("--merge", "put its contexts into ~/.kube/config, or the first file of KUBECONFIG")
    .option("--unmerge", "take them out again")
    .description("print where a lab's kubeconfig is, or merge it into one's own")
    .action((lab: string | undefined, options: KubeconfigOptions) => kubeconfig(environment(), lab, options, env()));
}

function kubeconfig(environment: Environment, lab: string | undefined, { merge, unmerge }: KubeconfigOptions, env: NodeJS.ProcessEnv): void {
  const { output } = environment;
  const { labDirectory, registered } = openRegistered(environment, lab);
  const file = kubeconfigFile(labDirectory);
  if (!existsSync(file)) throw LabError.of("LW3207", { lab: registered.target, given: "", known: "-" });
  const own = env["KUBECONFIG"]?.split(":").find((path) => path !== "") ?? join(homedir(), ".kube", "config");
  const contexts = merge ? mergeKubeconfig(file, own) : unmerge ? unmergeKubeconfig(file, own) : [];
  if (merge || unmerge) output.line(output.say(merge ? "kubeconfigMerged" : "kubeconfigUnmerged", { contexts: contexts.join(", "), path: own }));
  else output.line(file);
  output.result({ file, ...((merge || unmerge) && { own, contexts }) });
}
