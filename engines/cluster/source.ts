import type { RemoteShell } from "../exercises/remote-shell";

export interface InstallWish {
  /** Exact version. */
  readonly kubernetes: string;
}

/** Where Kubernetes and the container runtime come from: upstream's package repositories, or a bundle. */
export interface KubernetesSource {
  /** Gets to a machine what its install script wants there. */
  provide(shell: RemoteShell, machine: string): Promise<void>;
  /** A bash script that installs both, does nothing where they are there in the version that is wished, and leaves kubelet and runtime enabled. */
  installScript(wish: InstallWish): string;
}
