/** Levels of the Pod Security Standards, from what may do all to what may do least. */
export const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** Labels of a namespace whose Pods are held to a level. @see https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export function podSecurityLabels(level: PodSecurityLevel): Record<string, string> {
  return { "pod-security.kubernetes.io/enforce": level, "pod-security.kubernetes.io/warn": level };
}
