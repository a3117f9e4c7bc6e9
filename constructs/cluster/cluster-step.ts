import { gzipSync } from "node:zlib";
import { contentHash } from "../core/naming";
import type { ClusterOrders } from "../spec/cluster-orders";
import { TerraformData } from "../terraform/terraform-data";
import type { Cluster } from "./cluster";

/** Linux takes no longer string in a process' environment than 128 KiB. */
const CHUNK = 100_000;

/**
 * What makes machines a cluster, by labwright's runner: it runs again when the cluster's description or one of its machines changes, and
 * does what is left to do. A manifest that was edited rebuilds no machine.
 * @internal
 */
export function clusterStep(cluster: Cluster): TerraformData {
  const { lab } = cluster;
  // Asked for now: a variable that is only made while the stack is rendered comes too late for the first rendering.
  const { runner, sshPrivateKeyFile, bundle, domainType, kubeconfigDirectory } = lab.resources;
  return new TerraformData(cluster, "step", () => {
    const machines = cluster.machines;
    const orders: ClusterOrders = {
      apiVersion: "labwright/v1",
      lab: lab.name,
      arch: lab.arch,
      uri: lab.host.uri,
      jump: lab.host.ssh,
      machines: machines.map(({ name, hostName, ssh }) => ({ name, domain: hostName, user: ssh?.user ?? "root", address: ssh?.address })),
      cluster: cluster.toSpec(),
    };
    const text = JSON.stringify(orders);
    const packed = gzipSync(text, { level: 9 }).toString("base64");
    const chunks = Array.from({ length: Math.ceil(packed.length / CHUNK) }, (_, index): [string, string] => [`LABWRIGHT_CLUSTER_${index}`, packed.slice(index * CHUNK, (index + 1) * CHUNK)]);
    const ready = machines.flatMap(({ readyStep }) => readyStep ?? []);
    return {
      triggers_replace: { cluster: contentHash(text), machines: ready.map((step) => `\${${step.address}.id}`) },
      provisioner: [{
        "local-exec": {
          command: `exec ${runner} run-cluster`, interpreter: ["/bin/sh", "-c"],
          environment: { ...Object.fromEntries(chunks), LABWRIGHT_SSH_KEY: sshPrivateKeyFile, LABWRIGHT_BUNDLE: bundle, LABWRIGHT_DOMAIN_TYPE: domainType, LABWRIGHT_LAB_DIRECTORY: kubeconfigDirectory },
        },
      }],
    };
  });
}
