import type { ClusterNodeSpec } from "../../constructs/spec/cluster-spec";
import { quote } from "../../constructs/terraform/host-command";
import type { NodeShell } from "../exercises/remote-shell";

export interface InstallWish {
  /** Exact version. */
  readonly kubernetes: string;
}

/** Where Kubernetes and the container runtime come from: upstream's package repositories, or a bundle. */
export interface KubernetesSource {
  /** What a node that has all of this source notes of it: another source, version or content has another mark. */
  mark(wish: InstallWish): string;
  /** Gets to a machine what its install script wants there. @throws LabError LW3204 */
  provide(shell: NodeShell, node: ClusterNodeSpec): Promise<void>;
  /** A bash script that installs both, and leaves kubelet and runtime enabled. What is there in the version wished stays. */
  installScript(wish: InstallWish, node: Pick<ClusterNodeSpec, "role">): string;
  /** Installs kubeadm alone, which an upgrade begins with. */
  upgraderScript(wish: InstallWish): string;
  /** Where the first control plane has a chart or a manifest; undefined where it is taken from upstream. */
  readonly charts?: ChartFolder;
}

/** Charts and manifests that lie on a machine. */
export interface ChartFolder {
  chart(name: string, version: string): string | undefined;
  manifest(url: string): string | undefined;
}

/** Where nodes note what was installed on them. */
export const MARK_FILE = "/etc/labwright-kubernetes";

/** Notes that a node has all of a source. */
export function markScript(mark: string): string {
  return `printf '%s\\n' ${quote(mark)} > ${MARK_FILE}`;
}
