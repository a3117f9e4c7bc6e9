import { existsSync } from "node:fs";
import type { Command } from "commander";
import { quote } from "../../constructs/terraform/host-command";
import { contextOf, kubeconfigFile } from "../../engines/cluster/kubeconfig";
import { run } from "../../engines/process/run";
import { sshArguments } from "../../engines/runner/ssh";
import { clusterAndWords } from "../cluster-of";
import type { Environment } from "../environment";
import { foreground } from "../foreground";
import { needKey } from "../session";

/** `labwright kubectl`: kubectl as the cluster's administrator, this machine's own where it has one and a way leads there. */
export function kubectlCommand(program: Command, environment: () => Environment): void {
  program.command("kubectl").argument("[words...]", "[lab] [--] what kubectl is given")
    .option("--cluster <name>", "one of several clusters of a lab")
    .allowUnknownOption().helpOption("--help")
    .description("run kubectl as the administrator of a lab's cluster")
    .action((words: string[], options: { readonly cluster?: string }) => kubectl(environment(), words, options.cluster));
}

async function kubectl(environment: Environment, words: readonly string[], wanted: string | undefined): Promise<void> {
  const { session, cluster, rest } = clusterAndWords(environment, words, wanted);
  const { spec, labDirectory, engine } = session;
  const file = kubeconfigFile(labDirectory);
  if (existsSync(file) && (await run(["kubectl", "version", "--client"])).code === 0) {
    process.exitCode = await foreground(["kubectl", "--kubeconfig", file, "--context", contextOf(spec.name, cluster.name), ...rest]);
    return;
  }
  needKey(session);
  const machine = cluster.nodes[0]?.machine ?? "";
  const target = { machine, ...(await engine.endpoint(machine)) };
  const terminal = process.stdin.isTTY ? ["-t"] : [];
  process.exitCode = await foreground(["ssh", "-o", "LogLevel=ERROR", ...terminal, ...sshArguments(target), ["kubectl", ...rest].map(quote).join(" ")]);
}
