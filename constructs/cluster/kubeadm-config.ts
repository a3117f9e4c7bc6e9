import { stringify } from "yaml";
import { KUBEADM_SECRETS } from "../spec/cluster-spec";
import type { Taint } from "./node-pool";

/** What kubeadm's configuration of a node is made of. */
export interface KubeadmNode {
  readonly name: string;
  readonly role: "control-plane" | "worker";
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

export interface KubeadmSettings {
  readonly clusterName: string;
  /** Exact version of Kubernetes. */
  readonly version: string;
  readonly endpoint: { readonly name: string; readonly address: string; readonly port: number };
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsDomain: string;
  readonly kubeProxy: "nftables" | "iptables" | "none";
  readonly runtime: "containerd" | "cri-o";
  readonly auditLog: boolean;
  readonly encryptionAtRest: boolean;
  /** Whether several control planes share it. */
  readonly highlyAvailable: boolean;
  /** What a namespace's Pods may do where nothing is said of it. */
  readonly podSecurity: "privileged" | "baseline" | "restricted";
  readonly addresses: readonly string[];
}

const API = "kubeadm.k8s.io/v1beta4";

/** Where control planes have what their API server reads. */
export const CONFIG_FOLDER = "/etc/kubernetes/labwright";
export const AUDIT_LOG_FOLDER = "/var/log/kubernetes/audit";

const SOCKETS = { containerd: "unix:///run/containerd/containerd.sock", "cri-o": "unix:///var/run/crio/crio.sock" } as const;

/** For the first control plane. @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/ */
export function initConfiguration(settings: KubeadmSettings, node: KubeadmNode): string {
  return documents([
    {
      apiVersion: API, kind: "InitConfiguration",
      // It may not outlive the run: nodes that join later bring their own.
      bootstrapTokens: [{ token: KUBEADM_SECRETS.token, ttl: "1h0m0s", usages: ["signing", "authentication"], groups: ["system:bootstrappers:kubeadm:default-node-token"] }],
      ...(settings.highlyAvailable && { certificateKey: KUBEADM_SECRETS.certificateKey }),
      localAPIEndpoint: { advertiseAddress: node.address, bindPort: settings.endpoint.port },
      nodeRegistration: registration(settings, node),
      ...(settings.kubeProxy === "none" && { skipPhases: ["addon/kube-proxy"] }),
    },
    clusterConfiguration(settings),
    ...componentConfigurations(settings),
  ]);
}

/** For every further node. */
export function joinConfiguration(settings: KubeadmSettings, node: KubeadmNode): string {
  const { name, port } = settings.endpoint;
  return documents([{
    apiVersion: API, kind: "JoinConfiguration",
    discovery: { bootstrapToken: { apiServerEndpoint: `${name}:${port}`, token: KUBEADM_SECRETS.token, caCertHashes: [KUBEADM_SECRETS.caCertHash] } },
    nodeRegistration: registration(settings, node),
    ...(node.role === "control-plane" && { controlPlane: { localAPIEndpoint: { advertiseAddress: node.address, bindPort: port }, certificateKey: KUBEADM_SECRETS.certificateKey } }),
  }]);
}

function documents(all: readonly object[]): string {
  return all.map((one) => stringify(one, { lineWidth: 0 })).join("---\n");
}

function registration({ runtime }: KubeadmSettings, { name, address, labels, taints, role }: KubeadmNode): object {
  const control = role === "control-plane" ? [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] : [];
  const nodeLabels = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(",");
  return {
    name,
    criSocket: SOCKETS[runtime],
    imagePullPolicy: "IfNotPresent",
    taints: [...control, ...taints],
    // With several NICs the kubelet would take the one with the default route.
    kubeletExtraArgs: [{ name: "node-ip", value: address }, ...(nodeLabels === "" ? [] : [{ name: "node-labels", value: nodeLabels }])],
  };
}

function clusterConfiguration(settings: KubeadmSettings): object {
  const { clusterName, version, endpoint, serviceCidr, podCidr, dnsDomain, auditLog, encryptionAtRest, podSecurity, addresses } = settings;
  const ownFiles = { name: "labwright", hostPath: CONFIG_FOLDER, mountPath: CONFIG_FOLDER, readOnly: true, pathType: "Directory" };
  const logs = { name: "audit", hostPath: AUDIT_LOG_FOLDER, mountPath: AUDIT_LOG_FOLDER, readOnly: false, pathType: "DirectoryOrCreate" };
  const audit = [
    { name: "audit-policy-file", value: `${CONFIG_FOLDER}/audit-policy.yaml` },
    { name: "audit-log-path", value: `${AUDIT_LOG_FOLDER}/audit.log` },
    { name: "audit-log-maxage", value: "7" },
    { name: "audit-log-maxbackup", value: "3" },
    { name: "audit-log-maxsize", value: "50" },
  ];
  const arguments_ = [
    ...(auditLog ? audit : []),
    ...(encryptionAtRest ? [{ name: "encryption-provider-config", value: `${CONFIG_FOLDER}/encryption.yaml` }] : []),
    ...(podSecurity === "privileged" ? [] : [{ name: "admission-control-config-file", value: `${CONFIG_FOLDER}/admission.yaml` }]),
  ];
  return {
    apiVersion: API, kind: "ClusterConfiguration",
    clusterName,
    kubernetesVersion: `v${version}`,
    controlPlaneEndpoint: `${endpoint.name}:${endpoint.port}`,
    networking: { podSubnet: podCidr, serviceSubnet: serviceCidr, dnsDomain },
    encryptionAlgorithm: "ECDSA-P256",
    apiServer: {
      certSANs: [...new Set([endpoint.name, endpoint.address, ...addresses, "127.0.0.1", "localhost"])],
      extraArgs: arguments_,
      extraVolumes: [...(arguments_.length > 0 ? [ownFiles] : []), ...(auditLog ? [logs] : [])],
    },
  };
}

function componentConfigurations({ kubeProxy }: KubeadmSettings): object[] {
  const kubelet = { apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration", cgroupDriver: "systemd", containerLogMaxSize: "10Mi", containerLogMaxFiles: 3 };
  const proxy = { apiVersion: "kubeproxy.config.k8s.io/v1alpha1", kind: "KubeProxyConfiguration", mode: kubeProxy };
  return kubeProxy === "none" ? [kubelet] : [kubelet, proxy];
}
