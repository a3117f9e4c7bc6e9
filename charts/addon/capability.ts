import type { Text } from "../../constructs/core/text";

/** What one add-on brings to a cluster and others ask for. */
export interface CapabilityInfo {
  readonly title: Text;
  /** Whether a cluster can have it but once. */
  readonly single: boolean;
  /** What brings it, as it is called in code. */
  readonly from: readonly string[];
}

/** By its id. */
export const capabilities = {
  "cni": { title: { en: "a Pod network (CNI)", zh: "Pod 网络（CNI）" }, single: true, from: ["Flannel", "Calico", "Cilium"] },
  "network-policy": { title: { en: "something that enforces NetworkPolicies", zh: "NetworkPolicy 的实施者" }, single: true, from: ["Calico", "Cilium", "Flannel with `networkPolicy`"] },
  "service-proxy": { title: { en: "a replacement of kube-proxy", zh: "kube-proxy 的替代者" }, single: true, from: ["Cilium with `kubeProxyReplacement`"] },
  "load-balancer": { title: { en: "addresses for Services of type LoadBalancer", zh: "LoadBalancer 类型 Service 的地址分配" }, single: true, from: ["MetalLb", "Cilium with `loadBalancer`"] },
  "ingress-controller": { title: { en: "an Ingress controller", zh: "Ingress 控制器" }, single: false, from: ["Traefik"] },
  "default-ingress-class": { title: { en: "the default IngressClass", zh: "默认 IngressClass" }, single: true, from: ["Traefik"] },
  "gateway-api": { title: { en: "the kinds of the Gateway API", zh: "Gateway API 的资源类型" }, single: true, from: ["GatewayApi"] },
  "gateway-controller": { title: { en: "a controller for Gateways", zh: "Gateway 控制器" }, single: false, from: ["Traefik", "Istio", "Cilium"] },
  "storage-class": { title: { en: "a StorageClass", zh: "StorageClass" }, single: false, from: ["NfsCsi", "HostPathCsi", "LocalPath", "Longhorn", "RookCeph"] },
  "default-storage-class": { title: { en: "the default StorageClass", zh: "默认 StorageClass" }, single: true, from: ["NfsCsi", "LocalPath", "Longhorn", "RookCeph", "HostPathCsi with `defaultClass`"] },
  "volume-snapshots": { title: { en: "volume snapshots", zh: "卷快照" }, single: true, from: ["VolumeSnapshots"] },
  "resource-metrics": { title: { en: "the resource metrics API (metrics.k8s.io)", zh: "资源指标 API（metrics.k8s.io）" }, single: true, from: ["MetricsServer"] },
  "certificates": { title: { en: "cert-manager's certificates", zh: "cert-manager 证书" }, single: true, from: ["CertManager"] },
  "trust-bundles": { title: { en: "trust-manager's bundles of CA certificates", zh: "trust-manager 的 CA 证书包" }, single: true, from: ["TrustManager"] },
  "prometheus-operator": { title: { en: "the kinds of the Prometheus operator", zh: "Prometheus Operator 的资源类型" }, single: true, from: ["KubePrometheusStack"] },
  "service-mesh": { title: { en: "a service mesh", zh: "服务网格" }, single: true, from: ["Istio", "Linkerd"] },
  "admission-policies": { title: { en: "a policy engine", zh: "策略引擎" }, single: false, from: ["Kyverno", "Gatekeeper"] },
  "logs": { title: { en: "a store of logs", zh: "日志存储" }, single: false, from: ["Loki", "Eck"] },
  "traces": { title: { en: "a store of traces", zh: "链路追踪存储" }, single: false, from: ["Jaeger", "Zipkin"] },
} as const satisfies Readonly<Record<string, CapabilityInfo>>;

export type Capability = keyof typeof capabilities;
