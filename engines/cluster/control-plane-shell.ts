import { quote } from "../../constructs/terraform/host-command";
import type { RemoteShell } from "../exercises/remote-shell";
import type { ClusterShell } from "./kubectl";
import { ADMIN } from "./node-scripts";

/** kubectl and Helm on a control plane, with the rights of the cluster's administrator. */
export function controlPlaneShell(shell: RemoteShell, machine: string): ClusterShell {
  return {
    run: (argv, { input, seconds = 60 } = {}) => shell.run(machine, `export KUBECONFIG=${ADMIN}\nexec ${argv.map(quote).join(" ")}`, seconds, input),
  };
}
