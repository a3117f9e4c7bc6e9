import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { LabError } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import type { ClusterSpec } from "../../constructs/spec/cluster-spec";
import type { RemoteShell } from "../exercises/remote-shell";
import { ADMIN } from "./node-scripts";

/** Where an API server is reached from here. */
export interface ApiAddress {
  readonly address: string;
  readonly port: number;
}

export interface KubeconfigOptions {
  readonly shell: RemoteShell;
  readonly labDirectory: string;
  readonly lab: string;
  readonly clusters: readonly ClusterSpec[];
  /** Undefined where no way leads from here to there: the context is left out then. */
  readonly apiAddress: (machine: string) => Promise<ApiAddress | undefined>;
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly "certificate-authority-data": string } }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}

export function kubeconfigFile(labDirectory: string): string {
  return join(labDirectory, "kubeconfig");
}

export function contextOf(lab: string, cluster: string): string {
  return `${lab}-${cluster}`;
}

/** The lab's kubeconfig: a context for each cluster, with its administrator's certificate. Its owner's alone. @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/ */
export async function writeKubeconfig({ shell, labDirectory, lab, clusters, apiAddress }: KubeconfigOptions): Promise<void> {
  const entries = await Promise.all(clusters.map(async ({ name, nodes: [first], endpoint }) => {
    const at = first && (await apiAddress(first.machine));
    if (first === undefined || at === undefined) return [];
    const { code, stdout, stderr } = await shell.run(first.machine, `cat ${ADMIN}`, 60);
    if (code !== 0) throw LabError.of("LW3204", { machine: first.machine, step: "kubeconfig", why: verbatim(stderr.trim()) });
    const { clusters: [cluster], users: [user] } = parse(stdout) as Kubeconfig;
    if (cluster === undefined || user === undefined) return [];
    const context = contextOf(lab, name);
    return [{
      // Its certificate is of its name and addresses in the lab, whatever it is reached by.
      cluster: { name: context, cluster: { server: `https://${at.address}:${at.port}`, "tls-server-name": endpoint.name, "certificate-authority-data": cluster.cluster["certificate-authority-data"] } },
      user: { name: context, user: user.user },
      context: { name: context, context: { cluster: context, user: context } },
    }];
  }));
  const all = entries.flat();
  if (all.length === 0) return;
  const file = kubeconfigFile(labDirectory);
  const content = { apiVersion: "v1", kind: "Config", "current-context": all[0]?.context.name, clusters: all.map(({ cluster }) => cluster), users: all.map(({ user }) => user), contexts: all.map(({ context }) => context) };
  writeFileSync(`${file}.new`, stringify(content, { lineWidth: 0 }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
