import type { Construct } from "constructs";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { checkEach } from "../parts/checks";
import { validatingAdmissionPolicy, validatingAdmissionPolicyBinding, type ValidatingAdmissionPolicyFields } from "./validating-admission-policy";

export interface AdmissionPoliciesProps {
  /** Refuse images with the tag `latest`, or with none and no digest. @default true */
  readonly denyLatestTag?: boolean;
  /**
   * Containers have a limit of each of these.
   * @default none
   * @example ["cpu","memory"]
   */
  readonly requiredLimits?: readonly ("cpu" | "memory")[];
  /**
   * Pods, and what makes them, have these labels.
   * @default none
   * @example ["app.kubernetes.io/name"]
   */
  readonly requiredLabels?: readonly string[];
  /**
   * Images come from these registries alone.
   * @default any
   * @example ["registry.k8s.io","harbor.lab.example"]
   */
  readonly registries?: readonly string[];
  /** What becomes of a request that breaks one: it is refused, or its sender warned, or it is noted in the audit log. @default Deny */
  readonly action?: "Deny" | "Warn" | "Audit";
  /**
   * Namespaces that they are not about. Those that this package makes for add-ons never are; those that an add-on's operator makes are.
   * @default Kubernetes' own, and those of Calico's operator
   * @example ["kube-system","calico-system"]
   */
  readonly exemptNamespaces?: readonly string[];
}

const NOT_OURS = ["kube-system", "kube-public", "kube-node-lease", "calico-system", "calico-apiserver"];

const WORKLOADS = [
  { apiGroups: [""], resources: ["pods"] },
  { apiGroups: ["apps"], resources: ["deployments", "statefulsets", "daemonsets"] },
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"] },
].map(({ apiGroups, resources }) => ({ apiGroups, apiVersions: ["v1"], operations: ["CREATE", "UPDATE"] as const, resources }));

/** What is being deleted has to get rid of its finalizers. */
const NOT_LEAVING = [{ name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" }];

/** The Pod that an object is, or makes; for CEL. */
const POD_VARIABLES = [
  { name: "pod", expression: "object.kind == 'Pod' ? object : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template" },
  { name: "containers", expression: "variables.pod.spec.containers + variables.pod.spec.?initContainers.orValue([])" },
];

/** A tag is after the last slash; before the first one is a registry, if that looks like a host. */
const FIXED_TAG = "c.image.matches('@|:[^/]+$') && !c.image.endsWith(':latest')";
const REGISTRY = "c.image.matches('^[^/]*[.:][^/]*/|^localhost/') ? c.image.split('/')[0] : 'docker.io'";

type Validations = ValidatingAdmissionPolicyFields["spec"]["validations"];

/**
 * Policies that the API server checks by itself, without a webhook: ValidatingAdmissionPolicy and its binding.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class AdmissionPolicies extends Addon {
  /** @throws LabError LW1001 for labels and registries that are none */
  constructor(scope: Construct, id: string, props: AdmissionPoliciesProps = {}) {
    const { denyLatestTag = true, requiredLimits = [], requiredLabels = [], registries = [], action = "Deny", exemptNamespaces = NOT_OURS } = props;
    super(scope, id, {
      name: "admission-policies",
      version: "1",
      title: { en: "Admission policies", zh: "准入策略" },
      resources: { memoryMiB: 0 },
      readiness: [],
    });
    checkEach(this.node.path, "requiredLabels", requiredLabels, /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, { en: "a label's key", zh: "标签的键" });
    checkEach(this.node.path, "registries", registries, /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/, { en: "a registry's host, and its port if it has one", zh: "镜像仓库的主机名，可带端口" });
    const rules: Readonly<Record<string, Validations>> = {
      "fixed-tags": denyLatestTag ? [{ expression: `variables.containers.all(c, ${FIXED_TAG})`, message: "images need a tag other than latest, or a digest" }] : [],
      "limits": requiredLimits.map((resource) => ({ expression: `variables.containers.all(c, '${resource}' in c.?resources.?limits.orValue({}))`, message: `containers need a limit of ${resource}` })),
      "labels": requiredLabels.map((label) => ({ expression: `'${label}' in variables.pod.?metadata.?labels.orValue({})`, message: `Pods need the label ${label}` })),
      "registries": registries.length > 0 ? [{ expression: `variables.containers.all(c, (${REGISTRY}) in ${JSON.stringify(registries)})`, message: `images may come from ${registries.join(", ")}` }] : [],
    };
    const chart = this.chart("policies");
    // Namespaces of add-ons carry this label: their makers' Pods are as they are.
    const others = { key: "app.kubernetes.io/managed-by", operator: "NotIn", values: ["labwright"] } as const;
    const exempt = { key: "kubernetes.io/metadata.name", operator: "NotIn", values: exemptNamespaces } as const;
    const matchResources = { namespaceSelector: { matchExpressions: [others, ...(exemptNamespaces.length > 0 ? [exempt] : [])] } };
    for (const [name, validations] of Object.entries(rules).filter(([, one]) => one.length > 0)) {
      const spec = { matchConstraints: { resourceRules: WORKLOADS }, matchConditions: NOT_LEAVING, variables: POD_VARIABLES, validations };
      new CustomObject(chart, `${name}-policy`, validatingAdmissionPolicy, { name }, { spec });
      new CustomObject(chart, `${name}-binding`, validatingAdmissionPolicyBinding, { name }, { spec: { policyName: name, validationActions: [action], matchResources } });
    }
  }
}
