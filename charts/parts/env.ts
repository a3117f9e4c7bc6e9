import type { EnvVar } from "cdk8s-plus-27/lib/imports/k8s";

/** A variable with what Kubernetes knows of the Pod, such as `spec.nodeName`. */
export function fieldEnv(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

/** A variable with what stands in a Secret of the Pod's namespace. */
export function secretEnv(name: string, secretName: string, key: string): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}
