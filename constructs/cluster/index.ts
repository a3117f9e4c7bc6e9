// Kubernetes clusters of a lab's machines. Apart from the rest, so that labs without one load nothing of Kubernetes.
export { Cluster, type ClusterNode } from "./cluster";
export { KubeadmCluster, type KubeadmClusterProps } from "./kubeadm-cluster";
export type { NodePool, NodePoolProps, Taint } from "./node-pool";
