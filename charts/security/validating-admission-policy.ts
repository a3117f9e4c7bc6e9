import type { CustomKind } from "../addon/custom-object";

// The typed objects at hand are of Kubernetes 1.27, where these kinds were alpha; they are checked against the schemas of the minors
// that clusters have.

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist"; readonly values?: readonly string[] }[];
}

interface MatchResources {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly {
    readonly apiGroups: readonly string[];
    readonly apiVersions: readonly string[];
    readonly operations: readonly ("CREATE" | "UPDATE" | "DELETE" | "CONNECT" | "*")[];
    readonly resources: readonly string[];
  }[];
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/validating-admission-policy-v1/ */
export interface ValidatingAdmissionPolicyFields {
  readonly spec: {
    readonly failurePolicy?: "Fail" | "Ignore";
    readonly matchConstraints: MatchResources;
    readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
    readonly variables?: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message?: string; readonly messageExpression?: string }[];
  };
}

export const validatingAdmissionPolicy: CustomKind<ValidatingAdmissionPolicyFields> = { apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy" };

export type ValidationAction = "Deny" | "Warn" | "Audit";

export interface ValidatingAdmissionPolicyBindingFields {
  readonly spec: {
    readonly policyName: string;
    readonly validationActions: readonly ValidationAction[];
    readonly matchResources?: MatchResources;
  };
}

export const validatingAdmissionPolicyBinding: CustomKind<ValidatingAdmissionPolicyBindingFields> = { apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding" };
