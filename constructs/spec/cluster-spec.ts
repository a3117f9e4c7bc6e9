import type { Delivery } from "../../charts/addon/delivery";

/** A Kubernetes cluster of a lab's machines, as plain JSON: all that the runner needs to make it. */
export interface ClusterSpec {
  readonly name: string;
  readonly path: string;
  readonly kind: "kubeadm";
  /** Exact version. */
  readonly kubernetes: string;
  readonly runtime: "containerd" | "cri-o";
  /** Where its API server is reached, by name; the name stands in /etc/hosts of every machine. */
  readonly endpoint: { readonly name: string; readonly address: string; readonly port: number };
  readonly nodes: readonly ClusterNodeSpec[];
  readonly addons: readonly Delivery[];
}

export interface ClusterNodeSpec {
  readonly machine: string;
  readonly role: "control-plane" | "worker";
  readonly address: string;
  /** Files that have to be there before kubeadm runs. */
  readonly files: readonly ClusterFileSpec[];
  /** kubeadm's configuration, with KUBEADM_SECRETS in the place of what is made when it runs. */
  readonly kubeadm: string;
}

export interface ClusterFileSpec {
  readonly path: string;
  readonly content: string;
}

/** What stands in kubeadm's configuration for values that are minted for one run and kept nowhere. */
export const KUBEADM_SECRETS = { token: "{{labwright.token}}", caCertHash: "{{labwright.caCertHash}}", certificateKey: "{{labwright.certificateKey}}" } as const;
