import { parseAllDocuments, stringify } from "yaml";

/** Where kubeadm finds patches of its static Pods, on every control plane. */
export const PATCHES_FOLDER = "/etc/kubernetes/labwright/patches";

type Arguments = readonly { readonly name: string; readonly value: string }[];

interface KubeadmDocument {
  readonly kind: string;
  readonly etcd?: { readonly local?: { readonly extraArgs?: Arguments } };
  readonly controllerManager?: { readonly extraArgs?: Arguments };
  readonly scheduler?: { readonly extraArgs?: Arguments };
  readonly [other: string]: unknown;
}

/** Without KVM all takes many times as long; kubeadm's own defaults give up. */
const TIMEOUTS = { controlPlaneComponentHealthCheck: "20m0s", kubeletHealthCheck: "15m0s", kubernetesAPICall: "5m0s", etcdAPICall: "5m0s", tlsBootstrap: "15m0s", discovery: "15m0s", upgradeManifests: "20m0s" };

/** kubeadm's configuration for emulated CPUs: it waits longer, and one control plane has nobody to elect. For labs whose machines are not under KVM alone. */
export function forEmulation(kubeadm: string, controlPlanes: number): string {
  return parseAllDocuments(kubeadm).map((document) => stringify(tuned(document.toJSON() as KubeadmDocument, controlPlanes), { lineWidth: 0 })).join("---\n");
}

function tuned(document: KubeadmDocument, controlPlanes: number): KubeadmDocument {
  const { kind } = document;
  const isControl = kind === "InitConfiguration" || document["controlPlane"] !== undefined;
  if (isControl || kind === "JoinConfiguration") return { ...document, timeouts: TIMEOUTS, ...(isControl && { patches: { directory: PATCHES_FOLDER } }) };
  if (kind !== "ClusterConfiguration") return document;
  const alone = controlPlanes === 1 ? [{ name: "leader-elect", value: "false" }] : [{ name: "leader-elect-lease-duration", value: "120s" }, { name: "leader-elect-renew-deadline", value: "100s" }];
  const more = <T extends { readonly extraArgs?: Arguments } | undefined>(part: T, added: Arguments): object => ({ ...part, extraArgs: [...(part?.extraArgs ?? []), ...added] });
  return {
    ...document,
    // Its disk is a file of this machine that other disks share: each sync would be waited for. A lab's state may be lost with its host.
    etcd: { local: more(document.etcd?.local, [{ name: "unsafe-no-fsync", value: "true" }, { name: "heartbeat-interval", value: "500" }, { name: "election-timeout", value: "5000" }]) },
    controllerManager: more(document.controllerManager, [...alone, { name: "node-monitor-grace-period", value: "3m0s" }]),
    scheduler: more(document.scheduler, alone),
  };
}

const PATIENT = { timeoutSeconds: 60, periodSeconds: 20, failureThreshold: 30 };

/** Files of patches: probes that a slow start does not fail. @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/control-plane-flags/#patches */
export const EMULATION_PATCHES: Readonly<Record<string, string>> = Object.fromEntries(
  ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd"].map((name) => [
    `${PATCHES_FOLDER}/${name}+strategic.yaml`,
    stringify({ spec: { containers: [{ name, livenessProbe: PATIENT, startupProbe: { ...PATIENT, periodSeconds: 5, failureThreshold: 240 }, ...(name !== "kube-controller-manager" && { readinessProbe: { timeoutSeconds: 60, periodSeconds: 5, failureThreshold: 30 } }) }] } }),
  ]),
);
