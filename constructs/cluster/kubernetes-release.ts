/** Kubernetes minors that clusters may have. */
export const KUBERNETES_MINORS = ["1.34", "1.35", "1.36"] as const;
export type KubernetesMinor = (typeof KUBERNETES_MINORS)[number];

export const DEFAULT_KUBERNETES: KubernetesMinor = "1.36";

/** What a minor is installed as: its newest patch release on 2026-11-22. */
const PATCHES: Readonly<Record<KubernetesMinor, string>> = { "1.34": "1.34.4", "1.35": "1.35.4", "1.36": "1.36.3" };

/** The exact version of a minor. */
export function kubernetesVersion(minor: KubernetesMinor): string {
  return PATCHES[minor];
}
