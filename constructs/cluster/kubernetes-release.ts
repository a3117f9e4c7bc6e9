/** Kubernetes minors that clusters may have. */
export const KUBERNETES_MINORS = ["1.34", "1.35", "1.36"] as const;
export type KubernetesMinor = (typeof KUBERNETES_MINORS)[number];

export const DEFAULT_KUBERNETES: KubernetesMinor = "1.36";

/** The day on which patch releases were looked up, ISO 8601. */
export const KUBERNETES_CHECKED = "2026-11-22";

/** What a minor is installed as. */
const PATCHES: Readonly<Record<KubernetesMinor, string>> = { "1.34": "1.34.11", "1.35": "1.35.8", "1.36": "1.36.3" };

/** The exact version of a minor. */
export function kubernetesVersion(minor: KubernetesMinor): string {
  return PATCHES[minor];
}

/** The oldest containerd that nodes may have: its configuration is of the form that 2.0 brought. */
export const CONTAINERD_MINIMUM = "2.0";
