import { gunzipSync } from "node:zlib";
import { dirname } from "node:path";
import type { Command } from "commander";
import { LabError } from "../../constructs/core/lab-error";
import { API_VERSION } from "../../constructs/spec/lab-spec";
import type { ClusterOrders } from "../../constructs/spec/cluster-orders";
import { LabClusters } from "../../engines/cluster/lab-clusters";
import type { Endpoint, Progress } from "../../engines/engine";
import { SshShell } from "../../engines/exercises/remote-shell";
import { Virsh } from "../../engines/libvirt/virsh";
import { UNKNOWN_ADDRESS } from "../../engines/runner/runner";
import { tellProblems } from "../../engines/runner/problems";
import type { Environment } from "../environment";
import { exitCodeOf } from "../exit-codes";

/** `labwright run-cluster`: what Terraform calls when a cluster's machines are ready. Its orders come by environment, see ClusterOrders. */
export function runClusterCommand(program: Command, environment: () => Environment, orders: () => NodeJS.ProcessEnv): void {
  program.command("run-cluster", { hidden: true })
    .description("make machines a Kubernetes cluster (called by Terraform)")
    .action(async () => {
      const { LABWRIGHT_ERRORS: errors } = orders();
      try {
        await runCluster(environment(), orders());
      } catch (error) {
        if (!(error instanceof LabError) || errors !== "json") throw error;
        process.stdout.write(tellProblems(error.problems));
        process.exitCode = exitCodeOf(error);
      }
    });
}

async function runCluster({ readyTimeoutMs: timeoutMs, signal, caches, output: { language } }: Environment, given: NodeJS.ProcessEnv): Promise<void> {
  const { LABWRIGHT_SSH_KEY: privateKeyFile, LABWRIGHT_BUNDLE: bundle, LABWRIGHT_DOMAIN_TYPE: domainType, LABWRIGHT_LAB_DIRECTORY: labDirectory } = given;
  const chunks = Object.keys(given).filter((name) => /^LABWRIGHT_CLUSTER_\d+$/.test(name)).sort((a, b) => Number(a.split("_")[2]) - Number(b.split("_")[2]));
  if (chunks.length === 0 || !privateKeyFile) throw LabError.of("LW4008", { what: { en: "run-cluster needs LABWRIGHT_CLUSTER_0 and LABWRIGHT_SSH_KEY", zh: "run-cluster 需要 LABWRIGHT_CLUSTER_0 与 LABWRIGHT_SSH_KEY" }, command: "up" });
  const orders = JSON.parse(gunzipSync(Buffer.from(chunks.map((name) => given[name]).join(""), "base64")).toString()) as ClusterOrders;
  if (orders.apiVersion !== API_VERSION) throw LabError.of("LW4011", { given: String(orders.apiVersion), known: API_VERSION });
  const { lab, arch, cluster } = orders;
  const clusters = new LabClusters({
    spec: { name: lab, arch, clusters: [cluster] },
    shell: new SshShell((machine) => endpointOf(orders, machine, privateKeyFile), signal),
    labDirectory: labDirectory || dirname(privateKeyFile),
    bundle: bundle || undefined,
    cache: caches.at(-1) ?? "",
    isEmulated: domainType === "qemu",
    timeoutMs, signal,
    // A host far away has the machines' networks to itself.
    apiAddress: () => Promise.resolve(orders.jump === undefined ? { address: cluster.endpoint.address, port: cluster.endpoint.port } : undefined),
  });
  const tell = (progress: Progress): void => {
    if (progress.type === "resource") process.stdout.write(`labwright: ${progress.what} ${progress.name}${progress.done ? " done" : ""}: ${progress.words?.[language] ?? progress.state}\n`);
  };
  await clusters.up(tell);
}

async function endpointOf({ machines, uri, jump }: ClusterOrders, name: string, privateKeyFile: string): Promise<Endpoint> {
  const machine = machines.find((one) => one.name === name);
  const address = machine?.address ?? (machine && (await new Virsh({ uri, ssh: jump }).addressOf(machine.domain)));
  if (machine === undefined || address === undefined) throw LabError.of("LW3003", { machine: name, address: UNKNOWN_ADDRESS, seconds: 0 });
  return { user: machine.user, address, privateKeyFile, jump };
}
