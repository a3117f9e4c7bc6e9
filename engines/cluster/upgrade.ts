import { LabError } from "../../constructs/core/lab-error";
import type { ClusterNodeSpec, ClusterSpec } from "../../constructs/spec/cluster-spec";
import { quote } from "../../constructs/terraform/host-command";
import { ADMIN } from "./node-scripts";
import { markScript, type KubernetesSource } from "./source";

/** Does something on a node, or throws what it said. */
export interface NodeSteps {
  on(node: ClusterNodeSpec, step: string, script: string): Promise<void>;
}

/**
 * One minor at a time, and never back.
 * @see https://kubernetes.io/releases/version-skew-policy/
 * @throws LabError LW3208
 */
export function refuseLeap({ name, kubernetes }: ClusterSpec, versions: readonly string[]): void {
  const minorOf = (version: string): number => Number(version.split(".")[1]);
  for (const has of versions) {
    const step = minorOf(kubernetes) - minorOf(has);
    if (step < 0 || step > 1) throw LabError.of("LW3208", { cluster: name, has, want: kubernetes });
  }
}

interface UpgradeOptions {
  readonly cluster: ClusterSpec;
  readonly first: ClusterNodeSpec;
  readonly node: ClusterNodeSpec;
  readonly source: KubernetesSource;
  readonly steps: NodeSteps;
  readonly mark: string;
}

/**
 * kubeadm first, then what it upgrades, then the kubelet of a node that was emptied. Each step may be done again after an interruption.
 * @see https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-upgrade/
 */
export async function upgradeNode({ cluster, first, node, source, steps, mark }: UpgradeOptions): Promise<void> {
  const { kubernetes } = cluster;
  const patches = '$(if [ -d /etc/kubernetes/labwright/patches ]; then echo --patches /etc/kubernetes/labwright/patches; fi)';
  await steps.on(node, "kubeadm", source.upgraderScript(cluster));
  await steps.on(node, "kubeadm upgrade", node === first ? `kubeadm upgrade apply --yes v${kubernetes} ${patches}` : `kubeadm upgrade node ${patches}`);
  const kubectl = (words: string): string => `KUBECONFIG=${ADMIN} kubectl ${words}`;
  const isAlone = cluster.nodes.length === 1;
  // Pods that have nowhere else to go would hold it up for ever.
  if (!isAlone) await steps.on(first, "drain", `${kubectl(`drain ${quote(node.machine)} --ignore-daemonsets --delete-emptydir-data --force --timeout=300s`)} || echo "not emptied in time: what is left is restarted"`);
  await steps.on(node, "install", `${source.installScript(cluster, node)}\nsystemctl restart kubelet\n${markScript(mark)}`);
  if (!isAlone) await steps.on(first, "uncordon", kubectl(`uncordon ${quote(node.machine)}`));
}
