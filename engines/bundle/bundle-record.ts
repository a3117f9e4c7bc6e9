import type { Arch } from "../../constructs/core/arch";
import type { API_VERSION } from "../../constructs/spec/lab-spec";

export const BUNDLE_FILE = "bundle.yaml";

/** What `bundle.yaml` says: all that nodes of a cluster take from elsewhere, by its digest. */
export interface BundleRecord {
  readonly apiVersion: typeof API_VERSION;
  readonly kind: "Bundle";
  readonly arch: Arch;
  /** Exact version of Kubernetes that its programs and images are of. */
  readonly kubernetes: string;
  readonly files: readonly BundleFile[];
}

export type BundleFileKind = "program" | "cni" | "image" | "chart" | "manifest";

export interface BundleFile {
  /** Below the bundle's folder. */
  readonly path: string;
  readonly kind: BundleFileKind;
  /** Hexadecimal, of its bytes. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of an image: the names that Pods may ask for it by. */
  readonly images?: readonly string[];
  /** Of an image: whether it is none of its project's, but answers in its name. */
  readonly standIn?: boolean;
  /** Of a Helm chart. */
  readonly chart?: { readonly name: string; readonly version: string };
  /** Of a manifest: the address that it was taken from. */
  readonly url?: string;
}

/** Where files of a kind lie in a bundle. */
export const FOLDERS: Readonly<Record<BundleFileKind, string>> = { program: "bin", cni: "cni", image: "images", chart: "charts", manifest: "manifests" };

/** Programs without which there is no node. */
export const NODE_PROGRAMS = ["kubelet", "kubeadm", "kubectl", "containerd", "containerd-shim-runc-v2", "ctr", "runc"] as const;

/** Images that only control planes run. */
const CONTROL_PLANE = /\/(kube-apiserver|kube-controller-manager|etcd):/;

export function isForControlPlanes({ images = [] }: BundleFile): boolean {
  return images.length > 0 && images.every((image) => CONTROL_PLANE.test(image));
}
