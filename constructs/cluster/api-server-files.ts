import { stringify } from "yaml";
import type { ClusterFileSpec } from "../spec/cluster-spec";
import { CONFIG_FOLDER, type KubeadmSettings } from "./kubeadm-config";

/**
 * Files that the API server reads, on every control plane. The encryption key is not among them: the first control plane makes it, and
 * the runner hands it to the others.
 */
export function apiServerFiles({ auditLog, podSecurity }: Pick<KubeadmSettings, "auditLog" | "podSecurity">): ClusterFileSpec[] {
  const files: (readonly [string, object])[] = [];
  if (auditLog) files.push(["audit-policy.yaml", AUDIT_POLICY]);
  if (podSecurity !== "privileged") files.push(["admission.yaml", admission(podSecurity)]);
  return files.map(([name, content]) => ({ path: `${CONFIG_FOLDER}/${name}`, content: stringify(content, { lineWidth: 0 }) }));
}

/** Who changed what, with what of secrets; reads and the cluster's own chatter are left out. @see https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/ */
const AUDIT_POLICY = {
  apiVersion: "audit.k8s.io/v1", kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler", "system:kube-proxy"] },
    { level: "None", userGroups: ["system:nodes"] },
    { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version", "/openapi/*", "/metrics"] },
    { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }, { group: "", resources: ["events"] }] },
    // Their content may not get into a log.
    { level: "Metadata", resources: [{ group: "", resources: ["secrets", "configmaps", "serviceaccounts/token"] }] },
    { level: "None", verbs: ["get", "list", "watch"] },
    { level: "Request", resources: [{ group: "" }, { group: "apps" }, { group: "batch" }, { group: "rbac.authorization.k8s.io" }, { group: "networking.k8s.io" }] },
    { level: "Metadata" },
  ],
};

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/ */
function admission(level: "baseline" | "restricted"): object {
  return {
    apiVersion: "apiserver.config.k8s.io/v1", kind: "AdmissionConfiguration",
    plugins: [{
      name: "PodSecurity",
      configuration: {
        apiVersion: "pod-security.admission.config.k8s.io/v1", kind: "PodSecurityConfiguration",
        defaults: { enforce: level, "enforce-version": "latest", warn: "restricted", "warn-version": "latest" },
        exemptions: { namespaces: ["kube-system"] },
      },
    }],
  };
}
